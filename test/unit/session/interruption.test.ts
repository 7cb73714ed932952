import assert from "node:assert/strict";
import { mock } from "node:test";
import { creates, hears, speaks, written } from "./hearing.ts";
import { call, scripted, typesOf, until } from "./scripted.ts";

describe("an interruption by words", () => {
  const settings = { interruption: "words" } as const;

  it("asks for the answer itself, and at once where nobody is interrupted", async () => {
    const { goLive } = scripted({ settings });
    const link = await goLive();
    hears(link, "u1");
    assert.deepEqual(typesOf(link.sent), ["response.create"]);
  });

  it("falls silent at once, and goes on after an uh-huh, of which the model does not hear", async () => {
    const { goLive } = scripted({ settings });
    const link = await goLive();
    speaks(link, "r1");
    link.receive({ type: "input_audio_buffer.speech_started", item_id: "u1" });
    assert.equal(link.media.at(-1), "audible off");
    link.receive({ type: "input_audio_buffer.speech_stopped", item_id: "u1" });
    link.receive({ type: "input_audio_buffer.committed", item_id: "u1" });
    link.receive({ type: written, item_id: "u1", transcript: "Uh-huh." });
    assert.equal(link.media.at(-1), "audible on");
    await until(() => link.sent.length > 0);
    assert.deepEqual(typesOf(link.sent), ["conversation.item.delete"]);
  });

  it("ends the answer for words, and answers them", async () => {
    const { goLive } = scripted({ settings });
    const link = await goLive();
    speaks(link, "r1");
    hears(link, "u1", "No, the other one.");
    assert.deepEqual(typesOf(link.sent), ["response.cancel", "output_audio_buffer.clear"]);
    link.receive({ type: "response.done", response: { id: "r1", status: "cancelled" } });
    await until(() => creates(link) === 1);
  });

  it("ends the answer for long speech, before there are words", async () => {
    const { goLive } = scripted({ settings });
    const link = await goLive();
    mock.timers.enable({ apis: ["setTimeout"] });
    try {
      speaks(link, "r1");
      link.receive({ type: "input_audio_buffer.speech_started", item_id: "u1" });
      mock.timers.tick(999);
      assert.deepEqual(link.sent, []);
      mock.timers.tick(1);
      assert.deepEqual(typesOf(link.sent), ["response.cancel", "output_audio_buffer.clear"]);
    } finally {
      mock.timers.reset();
    }
  });

  it("takes the turn where its words do not come", async () => {
    const { goLive } = scripted({ settings });
    const link = await goLive();
    mock.timers.enable({ apis: ["setTimeout"] });
    try {
      speaks(link, "r1");
      hears(link, "u1");
      mock.timers.tick(1_500);
      assert.ok(typesOf(link.sent).includes("response.cancel"));
    } finally {
      mock.timers.reset();
    }
    link.receive({ type: "response.done", response: { id: "r1", status: "cancelled" } });
    await until(() => creates(link) === 1);
  });

  it("does not run what the answer asks for while it is open whether it is over", async () => {
    const { goLive, calls } = scripted({ settings });
    const link = await goLive();
    speaks(link, "r1");
    link.receive({ type: "input_audio_buffer.speech_started", item_id: "u1" });
    link.receive({ type: "response.done", response: { id: "r1", status: "completed", output: [call("a")] } });
    link.receive({ type: "input_audio_buffer.speech_stopped", item_id: "u1" });
    link.receive({ type: "input_audio_buffer.committed", item_id: "u1" });
    link.receive({ type: written, item_id: "u1", transcript: "No, wait!" });
    await until(() => typesOf(link.sent).includes("conversation.item.create"));
    assert.equal(calls.length, 0);
  });

  it("keeps 'stop' for us while the assistant speaks, and passes it on otherwise", async () => {
    const { goLive } = scripted({ settings });
    const link = await goLive();
    speaks(link, "r1");
    hears(link, "u1", "Stop!");
    link.receive({ type: "output_audio_buffer.cleared", response_id: "r1" });
    link.receive({ type: "response.done", response: { id: "r1", status: "cancelled" } });
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(creates(link), 0);
    hears(link, "u2", "Stop.");
    assert.equal(creates(link), 1);
  });
});
