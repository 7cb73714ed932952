import assert from "node:assert/strict";
import { Completion } from "../../../src/providers/completion.ts";
import type { WireEvent } from "../../../src/providers/wireEvent.ts";

const types = (events: WireEvent[]): string[] => events.map(({ type }) => type);

describe("what a server leaves out", () => {
  const take = (...events: WireEvent[]): WireEvent[] => {
    const completion = new Completion();
    return events.flatMap((event) => completion.take(event));
  };
  const words = "conversation.item.input_audio_transcription.completed";

  it("is which item is heard, and that it is the one of the words", () => {
    const events = take(
      { type: "input_audio_buffer.speech_started", item_id: "" },
      { type: "input_audio_buffer.speech_stopped" },
      { type: "input_audio_buffer.committed", item_id: "item_a" },
      { type: words, item_id: "item_b", transcript: "Hello" },
    );
    assert.deepEqual(
      events.map(({ type, item_id }) => [type, item_id]),
      [
        ["input_audio_buffer.speech_started", "heard_1"],
        ["input_audio_buffer.speech_stopped", "heard_1"],
        ["input_audio_buffer.committed", "heard_1"],
        [words, "heard_1"],
      ],
    );
  });

  it("is that a turn is committed, but not where nothing was said", () => {
    const speech = (transcript: string): WireEvent[] => [
      { type: "input_audio_buffer.speech_started", item_id: "item_a" },
      { type: "input_audio_buffer.speech_stopped", item_id: "item_a" },
      { type: words, item_id: "item_a", transcript },
    ];
    assert.deepEqual(types(take(...speech("Hello"))).slice(2), ["input_audio_buffer.committed", words]);
    assert.deepEqual(types(take(...speech(" "))).slice(2), [words]);
  });

  it("is the beginning of a response, and its calls at the end", () => {
    const call = { call_id: "call_1", name: "go_to", arguments: "{}" };
    const events = take(
      { type: "response.function_call_arguments.done", response_id: "resp_1", item_id: "item_1", ...call },
      { type: "response.done", response: { id: "resp_1", status: "completed" } },
    );
    assert.deepEqual(types(events), [
      "response.created",
      "response.function_call_arguments.done",
      "response.done",
    ]);
    const item = { type: "function_call", id: "item_1", ...call, status: "completed" };
    assert.deepEqual(events[2]?.["response"], { id: "resp_1", status: "completed", output: [item] });
  });

  it("is not added where it was said", () => {
    const item = { type: "function_call", id: "item_1", call_id: "call_1", name: "go_to", arguments: "{}" };
    const said: WireEvent[] = [
      { type: "response.created", response: { id: "resp_1", status: "in_progress", output: [] } },
      { type: "response.output_item.added", response_id: "resp_1", item: { ...item, arguments: "" } },
      { type: "response.output_item.done", response_id: "resp_1", item: { ...item, status: "incomplete" } },
      { type: "response.done", response: { id: "resp_1", status: "cancelled", output: [] } },
      { type: "response.created", response: { id: "resp_2", status: "in_progress", output: [] } },
      { type: "response.output_item.done", response_id: "resp_2", item },
      { type: "response.done", response: { id: "resp_2", status: "completed", output: [item] } },
    ];
    assert.deepEqual(take(...said), said, "a call that was cut off is none");
  });

  it("is the code of an error", () => {
    const error = (message: string): unknown => {
      const [event] = take({ type: "error", error: { type: "invalid_request_error", message } });
      return (event?.["error"] as { code: unknown } | undefined)?.code;
    };
    assert.equal(error("No active response to cancel."), "response_cancel_not_active");
    assert.equal(
      error("Error committing input audio buffer: the buffer is empty."),
      "input_audio_buffer_commit_empty",
    );
    assert.equal(
      error("Cannot create response while another response is in progress."),
      "conversation_already_has_active_response",
    );
    assert.equal(error("The cat sat on the keyboard."), null);
  });
});
