/** speaches-ai/speaches: the events of before the API was released, wrapped. As in its sources of March 2026. */
import { randomUUID } from "node:crypto";
import { HttpError } from "../http/answer.ts";
import { betaClientEvent, type BetaClientEvent, type BetaSession } from "./betaSchema.ts";
import { wrapped } from "./fragments.ts";
import { answerOffer, own, part, readObject, requireType, type Json } from "./pipeline.ts";
import type { Channel, Variant, Wire } from "./variant.ts";

/** What it never says over this channel. */
const silent =
  /^(?:output_audio_buffer\..*|response\.output_audio\.delta|conversation\.item\.done|rate_limits\.updated)$/;

const betaNames: [released: RegExp, beta: string][] = [
  [/^response\.output_text\./, "response.text."],
  [/^response\.output_audio_transcript\./, "response.audio_transcript."],
  [/^response\.output_audio\./, "response.audio."],
  [/^conversation\.item\.added$/, "conversation.item.created"],
];

function wire(back: (text: string) => void, over: Channel): Wire {
  const say = (event: Json): string[] => {
    const id = `event_${randomUUID()}`;
    const text = JSON.stringify({ event_id: id, ...event });
    return over === "socket" ? [text] : wrapped(text, id);
  };
  return {
    sent(text) {
      const event = readObject(text);
      const type = String(event["type"]);
      // Over a WebSocket, the voice comes so.
      const isVoice = over === "socket" && type === "response.output_audio.delta";
      return silent.test(type) && !isVoice ? [] : say(betaEvent(event, type));
    },
    received(data) {
      const parsed = betaClientEvent.safeParse(readObject(data));
      if (parsed.success) return [JSON.stringify(releasedEvent(parsed.data))];
      const error = { type: "invalid_request_error", code: null, param: null, message: parsed.error.message };
      for (const message of say({ type: "error", error })) back(message);
      return [];
    },
  };
}

function betaEvent(event: Json, type: string): Json {
  const [released, beta] = betaNames.find(([name]) => name.test(type)) ?? [/^$/, ""];
  const named = { ...event, type: type.replace(released, beta) };
  if ("session" in event) return { ...named, session: flat(part(event["session"])) };
  if ("item" in event) return { ...named, item: betaItem(part(event["item"])) };
  if ("error" in event) return { ...named, error: { ...part(event["error"]), code: null } };
  if (!("response" in event)) return named;
  const { id, status, output } = part(event["response"]);
  const items = Array.isArray(output) ? output.map((item) => betaItem(part(item))) : [];
  // While it goes on, it is "incomplete" there.
  const told = status === "in_progress" ? "incomplete" : status;
  const response = {
    id,
    object: "realtime.response",
    status: told,
    output: items,
    modalities: ["audio", "text"],
  };
  return { ...named, response };
}

function betaItem(item: Json): Json {
  const { content } = item;
  if (!Array.isArray(content)) return item;
  const parts = content.map((one) => {
    const { type, ...rest } = part(one);
    return { ...rest, type: String(type).replace("output_", "") };
  });
  return { ...item, content: parts };
}

function flat(session: Json): Json {
  const audio = part(session["audio"]);
  const { turn_detection, transcription } = part(audio["input"]);
  const { id, model, instructions, tools, tool_choice } = session;
  return {
    id,
    model,
    instructions,
    tools,
    tool_choice,
    modalities: ["audio", "text"],
    input_audio_format: "pcm16",
    output_audio_format: "pcm16",
    input_audio_transcription: transcription,
    turn_detection,
    voice: "af_heart",
    temperature: 0.8,
  };
}

function releasedEvent(event: BetaClientEvent): Json {
  switch (event.type) {
    case "session.update":
      return { ...event, session: nested(event.session) };
    case "conversation.item.create":
      return { ...event, item: releasedItem(event.item) };
    case "response.create": {
      const { modalities, max_response_output_tokens, ...rest } = event.response ?? {};
      const response = {
        ...rest,
        ...output(modalities),
        ...(max_response_output_tokens !== undefined && { max_output_tokens: max_response_output_tokens }),
      };
      return { ...event, response };
    }
    case "conversation.item.delete":
    case "input_audio_buffer.append":
    case "input_audio_buffer.clear":
    case "input_audio_buffer.commit":
      return event;
  }
}

function releasedItem(item: Json): Json {
  const { role, content } = item;
  if (role !== "assistant" || !Array.isArray(content)) return item;
  return {
    ...item,
    content: content.map((one) => ({ ...part(one), type: `output_${String(part(one)["type"])}` })),
  };
}

function nested(session: BetaSession): Json {
  const {
    modalities,
    input_audio_transcription,
    turn_detection,
    voice: _voice,
    speech_model: _model,
    ...rest
  } = session;
  const input = {
    ...(input_audio_transcription !== undefined && { transcription: input_audio_transcription }),
    ...(turn_detection !== undefined && { turn_detection }),
  };
  return { type: "realtime", ...rest, ...output(modalities), audio: { input } };
}

function output(modalities: string[] | undefined): { output_modalities?: string[] } {
  if (modalities === undefined) return {};
  return { output_modalities: [modalities.includes("audio") ? "audio" : "text"] };
}

export const speaches: Variant = {
  ...own,
  handlers: {
    "/realtime/client_secrets": null,
    "/realtime/calls": null,
    "/realtime": [
      "POST",
      answerOffer(
        (request, text) => {
          requireType(request, "application/sdp");
          const model = new URL(request.url ?? "", "http://speaches").searchParams.get("model");
          if (model === null || model === "") throw new HttpError(422, "Field required: model");
          return { offer: text, model };
        },
        (sdp) => ({ status: 200, headers: { "content-type": "text/plain charset=utf-8" }, body: sdp }),
      ),
    ],
  },
  wire,
};
