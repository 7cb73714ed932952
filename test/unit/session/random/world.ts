/** A whole session with everything around it in the hands of chance. */
import { mock } from "node:test";
import { SessionFailure } from "../../../../src/session/failure.ts";
import type { Link, LinkListener } from "../../../../src/session/link.ts";
import { Session } from "../../../../src/session/session.ts";
import type { ToolOutcome, ToolRunner } from "../../../../src/session/toolRunner.ts";
import type { SessionSettings } from "../../../../src/session/settings.ts";
import { turns } from "../../../../src/shared/state.ts";
import { defaults } from "../defaults.ts";
import type { Chance } from "./chance.ts";
import { detectionOf, ModelServer, type Detection } from "./modelServer.ts";
import { playedProvider } from "../../providers/played.ts";

export interface World {
  readonly session: Session;
  readonly broken: readonly string[];
  /** What happened, newest last: to be read where a rule was broken. */
  readonly story: readonly string[];
  step(): Promise<void>;
  /** The user and the network rest; the server finishes what it has begun. */
  settle(): Promise<void>;
  /** Calls that were to run, and how often each did. */
  runs(): ReadonlyMap<string, number>;
  servers: readonly ModelServer[];
}

/** @param lawful the server keeps to the protocol. */
export function createWorld(chance: Chance, lawful: boolean): World {
  const broken: string[] = [];
  const story: string[] = [];
  const servers: ModelServer[] = [];
  const runs = new Map<string, number>();
  const working: { callId: string; finish(outcome: ToolOutcome): void }[] = [];
  let ids = 0;
  let detection: Detection = { found: true, answered: true, interrupted: true };
  let settings: SessionSettings = {
    ...defaults,
    turns: chance.pick(turns.options),
    interruption: chance.pick(["words", "speech"]),
    transcriptionModel: chance.happens(0.8) ? "gpt-transcribe" : "",
    idleMinutes: chance.happens(0.3) ? 1 : 0,
  };
  const newId = (kind: string): string => `${kind}_${++ids}`;
  const done: ToolOutcome = { status: "done", output: '{"ok":true}', summary: "Done" };

  const tools: ToolRunner = {
    run({ callId }, signal) {
      runs.set(callId, (runs.get(callId) ?? 0) + 1);
      if (signal.aborted) return Promise.resolve({ ...done, status: "failed" });
      const { promise, resolve } = Promise.withResolvers<ToolOutcome>();
      working.push({ callId, finish: resolve });
      signal.addEventListener("abort", () => resolve({ ...done, status: "failed" }));
      return promise;
    },
    assess: () => Promise.resolve(done),
    confirm: () => Promise.resolve(chance.happens(0.5) ? done : undefined),
    userSpoke: () => undefined,
    endedElsewhere: () => undefined,
    forgetQuestion: () => undefined,
  };

  function openLink(listener: LinkListener): Link {
    const server = new ModelServer({
      chance,
      listener,
      detection,
      newId,
      broken: (rule) => void broken.push(rule),
    });
    servers.push(server);
    return {
      offer: (wish) =>
        chance.happens(0.03)
          ? Promise.reject(new Error("No network."))
          : Promise.resolve({ sdp: "v=0", microphone: { granted: wish !== "none" && chance.happens(0.95) } }),
      answer() {
        server.open();
        return Promise.resolve();
      },
      send(event) {
        story.push(`→ ${JSON.stringify(event)}`);
        server.take(event);
      },
      setMicrophone: (open) => Promise.resolve({ granted: open && chance.happens(0.95) }),
      setGate: () => undefined,
      setAudible: () => undefined,
      close: () => void (server.closed = true),
    };
  }

  const session = new Session({
    provider: () =>
      playedProvider({
        mintSecret: ({ audio }) => {
          detection = detectionOf(audio?.input?.turn_detection);
          if (chance.happens(0.03)) return Promise.reject(new SessionFailure("unreachable"));
          return Promise.resolve({ value: "ek_test", dropped: [] });
        },
      }),
    observers: [],
    settings: () => settings,
    where: () => "",
    workspaceInstructions: () => "",
    editorContext: () => `line ${chance.pick([1, 2, 3])}`,
    openLink: ({ listener }) =>
      Promise.resolve(
        openLink({
          ...listener,
          received(data) {
            story.push(`← ${data}`);
            listener.received(data);
          },
        }),
      ),
    tools,
    functionTools: () => [],
    changed: () => undefined,
    describe: ({ type }) => type,
    log: {
      debug: () => undefined,
      warn: () => undefined,
      error: (message) => void broken.push(`error: ${message}`),
    },
  });

  const act = (name: string, action: () => unknown) => (): void => {
    story.push(name);
    action();
  };
  const server = (): ModelServer | undefined => servers.findLast(({ closed }) => !closed);
  function loseLink(): void {
    const lost = server();
    if (lost === undefined) return;
    lost.closed = true;
    lost.listener.closed("network");
  }

  /** Each as often as it stands here. */
  const actions: (() => void)[] = [
    ...Array.from({ length: 20 }, () => () => server()?.step()),
    ...Array.from({ length: 4 }, () => act("a tool ends", () => working.shift()?.finish(done))),
    act("start", () => session.start()),
    act("start", () => session.start()),
    act("stop", () => chance.happens(0.3) && session.stop()),
    act("mute", () => session.setMuted(chance.happens(0.5))),
    act("key down", () => session.talk(true)),
    act("key up", () => session.talk(false)),
    act("say", () => session.say("hello")),
    act("interrupt", () => session.dialogue.interrupt()),
    act("mode", () => session.dialogue.turnTaking.setTurns(chance.pick(turns.options))),
    act("sleep", () => session.dialogue.turnTaking.setAsleep(chance.happens(0.5))),
    act("stop everything", () => session.dialogue.stopEverything()),
    act("never mind", () => session.dialogue.turns.cancelTurn()),
    act("send", () => session.dialogue.turns.sendTurn()),
    act("hint", () => session.dialogue.trigger(defaults.triggers[0]!)),
    act("answers", () => session.dialogue.setAnswers(chance.pick(["spoken", "written"]))),
    act("setting", () => {
      settings = { ...settings, voice: chance.pick(["marin", "cedar"]), speed: chance.pick([1, 1.2]) };
      session.settingsChanged();
    }),
    act("new conversation", () => chance.happens(0.2) && session.newConversation()),
    act("slept", () => chance.happens(0.1) && session.resumed(100_000)),
    act("confirm", () => session.confirm(chance.pick([...runs.keys(), "call_x"]), chance.happens(0.5))),
    act("link lost", () => chance.happens(0.3) && loseLink()),
    act("time", () => mock.timers.tick(chance.pick([50, 250, 1_000, 5_000]))),
    ...(lawful ? [] : [act("misbehaves", () => server()?.misbehave())]),
  ];

  return {
    session,
    broken,
    story,
    servers,
    runs: () => runs,
    async step() {
      chance.pick(actions)();
      await everythingElse();
    },
    async settle() {
      void session.talk(false);
      // Shorter than what the watchdog leaves the server to answer in.
      for (let round = 0; round < 80; round++) {
        for (const { finish } of working.splice(0)) finish(done);
        server()?.finish();
        await everythingElse();
        mock.timers.tick(5_000);
        await everythingElse();
      }
    },
  };
}

/** Lets all that is under way, but for timers, go on to its end. */
async function everythingElse(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise<void>((resolve) => void setImmediate(resolve));
}
