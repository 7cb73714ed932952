/** Tokens, counted by the API's rules of thumb; the sums always add up. */
import type { RealtimeResponseUsage } from "openai/resources/realtime/realtime";
import { textOf } from "../conversation/items.ts";
import type { ConversationItem } from "../protocol.ts";

/** Characters of English in one text token, about. */
const charactersPerToken = 4;
/** Milliseconds of sound in one audio token: the user's, and the assistant's. */
const heardMsPerToken = 100;
const spokenMsPerToken = 50;
/** The cache works in blocks of so many tokens. */
const cacheBlock = 64;

export interface Spent {
  text: number;
  audio: number;
}
export const textTokens = (text: string): number => Math.ceil(text.length / charactersPerToken);
/** @param ms of the user's sound. */
export const heardTokens = (ms: number): number => Math.ceil(ms / heardMsPerToken);
const add = (one: Spent, other: Spent): Spent => ({
  text: one.text + other.text,
  audio: one.audio + other.audio,
});

/**
 * What one item weighs in the context.
 * @param soundMs milliseconds of sound in it.
 */
export function weightOf(item: ConversationItem, soundMs: number): Spent {
  if (item.type === "function_call") return { text: textTokens(item.name + item.arguments), audio: 0 };
  if (item.type === "function_call_output") return { text: textTokens(item.output), audio: 0 };
  if (item.type !== "message") return { text: 0, audio: 0 };
  const audio = item.role === "assistant" ? Math.ceil(soundMs / spokenMsPerToken) : heardTokens(soundMs);
  // A user's transcript is another model's work and no part of the context.
  return { text: item.role === "user" && audio > 0 ? 0 : textTokens(textOf(item)), audio };
}

const total = ({ text, audio }: Spent): number => text + audio;
const cachedOf = (tokens: number, before: number): number =>
  Math.floor(Math.min(tokens, before) / cacheBlock) * cacheBlock;

/** Counts from response to response, because what was sent before is cached. */
export function usageCounter(): (input: readonly Spent[], output: readonly Spent[]) => RealtimeResponseUsage {
  let before: Spent = { text: 0, audio: 0 };
  return (inputs, outputs) => {
    const none = { text: 0, audio: 0 };
    const input = inputs.reduce(add, none);
    const output = outputs.reduce(add, none);
    const cached = { text: cachedOf(input.text, before.text), audio: cachedOf(input.audio, before.audio) };
    before = input;
    return {
      total_tokens: total(input) + total(output),
      input_tokens: total(input),
      output_tokens: total(output),
      input_token_details: {
        text_tokens: input.text,
        audio_tokens: input.audio,
        image_tokens: 0,
        cached_tokens: total(cached),
        cached_tokens_details: { text_tokens: cached.text, audio_tokens: cached.audio, image_tokens: 0 },
      },
      output_token_details: { text_tokens: output.text, audio_tokens: output.audio },
    };
  };
}
