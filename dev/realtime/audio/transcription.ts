/** Writes down what the user said, beside and apart from the response to it. */
import { setTimeout as sleep } from "node:timers/promises";
import type { ConversationItemInputAudioTranscriptionCompletedEvent } from "openai/resources/realtime/realtime";
import type { Heard } from "../hearing/recogniser.ts";
import type { Send } from "../protocol.ts";
import { heardTokens, textTokens } from "../response/usage.ts";
import type { TranscriptionMode } from "../script.ts";

/** Milliseconds that another model takes to write it down. */
const usualDelayMs = 120;
const lateDelayMs = 300;

export interface TranscriptionOptions {
  send: Send;
  itemId: string;
  durationMs: number;
  heard: Heard;
  /** Whether there is nothing to write down. */
  silent: boolean;
  model: string | undefined;
  mode: TranscriptionMode;
  /** Resolves when the response to this item is done. */
  answered: Promise<void>;
}

function sentence(words: string): string {
  return words === "" ? "" : `${words[0]?.toUpperCase()}${words.slice(1)}.`;
}

/** Newer models are paid by the minute, older ones by tokens: 10 a second of the user's sound. */
const paidByMinute = /^(?:gpt-transcribe|gpt-live-transcribe|gpt-realtime-whisper|whisper)/;

function transcriptionUsage(
  model: string | undefined,
  transcript: string,
  durationMs: number,
): ConversationItemInputAudioTranscriptionCompletedEvent["usage"] {
  if (paidByMinute.test(model ?? "")) return { type: "duration", seconds: durationMs / 1000 };
  const audioTokens = heardTokens(durationMs);
  const outputTokens = textTokens(transcript);
  return {
    type: "tokens",
    total_tokens: audioTokens + outputTokens,
    input_tokens: audioTokens,
    input_token_details: { text_tokens: 0, audio_tokens: audioTokens },
    output_tokens: outputTokens,
  };
}

/** @returns the transcript; null where there is none, because it failed or there were no words to make out. */
export async function transcribe(options: TranscriptionOptions): Promise<string | null> {
  const { send, itemId, durationMs, heard, silent, model, mode, answered } = options;
  if (mode === "late") await answered;
  await sleep(mode === "late" ? lateDelayMs : usualDelayMs, undefined, { ref: false });
  const place = { item_id: itemId, content_index: 0 };
  if (mode === "failed" || (heard.text === "" && !silent)) {
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
  const usage = transcriptionUsage(model, transcript, durationMs);
  send({ type: "conversation.item.input_audio_transcription.completed", ...place, transcript, usage });
  return transcript;
}
