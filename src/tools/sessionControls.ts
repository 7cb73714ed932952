/** What tools need of the conversation itself, in the tools' own terms, so that they load and run without VS Code. */
import type { Answers, MicrophoneState, Turns } from "../shared/state.ts";
import type { Spent, UsageState } from "../shared/usage.ts";

/** How user and assistant talk. */
export interface Talking {
  turns: Turns;
  /** Undefined where no session is live. */
  microphone: MicrophoneState | undefined;
  answers: Answers;
  voice: string;
  /** 0.25 to 1.5. */
  speed: number;
}

/** What the user can say for us to act on, a phrase of each kind; undefined where nobody would notice it. */
export interface TalkingPhrases {
  wake: string | undefined;
  send: string | undefined;
  trigger: string | undefined;
}

/** What is there to tell of a session besides how one talks in it. */
export interface SessionReport {
  status: "idle" | "connecting" | "live" | "failed";
  /** The model and where it runs. */
  model: string;
  /** Since the conversation began, while connected. */
  minutes: number;
  conversation: Spent;
  today: Spent;
  budgets: UsageState["budgets"];
  limits: UsageState["limits"];
  /** Models whose price is not known. */
  unpriced: readonly string[];
}

export interface SessionControls {
  talking(): Talking;
  phrases(): TalkingPhrases;
  /** All phrases that we act on ourselves, noticed or not: none of them can mean something else. */
  reserved(): readonly string[];
  report(): SessionReport;
  /** Resolves when the microphone is as the mode wants it, or was refused: {@link talking} tells which. */
  /** Whether the provider's server lets the user talk so. */
  canTalk(turns: Turns): boolean;
  setTurns(turns: Turns): Promise<void>;
  /** As `setTurns`. Asleep is muted where nobody would notice the phrase to wake up. */
  setMicrophone(microphone: "open" | "muted" | "asleep"): Promise<void>;
  setAnswers(answers: Answers): void;
  /** What the user says is written down, and no turn of yours. @returns false where nobody could: words are not known. */
  setDictating(on: boolean): boolean;
  /** Writes settings of the user's; they count from the next answer on. @throws {ToolError} where they would not. */
  save(settings: { voice?: string | undefined; speed?: number | undefined }): Promise<void>;
  /** The user's profiles of providers by their names; "" stands for the settings without one. */
  profiles(): { active: string; all: readonly { name: string; about: string }[] };
  /** The conversation goes on there from the next pause on. @throws {ToolError} where it cannot. */
  useProfile(name: string): Promise<void>;
  end(): void;
  /** Forgets all that was said. */
  startAnew(): void;
  /** The conversation goes on over a new connection. */
  reconnect(): void;
  /** Does `act` when the assistant has finished speaking, once. A later one of the same name takes its place. */
  afterAnswer(name: string, act: () => void | Promise<void>): void;
}
