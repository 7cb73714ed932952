/** What has been used and what it costs, as the panel and the status bar show it. */
import * as z from "zod/mini";

/** As they are priced apart. "In" leaves out what was cached. */
export const tokenKinds = [
  "textIn",
  "textCached",
  "audioIn",
  "audioCached",
  "imageIn",
  "imageCached",
  "textOut",
  "audioOut",
] as const;

export const spent = z.object({
  /** Of the conversation. */
  tokens: z.record(z.enum(tokenKinds), z.number()),
  /** Of writing down what the user says, which is billed apart: some models by tokens, some by seconds. */
  transcription: z.object({ tokens: z.number(), seconds: z.number() }),
  /** For all that has a known price; null where nothing of it has one. */
  usd: z.nullable(z.number()),
  /** Everything has a known price. */
  priced: z.boolean(),
});
export type Spent = z.infer<typeof spent>;

export const limitName = z.enum(["requests", "tokens"]);

export const usageState = z.object({
  /** Since the conversation began, in this window. */
  session: spent,
  /** In all windows, since midnight. */
  day: spent,
  /** Those that are set. `usd`: the budget; `share` of it is spent, 1 being all. */
  budgets: z.array(z.object({ of: z.enum(["session", "day"]), usd: z.number(), share: z.number() })),
  /** The models whose price is not known. */
  unpriced: z.array(z.string()),
  /** When the prices that we bring along were looked up: "2026-08". */
  priceDate: z.string(),
  /** Rate limits that are near. `left`: the share that is left; `seconds` until it is whole again. */
  limits: z.array(z.object({ name: limitName, left: z.number(), seconds: z.number() })),
});
export type UsageState = z.infer<typeof usageState>;

/** All tokens, of the conversation and the transcription. */
export function tokensOf({ tokens, transcription }: Spent): number {
  return Object.values(tokens).reduce((sum, count) => sum + count, transcription.tokens);
}

export function isNothing(amount: Spent): boolean {
  return tokensOf(amount) === 0 && amount.transcription.seconds === 0;
}

/** @param language of the user; undefined for the browser's own. */
export function usdText(usd: number, language?: string): string {
  // A fraction of a cent is not nothing.
  const digits = usd === 0 || usd >= 0.1 ? 2 : usd >= 0.01 ? 3 : 4;
  return new Intl.NumberFormat(language, {
    style: "currency",
    currency: "USD",
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(usd);
}

/** @param language of the user; undefined for the browser's own. */
export function countText(count: number, language?: string): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: 0 }).format(count);
}
