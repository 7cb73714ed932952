import assert from "node:assert/strict";
import { mock } from "node:test";
import type { SessionSettings } from "../../../src/session/settings.ts";
import { call, respond, scripted, typesOf, until, type Scripted, type ScriptedLink } from "./scripted.ts";

/** The session moves on to its second link, and is live on that. */
async function moveOn({ session, links }: Scripted): Promise<ScriptedLink> {
  await until(() => links[1]?.media.includes("answer") === true);
  links[1]!.receive({ type: "session.created", session: {} });
  await until(() => session.state.status === "live");
  return links[1]!;
}

/** Lets promises settle while the clock stands still. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}

describe("a session in the course of time", () => {
  beforeEach(() => mock.timers.enable({ apis: ["setTimeout", "Date"] }));
  afterEach(() => mock.timers.reset());

  it("is replaced before its hour is over, with its history, and without a word about it", async () => {
    const world = scripted();
    const first = await world.goLive();
    world.session.say("go to line three");
    respond(first, "r1", []);
    mock.timers.tick(3_299_000);
    assert.equal(world.links.length, 1);
    // Somebody must answer the watchdog's questions meanwhile.
    first.receive({ type: "session.updated" });
    mock.timers.tick(1_000);
    await settle();
    mock.timers.tick(1);
    const second = await moveOn(world);
    assert.equal(second.sent[0]?.type, "conversation.item.create");
    assert.ok(!world.session.entries.some(({ kind }) => kind === "notice"));
  });

  it("is replaced between two turns only", async () => {
    const world = scripted();
    world.session.start();
    await until(() => world.links.at(-1)?.media.includes("answer") === true);
    const link = world.link();
    link.receive({ type: "session.created", session: { expires_at: 100 } });
    await until(() => world.session.state.status === "live");
    link.receive({ type: "input_audio_buffer.speech_started", item_id: "u1" });
    mock.timers.tick(80_000);
    await settle();
    assert.equal(world.links.length, 1);
    link.receive({ type: "input_audio_buffer.speech_stopped", item_id: "u1" });
    link.receive({ type: "input_audio_buffer.committed", item_id: "u1" });
    respond(link, "r1", []);
    assert.equal(world.session.state.status, "live");
    mock.timers.tick(500);
    await settle();
    mock.timers.tick(1);
    await moveOn(world);
    assert.equal(world.links.length, 2);
  });

  it("that has expired goes on in a new one", async () => {
    const world = scripted();
    const first = await world.goLive();
    mock.timers.tick(20_000);
    first.receive({ type: "error", error: { code: "session_expired", message: "60 minutes" } });
    await settle();
    mock.timers.tick(1);
    await moveOn(world);
    assert.equal(world.session.entries.length, 1);
  });

  it("ends when nobody says anything, and says so", async () => {
    const { session, goLive } = scripted({ settings: { idleMinutes: 2 } });
    const link = await goLive();
    mock.timers.tick(119_000);
    link.receive({ type: "input_audio_buffer.speech_started", item_id: "u1" });
    link.receive({ type: "input_audio_buffer.speech_stopped", item_id: "u1" });
    link.receive({ type: "input_audio_buffer.committed", item_id: "u1" });
    respond(link, "r1", []);
    mock.timers.tick(1_000);
    assert.equal(session.state.status, "live");
    for (let second = 0; second < 119; second++) {
      mock.timers.tick(1_000);
      link.receive({ type: "session.updated" });
    }
    assert.equal(session.state.status, "idle");
    const last = session.entries.at(-1);
    assert.equal(last?.kind === "notice" && last.text, "idle");
  });

  it("asks a quiet channel whether it lives, and replaces one that does not answer", async () => {
    const world = scripted();
    const link = await world.goLive();
    mock.timers.tick(45_000);
    assert.deepEqual(link.sent, [{ type: "session.update", session: { type: "realtime" } }]);
    link.receive({ type: "session.updated" });
    mock.timers.tick(44_000);
    assert.equal(link.sent.length, 1);
    mock.timers.tick(1_000);
    mock.timers.tick(8_000);
    assert.equal(world.session.state.status, "connecting");
    assert.ok(link.media.includes("close"));
  });

  it("takes a turn for over whose end the server never tells", async () => {
    const { session, goLive } = scripted();
    const link = await goLive();
    link.receive({ type: "input_audio_buffer.speech_started", item_id: "u1" });
    mock.timers.tick(179_000);
    assert.ok(!typesOf(link.sent).includes("input_audio_buffer.commit"));
    mock.timers.tick(1_000);
    assert.equal(typesOf(link.sent).at(-1), "input_audio_buffer.commit");
    assert.ok(session.entries.some((entry) => entry.kind === "notice" && entry.text === "stalled"));
    link.receive({ type: "input_audio_buffer.committed", item_id: "u1" });
    respond(link, "r1", []);
    mock.timers.tick(45_000);
    assert.equal(session.state.status === "live" && session.state.userSpeaking, false);
    // Back to looking for a sign of life.
    assert.equal(typesOf(link.sent).at(-1), "session.update");
  });

  it("is replaced when the computer has slept, or ended where it slept for long", async () => {
    const world = scripted({ settings: { idleMinutes: 10 } });
    await world.goLive();
    mock.timers.tick(20_000);
    world.session.resumed(60_000);
    assert.equal(world.session.state.status, "connecting");
    await settle();
    mock.timers.tick(1);
    await moveOn(world);
    world.session.resumed(700_000);
    assert.equal(world.session.state.status, "idle");
  });

  it("tells of calls that take long, goes on meanwhile, and comes back with the result", async () => {
    const slow = Promise.withResolvers<void>();
    const { goLive, calls } = scripted({
      runTool: async ({ name }) => {
        if (name === "run_tests") await slow.promise;
        return { status: "done", output: `{"of":"${name}"}`, summary: "" };
      },
    });
    const link = await goLive();
    respond(link, "r1", [call("a", "run_tests")]);
    await settle();
    mock.timers.tick(4_000);
    assert.deepEqual(typesOf(link.sent), ["conversation.item.create", "response.create"]);
    assert.match(JSON.stringify(link.sent[0]), /running/);
    respond(link, "r2", [call("b")]);
    await settle();
    assert.deepEqual(
      calls.map(({ name }) => name),
      ["run_tests", "go_to_line"],
    );
    respond(link, "r3", []);
    const before = link.sent.length;
    slow.resolve();
    await settle();
    const late = link.sent.slice(before);
    assert.deepEqual(typesOf(late), ["conversation.item.create", "response.create"]);
    assert.match(JSON.stringify(late[0]), /"role":"system".*run_tests.*has finished/);
  });

  it("asks for no answer before its calls are answered, and leaves running what takes long", async () => {
    const slow = Promise.withResolvers<void>();
    const script = scripted({
      runTool: () => slow.promise.then(() => ({ status: "done", output: '{"ok":true}', summary: "Done" })),
    });
    const link = await script.goLive();
    respond(link, "r1", [call("a")]);
    await until(() => script.calls.length === 1);
    script.session.say("and what is this?");
    await settle();
    assert.ok(!typesOf(link.sent).includes("response.create"));
    mock.timers.tick(500);
    const [typed, output, create, ...more] = link.sent.filter(
      (event) => event.type === "conversation.item.create" || event.type === "response.create",
    );
    assert.equal(typed?.type === "conversation.item.create" && typed.item.type, "message");
    assert.match(JSON.stringify(output), /function_call_output.*running/);
    assert.equal(create?.type, "response.create");
    assert.deepEqual(more, []);
    slow.resolve();
    await settle();
    assert.match(JSON.stringify(link.sent.at(-1)), /Call a \(go_to_line\) has finished/);
  });

  it("does not answer while the talk key is held", async () => {
    const { session, goLive } = scripted({ settings: { turns: "pushToTalk" } });
    const link = await goLive();
    await session.talk(true);
    respond(link, "r1", [call("a")]);
    await settle();
    assert.ok(!typesOf(link.sent).includes("response.create"));
    mock.timers.tick(1_000);
    const released = session.talk(false);
    await settle();
    mock.timers.tick(200);
    await released;
    assert.ok(!typesOf(link.sent).includes("response.create"));
    link.receive({ type: "input_audio_buffer.committed", item_id: "u1" });
    assert.equal(typesOf(link.sent).filter((type) => type === "response.create").length, 1);
  });
});

describe("a setting that changes while the session is live", () => {
  function withSettings(where?: () => string): { settings: Partial<SessionSettings>; world: Scripted } {
    const settings: Partial<SessionSettings> = {};
    return { settings, world: scripted({ settings, ...(where !== undefined && { where }) }) };
  }

  it("is told by an update of what differs, and of nothing else", async () => {
    const { settings, world } = withSettings();
    const link = await world.goLive();
    world.session.settingsChanged();
    assert.deepEqual(link.sent, []);
    settings.detection = { by: "silence", threshold: 0.6, silence: 900, padding: 200, idleTimeout: 10_000 };
    settings.effort = "low";
    world.session.settingsChanged();
    assert.deepEqual(link.sent, [
      {
        type: "session.update",
        session: {
          type: "realtime",
          reasoning: { effort: "low" },
          audio: {
            input: {
              turn_detection: {
                type: "server_vad",
                threshold: 0.6,
                silence_duration_ms: 900,
                prefix_padding_ms: 200,
                idle_timeout_ms: 10_000,
                create_response: true,
                interrupt_response: true,
              },
            },
          },
        },
      },
    ]);
  });

  it("waits for the pause where the API does not take it before", async () => {
    mock.timers.enable({ apis: ["setTimeout"] });
    try {
      const { settings, world } = withSettings();
      const link = await world.goLive();
      link.receive({ type: "response.created", response: { id: "r1" } });
      settings.speed = 1.25;
      world.session.settingsChanged();
      assert.deepEqual(link.sent, []);
      link.receive({ type: "response.done", response: { id: "r1", status: "completed" } });
      mock.timers.tick(500);
      assert.deepEqual(link.sent, [
        { type: "session.update", session: { type: "realtime", audio: { output: { speed: 1.25 } } } },
      ]);
    } finally {
      mock.timers.reset();
    }
  });

  it("is the voice: an update before the first word, a new session after it", async () => {
    const { settings, world } = withSettings();
    const link = await world.goLive();
    settings.voice = "cedar";
    world.session.settingsChanged();
    assert.equal(link.sent.at(-1)?.type, "session.update");
    link.receive({ type: "output_audio_buffer.started", response_id: "r1" });
    link.receive({ type: "output_audio_buffer.stopped", response_id: "r1" });
    settings.voice = "ash";
    world.session.settingsChanged();
    await moveOn(world);
    assert.equal(world.links.length, 2);
  });

  it("is the model: a new session", async () => {
    let model = "gpt-realtime-2.1";
    const { world } = withSettings(() => model);
    await world.goLive();
    model = "gpt-realtime-2.1-mini";
    world.session.settingsChanged();
    await moveOn(world);
    assert.equal(world.links.length, 2);
  });

  it("begins a new conversation without the old one", async () => {
    const { world } = withSettings();
    const link = await world.goLive();
    world.session.say("remember this");
    respond(link, "r1", []);
    world.session.newConversation();
    const next = await moveOn(world);
    assert.deepEqual(next.sent, []);
    assert.deepEqual(world.session.entries, []);
  });
});
