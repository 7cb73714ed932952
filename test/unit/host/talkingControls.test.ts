import assert from "node:assert/strict";
import { mock } from "node:test";
import { createTalkingControls } from "../../../src/host/talkingControls.ts";
import type { SessionSettings } from "../../../src/session/settings.ts";
import type { ToolRunner } from "../../../src/session/toolRunner.ts";
import type { UsageState } from "../../../src/shared/usage.ts";
import type { SessionControls } from "../../../src/tools/sessionControls.ts";
import { getSession } from "../../../src/tools/sessionReport.ts";
import { setSession } from "../../../src/tools/talking.ts";
import { createRouter } from "../../../src/tools/router.ts";
import { defaults } from "../session/defaults.ts";
import {
  call,
  comeBack,
  respond,
  scripted,
  type ScriptOptions,
  until,
  type Scripted,
  type ScriptedLink,
} from "../session/scripted.ts";
import { createMemoryEditor } from "../tools/memoryEditor.ts";
import { spent } from "../../../dev/call/memorySession.ts";

const usage: UsageState = {
  session: spent(0.01, 100),
  day: spent(0.02, 200),
  budgets: [],
  unpriced: [],
  priceDate: "2026-08",
  limits: [],
};

interface Talk extends Scripted {
  settings: Partial<SessionSettings>;
  errors: unknown[];
  controls: SessionControls;
}

/** A session whose model has the two tools, as the extension joins them. */
function talk(settings: Partial<SessionSettings> = {}, options: ScriptOptions = {}): Talk {
  const errors: unknown[] = [];
  const { controls, observers } = createTalkingControls({
    session: () => world.session,
    settings: () => ({ ...defaults, ...settings }),
    save: async (saved) => {
      Object.assign(settings, saved);
      world.session.settingsChanged();
    },
    profiles: { profiles: () => ({ active: "", all: [] }), useProfile: () => Promise.resolve() },
    usage: () => usage,
    model: () => "gpt-realtime-2.1 · localhost",
    now: () => performance.now(),
    report: (promise) => void promise.catch((error: unknown) => errors.push(error)),
  });
  const { editor } = createMemoryEditor();
  const router: ToolRunner = createRouter({
    tools: [setSession, getSession],
    editor,
    session: controls,
    now: () => performance.now(),
  });
  const world = scripted({
    ...options,
    settings,
    observers,
    runTool: ({ signal, ...made }) => router.run({ callId: "call", ...made }, signal),
  });
  return { ...world, settings, errors, controls };
}

let calls = 0;

/** The model makes the call. @returns what it is told, when the answer to that is asked for. */
async function change(link: ScriptedLink, args: object): Promise<Record<string, unknown>> {
  const id = `c${++calls}`;
  const before = link.sent.length;
  respond(link, `r_${id}`, [call(id, "set_session", JSON.stringify(args))]);
  const fresh = (): ScriptedLink["sent"] => link.sent.slice(before);
  await until(() => fresh().some(({ type }) => type === "response.create"));
  const [output] = fresh().flatMap((event) =>
    event.type === "conversation.item.create" && event.item.type === "function_call_output"
      ? [event.item.output]
      : [],
  );
  return JSON.parse(output ?? "{}") as Record<string, unknown>;
}

/** The server speaks its answer, to the end. */
function answer(link: ScriptedLink, id: string): void {
  link.receive({ type: "response.created", response: { id } });
  link.receive({ type: "output_audio_buffer.started", response_id: id });
  link.receive({ type: "response.done", response: { id, status: "completed", output: [] } });
  link.receive({ type: "output_audio_buffer.stopped", response_id: id });
}

/** Lets promises settle while the clock stands still. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}

const microphone = ({ session: { state } }: Scripted): string | undefined =>
  state.status === "live" ? state.microphone : undefined;

describe("a session changed by the model", () => {
  beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
  afterEach(() => mock.timers.reset());

  it("takes its turns otherwise before the model is told so", async () => {
    const world = talk();
    const link = await world.goLive();
    const output = await change(link, { turns: "push_to_talk" });
    assert.equal(output["turns"], "push_to_talk");
    assert.deepEqual(
      [world.session.turns, microphone(world), link.media.at(-1)],
      ["pushToTalk", "gated", "gate off"],
    );
    answer(link, "r2");
    await change(link, { turns: "hands_free" });
    assert.deepEqual([world.session.turns, microphone(world)], ["handsFree", "open"]);
  });

  it("is muted at once, and the answer to it is spoken", async () => {
    const world = talk();
    const link = await world.goLive();
    await change(link, { microphone: "muted" });
    assert.equal(microphone(world), "muted");
    assert.ok(link.media.includes("microphone off"));
    const update = link.sent.find(({ type }) => type === "session.update");
    assert.equal(update, undefined, "nothing of the answers has changed");
  });

  it("sleeps after its answer, which is spoken, and wakes up by the phrase that it told", async () => {
    const world = talk();
    const link = await world.goLive();
    const { tell_user } = await change(link, { microphone: "asleep" });
    assert.match(String(tell_user), /"wake up"/);
    assert.equal(microphone(world), "open");
    assert.ok(!link.sent.some(({ type }) => type === "session.update"), "the answer would not be spoken");
    answer(link, "r2");
    mock.timers.tick(500);
    await settle();
    assert.equal(microphone(world), "asleep");
    assert.deepEqual(world.errors, []);
  });

  it("is heard again by a change back", async () => {
    const world = talk();
    const link = await world.goLive();
    await world.session.dialogue.turnTaking.setAsleep(true);
    assert.equal(microphone(world), "asleep");
    await change(link, { microphone: "open" });
    assert.equal(microphone(world), "open");
  });

  it("tells the model where the microphone is refused", async () => {
    const world = talk({}, { setMicrophone: () => Promise.resolve({ granted: false, reason: "missing" }) });
    const link = await world.goLive();
    await world.session.dialogue.turnTaking.setAsleep(true);
    const output = await change(link, { microphone: "open" });
    assert.deepEqual([output["ok"], output["microphone"]], [false, "unavailable"]);
    assert.match(String(output["error"]), /could not be opened/);
  });

  it("answers in writing from this answer on", async () => {
    const world = talk();
    const link = await world.goLive();
    await change(link, { answers: "written" });
    const types = link.sent.map(({ type }) => type);
    assert.ok(types.indexOf("session.update") < types.indexOf("response.create"));
    assert.equal(world.session.answers, "written");
  });

  it("speaks faster from the pause on, which the server is told", async () => {
    const world = talk();
    const link = await world.goLive();
    const output = await change(link, { speed: "faster" });
    assert.deepEqual([output["speed"], output["before"]], [1.25, { speed: 1 }]);
    assert.ok(!link.sent.some(({ type }) => type === "session.update"));
    answer(link, "r2");
    mock.timers.tick(500);
    assert.deepEqual(link.sent.at(-1), {
      type: "session.update",
      session: { type: "realtime", audio: { output: { speed: 1.25 } } },
    });
  });

  it("ends when its last word was heard, once", async () => {
    const world = talk();
    const link = await world.goLive();
    await change(link, { conversation: "end" });
    const status = (): string => world.session.state.status;
    assert.equal(status(), "live");
    answer(link, "r2");
    assert.equal(status(), "live");
    mock.timers.tick(500);
    await settle();
    assert.deepEqual([status(), world.hungUp()], ["idle", 1]);
    // A session that begins now is not ended by it.
    await world.goLive();
    mock.timers.tick(19_000);
    await settle();
    assert.equal(status(), "live");
  });

  for (const [wish, left] of [
    ["new", 0],
    ["reconnect", 2],
  ] as const) {
    it(`goes on over another link after "${wish}", with ${left} lines of before`, async () => {
      const world = talk();
      const link = await world.goLive();
      world.session.say("Let us begin again");
      answer(link, "r1");
      await change(link, { conversation: wish });
      answer(link, "r2");
      mock.timers.tick(500);
      await settle();
      // A link that was lost so soon is not replaced at once.
      mock.timers.tick(500);
      await comeBack(world.session, world.links);
      const entries = world.session.entries.filter(({ kind }) => kind !== "notice");
      assert.equal(entries.length, left);
      assert.deepEqual(world.errors, []);
    });
  }

  it("tells of errors of ours", async () => {
    const world = talk();
    await world.goLive();
    world.controls.afterAnswer("modes", () => Promise.reject(new Error("broken")));
    mock.timers.tick(500);
    await settle();
    assert.equal(world.errors.length, 1);
  });
});

describe("what the model is told of a session", () => {
  it("is its state", async () => {
    const { controls, goLive } = talk({ voice: "ash", speed: 0.5, answers: "written", turns: "untilSent" });
    assert.equal(controls.talking().microphone, undefined);
    await goLive();
    assert.deepEqual(controls.talking(), {
      turns: "untilSent",
      microphone: "open",
      answers: "written",
      voice: "ash",
      speed: 0.5,
    });
    const { status, conversation, today, model } = controls.report();
    assert.deepEqual(
      [status, conversation.usd, today.usd, model],
      ["live", 0.01, 0.02, "gpt-realtime-2.1 · localhost"],
    );
  });

  it("names the phrases that would be noticed", () => {
    assert.deepEqual(talk().controls.phrases(), { wake: "wake up", send: "send it", trigger: "quick hint" });
    const none = { wake: undefined, send: undefined, trigger: undefined };
    assert.deepEqual(talk({ transcriptionModel: "" }).controls.phrases(), none);
    const phrases = { ...defaults.phrases, wake: [], send: [] };
    assert.deepEqual(talk({ phrases, triggers: [] }).controls.phrases(), none);
  });
});
