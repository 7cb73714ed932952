/** Writes down what the user said, beside and apart from the response to it. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Heard } from "../hearing/recogniser.ts";
import type { Send } from "../protocol.ts";
import type { TranscriptionMode } from "../script.ts";

/** Milliseconds that another model takes to write it down. */
const usualDelayMs = 120;
const lateDelayMs = 300;

export interface TranscriptionOptions {
  send: Send;
  itemId: string;
  durationMs: number;
  heard: Heard;
  mode: TranscriptionMode;
  /** Resolves when the response to this item is done. */
  answered: Promise<void>;
}

function sentence(words: string): string {
  return words === "" ? "" : `${words[0]?.toUpperCase()}${words.slice(1)}.`;
}

/** @returns the transcript; null where there is none, because it failed or there were no words to make out. */
export async function transcribe(options: TranscriptionOptions): Promise<string | null> {
  const { send, itemId, durationMs, heard, mode, answered } = options;
  if (mode === "late") await answered;
  await sleep(mode === "late" ? lateDelayMs : usualDelayMs, undefined, { ref: false });
  const place = { item_id: itemId, content_index: 0 };
  if (mode === "failed" || heard.text === "") {
    const error = {
      type: "transcription_error",
      code: "audio_unintelligible",
      message: "The audio could not be transcribed.",
    };
    send({ type: "conversation.item.input_audio_transcription.failed", ...place, error });
    return null;
  }
  const transcript = sentence(heard.text);
  for (const delta of transcript.match(/\S+\s*/g) ?? []) {
    send({ type: "conversation.item.input_audio_transcription.delta", ...place, delta });
  }
  const audioTokens = Math.ceil(durationMs / 100);
  const outputTokens = Math.ceil(transcript.length / 4);
  send({
    type: "conversation.item.input_audio_transcription.completed",
    ...place,
    transcript,
    usage: {
      type: "tokens",
      total_tokens: audioTokens + outputTokens,
      input_tokens: audioTokens,
      input_token_details: { text_tokens: 0, audio_tokens: audioTokens },
      output_tokens: outputTokens,
    },
  });
  return transcript;
}
