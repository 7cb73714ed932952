/** Phrases of the user's own, which do something without the model, or stand for a longer wish. */
import type { FunctionCall } from "./toolRunner.ts";

export type OwnPhrase = { call: Omit<FunctionCall, "callId"> } | { wish: string };
