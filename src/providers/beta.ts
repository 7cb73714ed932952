/**
 * The names and shapes that events had before the API was released, on the side of the server that still has them.
 * https://learn.microsoft.com/azure/foundry/openai/how-to/realtime-audio-preview-api-migration-guide
 */
import { arrayIn, objectIn, type WireEvent } from "./wireEvent.ts";

/** A server may send any name: a name that all objects have is none of these. */
const releasedNames = new Map(
  Object.entries({
    "response.text.delta": "response.output_text.delta",
    "response.text.done": "response.output_text.done",
    "response.audio.delta": "response.output_audio.delta",
    "response.audio.done": "response.output_audio.done",
    "response.audio_transcript.delta": "response.output_audio_transcript.delta",
    "response.audio_transcript.done": "response.output_audio_transcript.done",
  }),
);

/** What the server says, as the released API says it. */
export function released(event: WireEvent): WireEvent[] {
  const { type } = event;
  const item = objectIn(event, "item");
  if (type === "conversation.item.created") {
    const same = { ...event, ...(item !== undefined && { item: releasedItem(item) }) };
    return [
      { ...same, type: "conversation.item.added" },
      { ...same, type: "conversation.item.done" },
    ];
  }
  const response = objectIn(event, "response");
  return [
    {
      ...event,
      type: releasedNames.get(type) ?? type,
      ...(item !== undefined && { item: releasedItem(item) }),
      ...(response !== undefined && {
        response: { ...response, output: arrayIn(response, "output").map(releasedItem) },
      }),
    },
  ];
}

const releasedContent = new Map([
  ["text", "output_text"],
  ["audio", "output_audio"],
]);

function releasedItem(item: Record<string, unknown>): Record<string, unknown> {
  if (item["role"] !== "assistant") return item;
  return { ...item, content: renamed(arrayIn(item, "content"), releasedContent) };
}

/** What we say, as the server knows it. */
export function asBeta(event: WireEvent): WireEvent {
  const session = objectIn(event, "session");
  if (event.type === "session.update" && session !== undefined)
    return { ...event, session: betaSession(session) };
  const item = objectIn(event, "item");
  if (event.type === "conversation.item.create" && item !== undefined)
    return { ...event, item: betaItem(item) };
  const response = objectIn(event, "response");
  if (event.type === "response.create" && response !== undefined) {
    return { ...event, response: betaResponse(response) };
  }
  return event;
}

const betaContent = new Map([...releasedContent].map(([beta, now]) => [now, beta]));

function betaItem(item: Record<string, unknown>): Record<string, unknown> {
  if (item["role"] !== "assistant") return item;
  return {
    ...item,
    content: renamed(arrayIn(item, "content"), betaContent),
  };
}

/** It has no place for an answer to other items than those of the conversation. */
function betaResponse(response: Record<string, unknown>): object {
  const { output_modalities, max_output_tokens, input: _input, ...rest } = response;
  return {
    ...rest,
    ...modalities(output_modalities),
    ...(max_output_tokens !== undefined && { max_response_output_tokens: max_output_tokens }),
  };
}

/** All in one level, and without a type. What is absent stays as it is. */
function betaSession(session: Record<string, unknown>): object {
  const {
    type: _type,
    model: _model,
    output_modalities,
    max_output_tokens,
    audio: _audio,
    ...rest
  } = session;
  const audio = objectIn(session, "audio") ?? {};
  const input = objectIn(audio, "input") ?? {};
  const output = objectIn(audio, "output") ?? {};
  const { turn_detection, transcription, noise_reduction } = input;
  const { voice, speed } = output;
  return {
    ...rest,
    ...modalities(output_modalities),
    ...(max_output_tokens !== undefined && { max_response_output_tokens: max_output_tokens }),
    ...(turn_detection !== undefined && { turn_detection }),
    ...(transcription !== undefined && { input_audio_transcription: transcription }),
    ...(noise_reduction !== undefined && { input_audio_noise_reduction: noise_reduction }),
    ...(voice !== undefined && { voice }),
    ...(speed !== undefined && { speed }),
  };
}

/** Speech came with its text, as it still does, but that was said. */
function modalities(output: unknown): { modalities?: string[] } {
  if (!Array.isArray(output)) return {};
  return { modalities: output.includes("audio") ? ["audio", "text"] : ["text"] };
}

function renamed(
  content: Record<string, unknown>[],
  names: ReadonlyMap<string, string>,
): Record<string, unknown>[] {
  return content.map((part) => ({ ...part, type: names.get(String(part["type"])) ?? part["type"] }));
}
