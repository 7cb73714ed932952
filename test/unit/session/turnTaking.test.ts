import assert from "node:assert/strict";
import { mock } from "node:test";
import { comeBack, scripted, typesOf } from "./scripted.ts";

/** Lets promises settle while the clock stands still. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

describe("push-to-talk", () => {
  it("begins with a closed gate", async () => {
    const { session, goLive } = scripted({ settings: { turns: "pushToTalk" } });
    const link = await goLive();
    assert.equal(session.state.status === "live" && session.state.microphone, "gated");
    assert.equal(link.media[0], "offer gated");
  });

  describe("with the clock in the test's hand", () => {
    afterEach(() => mock.timers.reset());

    it("clears on press, keeps the tail after release, then commits; the commit's answer asks", async () => {
      const { session, goLive } = scripted({ settings: { turns: "pushToTalk" } });
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
      const { session, goLive } = scripted({ settings: { turns: "pushToTalk" } });
      const link = await goLive();
      mock.timers.enable({ apis: ["setTimeout", "Date"] });
      await session.talk(true);
      mock.timers.tick(100);
      await session.talk(false);
      assert.deepEqual(typesOf(link.sent), ["input_audio_buffer.clear", "input_audio_buffer.clear"]);
      assert.equal(link.media.at(-1), "gate off");
    });

    it("goes on with the same turn when pressed again during the tail", async () => {
      const { session, goLive } = scripted({ settings: { turns: "pushToTalk" } });
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
    const { session, links, goLive } = scripted({ settings: { turns: "pushToTalk" } });
    const first = await goLive();
    await session.talk(true);
    first.listener.closed("network");
    await comeBack(session, links);
    assert.equal(session.state.status === "live" && session.state.microphone, "gated");
    await session.talk(true);
    assert.equal(session.state.status === "live" && session.state.microphone, "held");
  });
});

describe("a microphone that takes its time", () => {
  it("is not believed when the user has changed their mind", async () => {
    const granting = Promise.withResolvers<{ granted: boolean }>();
    const { session, goLive } = scripted({
      setMicrophone: (open) => (open ? granting.promise : Promise.resolve({ granted: false })),
    });
    await goLive();
    await session.setMuted(true);
    const unmuting = session.setMuted(false);
    await session.setMuted(true);
    granting.resolve({ granted: true });
    await unmuting;
    assert.equal(session.state.status === "live" && session.state.microphone, "muted");
    assert.ok(!session.entries.some(({ kind }) => kind === "notice"));
  });

  it("is ready for the next press when it comes after the key was let go", async () => {
    const granting = Promise.withResolvers<{ granted: boolean }>();
    const { session, goLive } = scripted({
      settings: { turns: "pushToTalk" },
      setMicrophone: () => granting.promise,
    });
    const link = await goLive();
    const pressing = session.talk(true);
    await session.talk(false);
    granting.resolve({ granted: true });
    await pressing;
    assert.equal(session.state.status === "live" && session.state.microphone, "gated");
    assert.equal(link.media.at(-1), "gate off");
    assert.ok(!typesOf(link.sent).includes("input_audio_buffer.commit"));
  });
});

describe("a turn", () => {
  it("committed by the key is answered, though the user has unmuted since", async () => {
    const { session, goLive } = scripted({ settings: { turns: "pushToTalk" } });
    const link = await goLive();
    mock.timers.enable({ apis: ["setTimeout", "Date"] });
    await session.talk(true);
    mock.timers.tick(1_000);
    const released = session.talk(false);
    mock.timers.tick(200);
    await released;
    mock.timers.reset();
    await session.setMuted(false);
    link.receive({ type: "input_audio_buffer.committed", item_id: "u1" });
    assert.equal(link.sent.at(-1)?.type, "response.create");
  });

  it("is interrupted before the assistant has said a word of its answer", async () => {
    const { session, goLive } = scripted();
    const link = await goLive();
    link.receive({ type: "input_audio_buffer.committed", item_id: "u1" });
    session.dialogue.interrupt();
    link.receive({ type: "response.created", response: { id: "r1" } });
    assert.deepEqual(typesOf(link.sent), ["response.cancel"]);
    assert.equal(link.media.at(-1), "audible off");
  });

  it("is over when the microphone is gone", async () => {
    const { session, goLive } = scripted();
    const link = await goLive();
    link.receive({ type: "input_audio_buffer.speech_started", item_id: "u1" });
    link.listener.microphoneLost("unplugged");
    assert.equal(session.state.status === "live" && session.state.userSpeaking, false);
    assert.equal(session.state.status === "live" && session.state.microphone, "unavailable");
  });

  it("leaves no line where nobody writes it down", async () => {
    const { session, goLive } = scripted({ settings: { transcriptionModel: "" } });
    const link = await goLive();
    link.receive({ type: "input_audio_buffer.speech_started", item_id: "u1" });
    link.receive({ type: "input_audio_buffer.committed", item_id: "u1" });
    assert.deepEqual(session.entries, []);
  });

  it("that is too long to send is kept out, in words", async () => {
    const { session, goLive } = scripted();
    const link = await goLive();
    session.say("x".repeat(50_000));
    assert.deepEqual(link.sent, []);
    assert.equal(session.entries.at(-1)?.kind, "notice");
  });
});
