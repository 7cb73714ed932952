/** Usage as a host would send it. */
import type { Spent, UsageState } from "../../../../src/shared/usage.ts";

const nothing: Spent = {
  tokens: {
    textIn: 0,
    textCached: 0,
    audioIn: 0,
    audioCached: 0,
    imageIn: 0,
    imageCached: 0,
    textOut: 0,
    audioOut: 0,
  },
  transcription: { tokens: 0, seconds: 0 },
  usd: 0,
  priced: true,
};

export const noUsage: UsageState = {
  session: nothing,
  day: nothing,
  budgets: [],
  unpriced: [],
  priceDate: "2026-08",
  limits: [],
};

const session: Spent = {
  tokens: {
    ...nothing.tokens,
    textIn: 3_412,
    textCached: 9_024,
    audioIn: 871,
    audioCached: 1_216,
    textOut: 240,
    audioOut: 1_030,
  },
  transcription: { tokens: 0, seconds: 87 },
  usd: 0.1234,
  priced: true,
};

const day: Spent = {
  tokens: {
    ...nothing.tokens,
    textIn: 41_230,
    textCached: 128_512,
    audioIn: 9_120,
    audioCached: 14_080,
    textOut: 2_811,
    audioOut: 12_700,
  },
  transcription: { tokens: 0, seconds: 912 },
  usd: 1.4,
  priced: true,
};

export const used: UsageState = { ...noUsage, session, day };

/** Most of a budget is spent, and the provider's limit is near. */
export const nearlyUsed: UsageState = {
  ...used,
  budgets: [
    { of: "day", usd: 1.5, share: 0.9333 },
    { of: "session", usd: 5, share: 0.0247 },
  ],
  limits: [{ name: "tokens", left: 0.04, seconds: 23 }],
};

/** On Azure, a deployment whose price nobody has told us; earlier in the day, a model with a price. */
export const unpriced: UsageState = {
  ...used,
  session: { ...session, usd: null, priced: false },
  day: { ...day, priced: false },
  unpriced: ["my-own-deployment-of-a-realtime-model"],
};
