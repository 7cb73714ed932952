/** What a server says in an hour of work: spoken turns, each with a call and a spoken answer. */
import type { ConversationItem, RealtimeResponse, ServerEvent } from "../realtime/protocol.ts";

type WithoutId<Event> = Event extends unknown ? Omit<Event, "event_id"> : never;
type Said = WithoutId<ServerEvent>;

const command = "Go to the line where the stock is counted, please.";
const answer =
  "The stock is counted in the function that you see now, once for each warehouse, and the sum is kept in the inventory.";

const words = (text: string): string[] => text.match(/\S+\s*/g) ?? [];

const usage = {
  total_tokens: 3120,
  input_tokens: 3000,
  output_tokens: 120,
  input_token_details: { text_tokens: 2500, audio_tokens: 500, image_tokens: 0, cached_tokens: 2432 },
  output_token_details: { text_tokens: 30, audio_tokens: 90 },
};

function response(
  id: string,
  status: "in_progress" | "completed",
  output: ConversationItem[],
): RealtimeResponse {
  const done = status === "completed" ? { usage } : {};
  return { object: "realtime.response", id, status, output, output_modalities: ["audio"], ...done };
}

/** The user says something, which is written down. */
export function spokenTurn(turn: number): Said[] {
  const item_id = `item_user_${turn}`;
  const item = {
    id: item_id,
    type: "message" as const,
    role: "user" as const,
    status: "completed" as const,
    content: [{ type: "input_audio" as const }],
  };
  const transcription = "conversation.item.input_audio_transcription" as const;
  return [
    { type: "input_audio_buffer.speech_started", audio_start_ms: turn * 20_000, item_id },
    { type: "input_audio_buffer.speech_stopped", audio_end_ms: turn * 20_000 + 3000, item_id },
    { type: "input_audio_buffer.committed", previous_item_id: null, item_id },
    { type: "conversation.item.added", item },
    { type: "conversation.item.done", item },
    ...words(command).map((delta) => ({
      type: `${transcription}.delta` as const,
      item_id,
      content_index: 0,
      delta,
    })),
    {
      type: `${transcription}.completed`,
      item_id,
      content_index: 0,
      transcript: command,
      usage: { type: "duration", seconds: 3 },
    },
  ];
}

export const callId = (turn: number): string => `call_hour_${turn}`;

/** The model calls a function. */
export function call(turn: number): Said[] {
  const response_id = `resp_call_${turn}`;
  const item_id = `item_call_${turn}`;
  const args = JSON.stringify({ line: 1 + ((turn * 7) % 60) });
  const item = (status: "in_progress" | "completed", given: string): ConversationItem => ({
    id: item_id,
    type: "function_call",
    status,
    name: "go_to",
    call_id: callId(turn),
    arguments: given,
  });
  const place = { response_id, item_id, output_index: 0, call_id: callId(turn) };
  const given = "response.function_call_arguments" as const;
  return [
    { type: "response.created", response: response(response_id, "in_progress", []) },
    { type: "response.output_item.added", response_id, output_index: 0, item: item("in_progress", "") },
    { type: "conversation.item.added", item: item("in_progress", "") },
    { type: `${given}.delta`, ...place, delta: args.slice(0, 6) },
    { type: `${given}.delta`, ...place, delta: args.slice(6) },
    { type: `${given}.done`, ...place, name: "go_to", arguments: args },
    { type: "response.output_item.done", response_id, output_index: 0, item: item("completed", args) },
    { type: "conversation.item.done", item: item("completed", args) },
    { type: "response.done", response: response(response_id, "completed", [item("completed", args)]) },
    rateLimits(turn),
  ];
}

/** The model says what came of it. */
export function spokenAnswer(turn: number): Said[] {
  const response_id = `resp_answer_${turn}`;
  const item_id = `item_answer_${turn}`;
  const item = (status: "in_progress" | "completed", transcript?: string): ConversationItem => ({
    id: item_id,
    type: "message",
    role: "assistant",
    status,
    content: transcript === undefined ? [] : [{ type: "output_audio", transcript }],
  });
  const at = { response_id, item_id, output_index: 0 };
  const place = { ...at, content_index: 0 };
  const part = (transcript: string) => ({ type: "audio" as const, transcript });
  return [
    { type: "response.created", response: response(response_id, "in_progress", []) },
    { type: "response.output_item.added", ...at, item: item("in_progress") },
    { type: "conversation.item.added", item: item("in_progress") },
    { type: "response.content_part.added", ...place, part: part("") },
    { type: "output_audio_buffer.started", response_id },
    ...words(answer).map((delta) => ({
      type: "response.output_audio_transcript.delta" as const,
      ...place,
      delta,
    })),
    { type: "response.output_audio.done", ...place },
    { type: "response.output_audio_transcript.done", ...place, transcript: answer },
    { type: "response.content_part.done", ...place, part: part(answer) },
    { type: "response.output_item.done", ...at, item: item("completed", answer) },
    { type: "conversation.item.done", item: item("completed", answer) },
    { type: "response.done", response: response(response_id, "completed", [item("completed", answer)]) },
    rateLimits(turn),
    { type: "output_audio_buffer.stopped", response_id },
  ];
}

function rateLimits(turn: number): Said {
  const tokens = {
    name: "tokens" as const,
    limit: 40_000,
    remaining: 40_000 - (turn % 10) * 3120,
    reset_seconds: 9,
  };
  return { type: "rate_limits.updated", rate_limits: [tokens] };
}
