/** mudler/LocalAI: offers in JSON, and no word of which item is heard. As in its sources of 2026. */
import { HttpError } from "../http/answer.ts";
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
import type { Channel, Variant, Wire } from "./variant.ts";

/** What it never says. */
const silent =
  /^(?:output_audio_buffer\..*|response\.output_audio\..*|conversation\.item\.(?:done|deleted)|rate_limits\.updated|input_audio_buffer\.cleared)$/;

const overlooked = new Set([
  "output_audio_buffer.clear",
  "input_audio_buffer.clear",
  "conversation.item.truncate",
]);

function wire(back: (text: string) => void, over: Channel): Wire {
  const fail = (code: string, message: string): string[] => {
    const error = { type: "invalid_request_error", code, message, param: "", event_id: "event_TODO" };
    back(JSON.stringify({ type: "error", event_id: "event_TODO", error }));
    return [];
  };
  let detects = true;

  function update(event: ReturnType<typeof readObject>): string[] {
    const session = part(event["session"]);
    const { model } = part(part(part(session["audio"])["input"])["transcription"]);
    if (hasUnknownFields(session) || model !== undefined || session["model"] !== undefined) {
      return fail("session_update_error", "Failed to update session");
    }
    const updated = answeringUpdate(event, (wanted) => {
      // It detects by silence only, and takes what is absent for 0.
      detects = wanted?.["type"] === "server_vad" && Number(wanted["silence_duration_ms"]) > 0;
      return detects ? { ...wanted, ...answering } : null;
    });
    return [JSON.stringify(updated)];
  }

  return {
    sent(text) {
      const event = readObject(text);
      const type = String(event["type"]);
      // Over a WebSocket, the voice comes so.
      if (over === "socket" && type === "response.output_audio.delta") return [text];
      if (silent.test(type)) return [];
      if (/speech_(?:started|stopped)$/.test(type)) return [JSON.stringify({ ...event, item_id: undefined })];
      if (type.startsWith("conversation.item.input_audio_transcription.")) {
        return [JSON.stringify({ ...event, item_id: `item_words_of_${String(event["item_id"])}` })];
      }
      if (type !== "response.done") return [text];
      const { id, object, status } = part(event["response"]);
      return [JSON.stringify({ ...event, response: { id, object, status } })];
    },
    received(data) {
      const event = readObject(data);
      const type = String(event["type"]);
      if (overlooked.has(type)) return [];
      if (type === "conversation.item.delete")
        return fail("not_implemented", "Deleting items not implemented");
      if (type === "session.update") return update(event);
      if (type !== "input_audio_buffer.commit") return [data];
      if (detects) return fail("not_implemented", "input_audio_buffer.commit in conjunction with VAD");
      // What is committed is answered.
      return [data, JSON.stringify({ type: "response.create" })];
    },
  };
}

export const localai: Variant = {
  ...own,
  handlers: {
    "/realtime/client_secrets": null,
    "/realtime/calls": [
      "POST",
      answerOffer(
        (request, text) => {
          requireType(request, "application/json");
          const { sdp, model } = readObject(text);
          if (typeof sdp !== "string") throw new HttpError(400, "sdp is required");
          if (typeof model !== "string" || model === "") throw new HttpError(400, "model is required");
          return { offer: sdp, model };
        },
        (sdp, callId) => ({ status: 201, body: { sdp, session_id: callId } }),
      ),
    ],
  },
  wire,
};
