import type {
  SessionControls,
  SessionReport,
  Talking,
  TalkingPhrases,
} from "../../src/tools/sessionControls.ts";
import { tokenKinds, type Spent } from "../../src/shared/usage.ts";

export interface MemorySession {
  controls: SessionControls;
  /** To be changed by a test, as the rest of it. */
  talking: Talking;
  phrases: TalkingPhrases;
  report: SessionReport;
  profiles: ReturnType<SessionControls["profiles"]>;
  /** How the server does not let the user talk. */
  impossible: Set<Talking["turns"]>;
  /** What was done to the conversation, in order: "turns pushToTalk", "end". */
  done: string[];
  /** What waits for the end of the answer, by name. */
  waiting: Map<string, () => void | Promise<void>>;
  /** The assistant has finished its answer. */
  finishAnswer(): Promise<void>;
  /** As it was made. */
  reset(): void;
}

export function spent(usd: number | null, textIn: number): Spent {
  const none = Object.fromEntries(tokenKinds.map((kind) => [kind, 0])) as Spent["tokens"];
  return { tokens: { ...none, textIn }, transcription: { tokens: 0, seconds: 0 }, usd, priced: usd !== null };
}

const fresh = (): Pick<MemorySession, "talking" | "phrases" | "report" | "profiles"> => ({
  talking: { turns: "handsFree", microphone: "open", answers: "spoken", voice: "marin", speed: 1 },
  phrases: { wake: "wake up", send: "send it", trigger: "quick hint" },
  report: {
    status: "live",
    model: "gpt-realtime-2.1 · localhost",
    minutes: 12.4,
    conversation: spent(0.01234, 4_000),
    today: spent(0.5, 90_000),
    budgets: [],
    limits: [],
    unpriced: [],
  },
  profiles: {
    active: "",
    all: [
      { name: "", about: "openai gpt-realtime-2.1" },
      { name: "Azure work", about: "azure talk" },
      { name: "Azure home", about: "azure talk" },
      { name: "LocalAI", about: "localai talk" },
    ],
  },
});

/** A session that is only its state, for the logic of tools: what becomes of it is tested on the real one. */
export function createMemorySession(): MemorySession {
  const memory: MemorySession = {
    ...fresh(),
    impossible: new Set(),
    done: [],
    waiting: new Map(),
    async finishAnswer() {
      const acts = [...memory.waiting.values()];
      memory.waiting.clear();
      for (const act of acts) await act();
    },
    reset: () => void Object.assign(memory, fresh(), { impossible: new Set(), done: [], waiting: new Map() }),
    controls: {
      talking: () => ({ ...memory.talking }),
      phrases: () => memory.phrases,
      reserved: () => Object.values(memory.phrases).filter((phrase) => phrase !== undefined),
      report: () => memory.report,
      canTalk: (turns) => !memory.impossible.has(turns),
      async setTurns(turns) {
        memory.done.push(`turns ${turns}`);
        memory.talking.turns = turns;
        const isMuted = memory.talking.microphone === "muted";
        if (turns !== "pushToTalk") memory.talking.microphone = "open";
        else if (!isMuted) memory.talking.microphone = "gated";
      },
      async setMicrophone(microphone) {
        memory.done.push(`microphone ${microphone}`);
        memory.talking.microphone = microphone;
      },
      setAnswers(answers) {
        memory.done.push(`answers ${answers}`);
        memory.talking.answers = answers;
      },
      setDictating(on) {
        memory.done.push(`dictating ${on}`);
        return true;
      },
      async save(settings) {
        memory.done.push(`save ${JSON.stringify(settings)}`);
        Object.assign(memory.talking, settings);
      },
      profiles: () => memory.profiles,
      async useProfile(name) {
        memory.done.push(`profile ${name}`);
        memory.profiles = { ...memory.profiles, active: name };
      },
      end: () => void memory.done.push("end"),
      startAnew: () => void memory.done.push("startAnew"),
      reconnect: () => void memory.done.push("reconnect"),
      afterAnswer: (name, act) => void memory.waiting.set(name, act),
    },
  };
  return memory;
}
