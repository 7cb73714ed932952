/** What OpenAI asks for, in USD: for a million tokens, or for a minute. From its page of API prices. */
import type { Price } from "./prices.ts";

/** When the prices below were looked up. */
export const priceDate = "2026-08";

const large = { audio: { in: 32, cached: 0.4, out: 64 }, image: { in: 5, cached: 0.5 } };
const mini: Price = {
  text: { in: 0.6, cached: 0.06, out: 2.4 },
  audio: { in: 10, cached: 0.3, out: 20 },
  image: { in: 0.8, cached: 0.08 },
};
const second: Price = { ...large, text: { in: 4, cached: 0.4, out: 24 } };
const first: Price = { ...large, text: { in: 4, cached: 0.4, out: 16 } };

export const listPrices: Readonly<Record<string, Price>> = {
  "gpt-realtime-2.1": second,
  "gpt-realtime-2": second,
  "gpt-realtime-2.1-mini": mini,
  "gpt-realtime-mini": mini,
  "gpt-realtime-1.5": first,
  "gpt-realtime": first,
  // Transcription.
  "gpt-transcribe": { minute: 0.0045 },
  "gpt-live-transcribe": { minute: 0.017 },
  "gpt-realtime-whisper": { minute: 0.017 },
  "whisper-1": { minute: 0.006 },
  // The page gives the minute as about this.
  "gpt-4o-transcribe": { text: { in: 2.5, out: 10 }, audio: { in: 2.5 }, minute: 0.006 },
  "gpt-4o-mini-transcribe": { text: { in: 1.25, out: 5 }, audio: { in: 1.25 }, minute: 0.003 },
};
