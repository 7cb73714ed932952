/** Phrases of the user's own, which do something without the model, or stand for a longer wish. */
import type { FunctionCall } from "./toolRunner.ts";

export interface OwnPhrases {
  /** What words of the user's come to by a phrase of their own; undefined where they are for the model. */
  ownPhrase(text: string): OwnPhrase | undefined;
}

export type OwnPhrase = { call: Omit<FunctionCall, "callId"> } | { wish: string };
