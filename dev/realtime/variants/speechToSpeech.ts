/** huggingface/speech-to-speech: its own voice detection ends every turn. As in its sources of 2026. */
import { randomUUID } from "node:crypto";
import {
  answerOffer,
  answering,
  answeringUpdate,
  hasUnknownFields,
  own,
  part,
  readObject,
  requireType,
} from "./pipeline.ts";
import type { Variant, Wire } from "./variant.ts";

const known = new Set([
  "input_audio_buffer.append",
  "output_audio_buffer.clear",
  "session.update",
  "conversation.item.create",
  "response.create",
  "response.cancel",
]);

/** What it never says. */
const silent =
  /^(?:input_audio_buffer\.(?:committed|cleared)|output_audio_buffer\..*|response\.(?:output_item|content_part)\..*|response\.(?:function_call_arguments|output_audio_transcript)\.delta|conversation\.item\.(?:done|deleted)|rate_limits\.updated|session\.updated)$/;

function wire(back: (text: string) => void): Wire {
  const fail = (message: string, type: string): string[] => {
    back(JSON.stringify({ type: "error", event_id: randomUUID(), error: { type, message } }));
    return [];
  };
  /** Begun by itself, and not told yet: that comes with the first sound. */
  let held: string | undefined;
  let asked = false;
  return {
    sent(text) {
      const event = readObject(text);
      const type = String(event["type"]);
      if (silent.test(type)) return [];
      switch (type) {
        case "error": {
          const { code, type: kind, message } = part(event["error"]);
          return [JSON.stringify({ ...event, error: { type: code ?? kind, message } })];
        }
        case "conversation.item.added":
          return [JSON.stringify({ ...event, type: "conversation.item.created" })];
        case "response.created":
          if (!asked) held = text;
          asked = false;
          return held === text ? [] : [text];
        case "response.output_audio.delta":
        case "response.output_audio_transcript.done":
        case "response.output_audio.done":
        case "response.output_text.delta": {
          const before = held === undefined ? [] : [held];
          held = undefined;
          return [...before, text];
        }
        case "response.done": {
          held = undefined;
          const { output: _, ...response } = part(event["response"]);
          return [JSON.stringify({ ...event, response })];
        }
        default:
          return [text];
      }
    },
    received(data) {
      const event = readObject(data);
      const type = String(event["type"]);
      if (!known.has(type)) return fail(`Unknown or invalid event: ${type}`, "unknown_or_invalid_event");
      asked = type === "response.create";
      if (type !== "session.update") return [data];
      if (hasUnknownFields(part(event["session"]))) return fail("Unknown fields.", "invalid_session");
      return [
        JSON.stringify(answeringUpdate(event, (wanted) => ({ type: "server_vad", ...wanted, ...answering }))),
      ];
    },
  };
}

export const speechToSpeech: Variant = {
  ...own,
  handlers: {
    "/realtime/client_secrets": null,
    "/realtime/calls": [
      "POST",
      answerOffer(
        (request, text) => {
          requireType(request, "application/sdp");
          return { offer: text };
        },
        (sdp, callId) => ({
          status: 201,
          headers: { "content-type": "application/sdp", location: `/v1/realtime/calls/${callId}` },
          body: sdp,
        }),
      ),
    ],
  },
  wire,
};
