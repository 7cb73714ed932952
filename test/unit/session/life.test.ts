import assert from "node:assert/strict";
import { mock } from "node:test";
import type { Provider } from "../../../src/providers/provider.ts";
import { traits } from "../../../src/providers/traits.ts";
import { call, comeBack, respond, scripted, typesOf, until } from "./scripted.ts";

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
    const second = await comeBack(world.session, world.links);
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
    await comeBack(world.session, world.links);
    assert.equal(world.links.length, 2);
  });

  it("that has expired goes on in a new one", async () => {
    const world = scripted();
    const first = await world.goLive();
    mock.timers.tick(20_000);
    first.receive({ type: "error", error: { code: "session_expired", message: "60 minutes" } });
    await settle();
    mock.timers.tick(1);
    await comeBack(world.session, world.links);
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

  it("does not end while somebody talks on a trigger, and ends when nobody does", async () => {
    const { session, goLive } = scripted({ settings: { idleMinutes: 2, turns: "onTrigger" } });
    const link = await goLive();
    for (let half = 0; half < 10; half++) {
      mock.timers.tick(30_000);
      link.receive({ type: "input_audio_buffer.speech_started", item_id: `u${half}` });
      link.receive({ type: "input_audio_buffer.speech_stopped", item_id: `u${half}` });
      link.receive({ type: "input_audio_buffer.committed", item_id: `u${half}` });
    }
    assert.equal(session.state.status, "live");
    for (let second = 0; second < 121; second++) {
      mock.timers.tick(1_000);
      link.receive({ type: "session.updated" });
    }
    assert.equal(session.state.status, "idle");
  });

  it("ends though the server asks by itself, again and again, whether anybody is there", async () => {
    const { session, goLive } = scripted({ settings: { idleMinutes: 2 } });
    const link = await goLive();
    for (let second = 0; second < 121; second++) {
      mock.timers.tick(1_000);
      if (session.state.status === "idle") break;
      if (second % 20 !== 10) continue;
      link.receive({ type: "input_audio_buffer.timeout_triggered", item_id: `t${second}` });
      link.receive({ type: "input_audio_buffer.committed", item_id: `t${second}` });
      respond(link, `r${second}`, []);
    }
    assert.equal(session.state.status, "idle");
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

  it("gives a pipeline of models on the user's own computer time to answer", async () => {
    const asked = async (provider: Partial<Provider>): Promise<number[]> => {
      const world = scripted({ provider });
      const link = await world.goLive();
      link.receive({ type: "input_audio_buffer.speech_started", item_id: "u1" });
      link.receive({ type: "input_audio_buffer.speech_stopped", item_id: "u1" });
      link.receive({ type: "input_audio_buffer.committed", item_id: "u1" });
      const times: number[] = [];
      const isLive = (): boolean => world.session.state.status === "live";
      for (let seconds = 1; seconds <= 100 && isLive(); seconds++) {
        const before = link.sent.length;
        mock.timers.tick(1_000);
        if (link.sent.length > before || !isLive()) times.push(seconds);
      }
      world.session.stop();
      return times;
    };
    // When it is asked again, and when the link is given up.
    assert.deepEqual(await asked({}), [15, 23]);
    assert.deepEqual(await asked({ traits: traits.localai }), [60, 92]);
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
    await comeBack(world.session, world.links);
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
