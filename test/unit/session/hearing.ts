/** What a server says of the user's speech and of the assistant's, in the order in which it does. */
import { typesOf, type ScriptedLink } from "./scripted.ts";

export const written = "conversation.item.input_audio_transcription.completed";

/** A turn that the server's voice detection has found, and its words. */
export function hears(link: ScriptedLink, item_id: string, transcript?: string): void {
  link.receive({ type: "input_audio_buffer.speech_started", item_id });
  link.receive({ type: "input_audio_buffer.speech_stopped", item_id });
  link.receive({ type: "input_audio_buffer.committed", item_id });
  if (transcript !== undefined) link.receive({ type: written, item_id, transcript });
}

export function speaks(link: ScriptedLink, response_id: string): void {
  link.receive({ type: "response.created", response: { id: response_id } });
  link.receive({ type: "output_audio_buffer.started", response_id });
}

export const creates = (link: ScriptedLink): number =>
  typesOf(link.sent).filter((type) => type === "response.create").length;
