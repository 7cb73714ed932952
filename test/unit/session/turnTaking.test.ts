import assert from "node:assert/strict";
import { mock } from "node:test";
import { PushToTalkKey } from "../../../src/host/pushToTalkKey.ts";
import { scripted, typesOf, until } from "./scripted.ts";

/** Lets promises settle while the clock stands still. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

describe("push-to-talk", () => {
  it("begins with a closed gate", async () => {
    const { session, goLive } = scripted({ turns: "pushToTalk" });
    const link = await goLive();
    assert.equal(session.state.status === "live" && session.state.microphone, "muted");
    assert.equal(link.media.at(-1), "gate off");
  });

  describe("with the clock in the test's hand", () => {
    afterEach(() => mock.timers.reset());

    it("clears on press, keeps the tail after release, then commits; the commit's answer asks", async () => {
      const { session, goLive } = scripted({ turns: "pushToTalk" });
      const link = await goLive();
      mock.timers.enable({ apis: ["setTimeout", "Date"] });
      await session.talk(true);
      assert.deepEqual(link.media.slice(-2), ["microphone on", "gate on"]);
      mock.timers.tick(1_000);
      const released = session.talk(false);
      await settle();
      assert.equal(link.media.at(-1), "gate on");
      mock.timers.tick(200);
      await released;
      assert.equal(link.media.at(-1), "gate off");
      assert.deepEqual(typesOf(link.sent), ["input_audio_buffer.clear", "input_audio_buffer.commit"]);
      link.receive({ type: "input_audio_buffer.committed", item_id: "u1" });
      assert.equal(link.sent.at(-1)?.type, "response.create");
    });

    it("commits nothing for a press too short to be speech", async () => {
      const { session, goLive } = scripted({ turns: "pushToTalk" });
      const link = await goLive();
      mock.timers.enable({ apis: ["setTimeout", "Date"] });
      await session.talk(true);
      mock.timers.tick(100);
      await session.talk(false);
      assert.deepEqual(typesOf(link.sent), ["input_audio_buffer.clear", "input_audio_buffer.clear"]);
      assert.equal(link.media.at(-1), "gate off");
    });

    it("goes on with the same turn when pressed again during the tail", async () => {
      const { session, goLive } = scripted({ turns: "pushToTalk" });
      const link = await goLive();
      mock.timers.enable({ apis: ["setTimeout", "Date"] });
      await session.talk(true);
      mock.timers.tick(1_000);
      const released = session.talk(false);
      mock.timers.tick(100);
      await session.talk(true);
      mock.timers.tick(5_000);
      await released;
      assert.ok(!typesOf(link.sent).includes("input_audio_buffer.commit"));
      assert.equal(link.media.at(-1), "gate on");
    });
  });

  it("interrupts the assistant and changes a hands-free session over", async () => {
    const { session, goLive } = scripted();
    const link = await goLive();
    link.receive({ type: "response.created", response: { id: "r1" } });
    link.receive({ type: "output_audio_buffer.started", response_id: "r1" });
    await session.talk(true);
    assert.equal(session.turns, "pushToTalk");
    assert.deepEqual(typesOf(link.sent), [
      "session.update",
      "response.cancel",
      "output_audio_buffer.clear",
      "input_audio_buffer.clear",
    ]);
    assert.ok(link.media.includes("audible off"));
    await session.setMuted(false);
    assert.equal(session.turns, "handsFree");
  });

  it("ends the press when the link is lost", async () => {
    const { session, links, goLive } = scripted({ turns: "pushToTalk" });
    const first = await goLive();
    await session.talk(true);
    first.listener.closed("network");
    await until(() => links.length === 2 && links[1]!.media.includes("answer"));
    links[1]!.receive({ type: "session.created", session: {} });
    await until(() => session.state.status === "live");
    assert.equal(session.state.status === "live" && session.state.microphone, "muted");
    await session.talk(true);
    assert.equal(session.state.status === "live" && session.state.microphone, "held");
  });
});

describe("the push-to-talk key", () => {
  let told: boolean[];
  let key: PushToTalkKey;
  beforeEach(() => {
    mock.timers.enable({ apis: ["setTimeout", "Date"] });
    told = [];
    key = new PushToTalkKey((pressed) => told.push(pressed));
  });
  afterEach(() => mock.timers.reset());

  it("toggles on taps", () => {
    key.keyDown();
    mock.timers.tick(3_000);
    assert.deepEqual(told, [true]);
    key.keyDown();
    assert.deepEqual(told, [true, false]);
  });

  it("talks while held, from the first repeat on, and ends with the repeats", () => {
    key.keyDown();
    mock.timers.tick(500);
    for (let repeat = 0; repeat < 20; repeat++) {
      key.keyDown();
      mock.timers.tick(40);
    }
    assert.deepEqual(told, [true]);
    mock.timers.tick(250);
    assert.deepEqual(told, [true, false]);
  });

  it("does not cut a word when one repeat is late", () => {
    key.keyDown();
    mock.timers.tick(400);
    key.keyDown();
    mock.timers.tick(200);
    key.keyDown();
    assert.deepEqual(told, [true]);
  });

  it("forgets the press on reset", () => {
    key.keyDown();
    key.reset();
    key.keyDown();
    assert.deepEqual(told, [true, true]);
  });
});
