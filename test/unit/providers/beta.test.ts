import assert from "node:assert/strict";
import { asBeta, released } from "../../../src/providers/beta.ts";
import type { WireEvent } from "../../../src/providers/wireEvent.ts";

const types = (events: WireEvent[]): string[] => events.map(({ type }) => type);

describe("the names of before the release", () => {
  const names = [
    ["response.text.delta", "response.output_text.delta"],
    ["response.text.done", "response.output_text.done"],
    ["response.audio.delta", "response.output_audio.delta"],
    ["response.audio.done", "response.output_audio.done"],
    ["response.audio_transcript.delta", "response.output_audio_transcript.delta"],
    ["response.audio_transcript.done", "response.output_audio_transcript.done"],
    ["response.done", "response.done"],
    ["input_audio_buffer.speech_started", "input_audio_buffer.speech_started"],
  ];
  for (const [beta = "", now = ""] of names) {
    it(`make ${now} of ${beta}`, () => {
      assert.deepEqual(types(released({ type: beta, delta: "a" })), [now]);
      assert.equal(released({ type: beta, delta: "a" })[0]?.["delta"], "a");
    });
  }

  it("are no names that all objects have", () => {
    for (const type of ["constructor", "toString", "__proto__"]) {
      const content = [{ type, text: "Hello" }];
      const item = { type: "message", role: "assistant", content };
      assert.deepEqual(released({ type, item }), [{ type, item }]);
      const event = { type: "conversation.item.create", item };
      assert.deepEqual(asBeta(event), event);
    }
  });

  it("tell of an item once, where it is added and done now", () => {
    const content = [{ type: "audio", transcript: "Hello" }];
    const item = { id: "item_1", type: "message", role: "assistant", content };
    const events = released({ type: "conversation.item.created", previous_item_id: null, item });
    assert.deepEqual(types(events), ["conversation.item.added", "conversation.item.done"]);
    assert.deepEqual(events[0]?.["item"], {
      ...item,
      content: [{ type: "output_audio", transcript: "Hello" }],
    });
  });

  it("have one level for a session", () => {
    const event = {
      type: "session.update",
      event_id: "event_1",
      session: {
        type: "realtime",
        model: "m",
        output_modalities: ["audio"],
        instructions: "Be short.",
        tools: [],
        tool_choice: "auto",
        max_output_tokens: 100,
        audio: {
          input: {
            turn_detection: null,
            transcription: { model: "own" },
            noise_reduction: { type: "near_field" },
          },
          output: { voice: "af_heart", speed: 1.2 },
        },
      },
    };
    assert.deepEqual(asBeta(event), {
      type: "session.update",
      event_id: "event_1",
      session: {
        modalities: ["audio", "text"],
        instructions: "Be short.",
        tools: [],
        tool_choice: "auto",
        max_response_output_tokens: 100,
        turn_detection: null,
        input_audio_transcription: { model: "own" },
        input_audio_noise_reduction: { type: "near_field" },
        voice: "af_heart",
        speed: 1.2,
      },
    });
    assert.deepEqual(asBeta({ type: "session.update", session: { type: "realtime" } })["session"], {});
  });

  it("are those of what we add and ask for", () => {
    const said = (type: string, text: string) => ({
      type: "conversation.item.create",
      item: { type: "message", role: "assistant", content: [{ type, text }] },
    });
    assert.deepEqual(asBeta(said("output_text", "Hello")), said("text", "Hello"));
    const asked = { output_modalities: ["text"], max_output_tokens: 5, instructions: "x", input: [] };
    assert.deepEqual(asBeta({ type: "response.create", response: asked }), {
      type: "response.create",
      response: { modalities: ["text"], max_response_output_tokens: 5, instructions: "x" },
    });
    const other = { type: "response.create", event_id: "create_1" };
    assert.deepEqual(asBeta(other), other);
  });
});
