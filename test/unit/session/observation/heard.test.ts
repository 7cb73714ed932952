import assert from "node:assert/strict";
import { mock } from "node:test";
import { Heard } from "../../../../src/session/observation/heard.ts";
import type { SessionState } from "../../../../src/session/state.ts";
import { parseServerEvent } from "../../../../src/session/serverEvents.ts";

describe("what the user said last", () => {
  let time: number;
  let written: [string, string][];
  let heard: Heard;
  beforeEach(() => {
    time = 0;
    written = [];
    heard = new Heard({ now: () => time, written: (item, words) => written.push([item, words]) });
    heard.moved({ status: "live" } as SessionState);
  });

  const receive = (type: string, more: object = {}): void =>
    heard.received(parseServerEvent(JSON.stringify({ type, event_id: "event_1", ...more })));
  const speak = (item_id: string, began: number, committed: number): void => {
    time = began;
    receive("input_audio_buffer.speech_started", { item_id });
    time = committed;
    receive("input_audio_buffer.committed", { item_id });
  };
  const write = (item_id: string, transcript: string): void =>
    receive("conversation.item.input_audio_transcription.completed", { item_id, transcript });
  const type = (id: string | undefined, text: string): void =>
    heard.sent({
      type: "conversation.item.create",
      item: {
        type: "message",
        role: "user",
        content: [{ type: "input_text", text }],
        ...(id !== undefined && { id }),
      },
    });

  it("is what was typed, and not what a new session is told of the one before", () => {
    type(undefined, "of before");
    heard.moved({ status: "connecting" } as SessionState);
    type("typed_0", "yes");
    assert.equal(heard.latest, undefined);
    heard.moved({ status: "live" } as SessionState);
    type("typed_1", "go to line 5");
    assert.deepEqual(heard.latest, { item: "typed_1", words: "go to line 5", typed: true, began: 0 });
  });

  it("is what was spoken, from when it began, with its words once they are written down", () => {
    speak("item_1", 100, 900);
    assert.deepEqual(heard.latest, { item: "item_1", words: undefined, typed: false, began: 100 });
    write("item_1", " Yes, do it. ");
    assert.equal(heard.latest?.words, "Yes, do it.");
    write("item_0", "of nobody");
    assert.deepEqual(written, [["item_1", "Yes, do it."]]);
  });

  it("answers a question only where it began after it", async () => {
    speak("item_1", 100, 900);
    write("item_1", "yes");
    assert.deepEqual(await heard.answersSince(100), ["yes"]);
    assert.deepEqual(await heard.answersSince(101), []);
    assert.deepEqual(await new Heard({ now: () => 0, written: () => undefined }).answersSince(0), []);
  });

  it("is all that was said since, a no before a yes among it", async () => {
    speak("item_1", 100, 900);
    write("item_1", "no");
    speak("item_2", 1_000, 1_100);
    write("item_2", "");
    speak("item_3", 1_200, 1_300);
    write("item_3", "okay, next file");
    assert.deepEqual(await heard.answersSince(50), ["no", "okay, next file"]);
    assert.deepEqual(await heard.answersSince(950), ["okay, next file"]);
  });

  it("is waited for while it is written down", async () => {
    speak("item_1", 100, 900);
    const answer = heard.answersSince(50);
    write("item_1", "yes");
    assert.deepEqual(await answer, ["yes"]);
    speak("item_2", 1_000, 1_100);
    const failing = heard.answersSince(950);
    receive("conversation.item.input_audio_transcription.failed", {
      item_id: "item_2",
      error: { message: "no" },
    });
    assert.deepEqual(await failing, []);
  });

  it("is not waited for for ever", async () => {
    mock.timers.enable({ apis: ["setTimeout"] });
    try {
      speak("item_1", 100, 900);
      const answer = heard.answersSince(50);
      mock.timers.tick(2_000);
      assert.deepEqual(await answer, []);
    } finally {
      mock.timers.reset();
    }
  });
});
