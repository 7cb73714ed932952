/**
 * What server events tell of usage. Read from the event as it came, apart from all else in it: an event whose usage
 * makes no sense still does its work, and one that we cannot use otherwise still has cost something.
 */
import * as z from "zod";
import type { ParsedEvent } from "../session/serverEvents.ts";
import { limitName } from "../shared/usage.ts";
import type { Amounts } from "./amounts.ts";

const count = z.number().nonnegative().nullish().catch(undefined);
const kinds = z
  .object({ text_tokens: count, audio_tokens: count, image_tokens: count })
  .nullish()
  .catch(undefined);
type Kinds = z.infer<typeof kinds>;

const inputDetails = z
  .object({
    text_tokens: count,
    audio_tokens: count,
    image_tokens: count,
    cached_tokens: count,
    cached_tokens_details: kinds,
  })
  .nullish()
  .catch(undefined);
type InputDetails = z.infer<typeof inputDetails>;

const tokens = {
  input_tokens: count,
  output_tokens: count,
  input_token_details: inputDetails,
  output_token_details: kinds,
};
const id = z.string().nullish().catch(undefined);

const events = z.discriminatedUnion("type", [
  z.object({ type: z.literal("session.created"), session: z.object({ model: z.string() }) }),
  z.object({ type: z.literal("response.done"), response: z.object({ id, usage: z.object(tokens) }) }),
  z.object({
    type: z.literal("conversation.item.input_audio_transcription.completed"),
    item_id: id,
    usage: z.object({ seconds: count, ...tokens }),
  }),
  z.object({
    type: z.literal("rate_limits.updated"),
    rate_limits: z.array(
      z
        .object({
          name: limitName,
          limit: z.number().positive(),
          remaining: z.number(),
          reset_seconds: z.number().nonnegative(),
        })
        .nullable()
        .catch(null),
    ),
  }),
]);

export interface RateLimit {
  name: z.infer<typeof limitName>;
  limit: number;
  remaining: number;
  reset_seconds: number;
}

export type Reading =
  | { type: "model"; model: string }
  /** `id`: of the response or of the item. A server may tell the same twice. */
  | { type: "conversation" | "transcription"; id: string | undefined; amounts: Amounts }
  | { type: "limits"; limits: RateLimit[] };

/** @param data the event as it came. @returns undefined for all that tells nothing of usage. */
export function readUsage(parsed: ParsedEvent, data: string): Reading | undefined {
  if (!mayTell(parsed)) return undefined;
  const event = events.safeParse(parseJson(data)).data;
  switch (event?.type) {
    case undefined:
      return undefined;
    case "session.created":
      return { type: "model", model: event.session.model };
    case "response.done": {
      const { id, usage } = event.response;
      return { type: "conversation", id: id ?? undefined, amounts: tokenAmounts(usage) };
    }
    case "conversation.item.input_audio_transcription.completed": {
      const { seconds, ...counts } = event.usage;
      // What is written down is text, and so not named.
      const output_token_details = { text_tokens: counts.output_tokens };
      const amounts = seconds ? { seconds } : tokenAmounts({ ...counts, output_token_details });
      return { type: "transcription", id: event.item_id ?? undefined, amounts };
    }
    case "rate_limits.updated":
      return { type: "limits", limits: event.rate_limits.filter((limit) => limit !== null) };
  }
}

const responsesUsage = z.object({
  input_tokens: count,
  output_tokens: count,
  input_tokens_details: z.object({ cached_tokens: count }).nullish().catch(undefined),
});

/** What a response of the Responses API has used: all of it is text. */
export function responsesAmounts(usage: unknown): Amounts {
  const {
    input_tokens: input,
    output_tokens: output,
    input_tokens_details: details,
  } = responsesUsage.safeParse(usage).data ?? {};
  const textCached = Math.min(input ?? 0, details?.cached_tokens ?? 0);
  const all: Amounts = { textIn: (input ?? 0) - textCached, textCached, textOut: output ?? 0 };
  return Object.fromEntries(Object.entries(all).filter(([, amount]) => amount > 0));
}

/** Most events are small pieces of speech; they are not parsed a second time. */
function mayTell(parsed: ParsedEvent): boolean {
  if (parsed.kind === "malformed") return true;
  const type: string = parsed.kind === "known" ? parsed.event.type : parsed.type;
  return events.options.some((option) => option.shape.type.value === type);
}

function parseJson(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined; // The session has logged it.
  }
}

interface Counts {
  input_tokens?: number | null | undefined;
  output_tokens?: number | null | undefined;
  input_token_details?: InputDetails;
  output_token_details?: Kinds;
}

function tokenAmounts(usage: Counts): Amounts {
  const given = byKind(usage.input_tokens, usage.input_token_details);
  const cached = cachedOf(given, usage.input_token_details);
  const output = byKind(usage.output_tokens, usage.output_token_details);
  const all: Required<Omit<Amounts, "seconds">> = {
    textIn: given.text - cached.text,
    textCached: cached.text,
    audioIn: given.audio - cached.audio,
    audioCached: cached.audio,
    imageIn: given.image - cached.image,
    imageCached: cached.image,
    textOut: output.text,
    audioOut: output.audio,
  };
  return Object.fromEntries(Object.entries(all).filter(([, count]) => count > 0));
}

interface ByKind {
  text: number;
  audio: number;
  image: number;
}

/** What no detail names is text, as reasoning is; where nothing is named, it is taken for sound, which costs more. */
function byKind(total: number | null | undefined, details: Kinds): ByKind {
  const text = details?.text_tokens ?? 0;
  const audio = details?.audio_tokens ?? 0;
  const image = details?.image_tokens ?? 0;
  const named = text + audio + image;
  const rest = Math.max(0, (total ?? 0) - named);
  return named > 0 ? { text: text + rest, audio, image } : { text, audio: rest, image };
}

/** Where it is not told what was cached, it is what the cache saves least on: text, then images, then sound. */
function cachedOf(given: ByKind, details: InputDetails): ByKind {
  const named = details?.cached_tokens_details;
  if (named !== undefined && named !== null) {
    return {
      text: Math.min(given.text, named.text_tokens ?? 0),
      audio: Math.min(given.audio, named.audio_tokens ?? 0),
      image: Math.min(given.image, named.image_tokens ?? 0),
    };
  }
  const cached = details?.cached_tokens ?? 0;
  const text = Math.min(given.text, cached);
  const image = Math.min(given.image, cached - text);
  return { text, image, audio: Math.min(given.audio, cached - text - image) };
}
