/** What the user has set of a conversation, in our own terms. */
import type { Answers, Turns } from "../shared/state.ts";
import type { ServerTurns } from "../providers/traits.ts";
import type { Eagerness, Effort } from "./clientEvents.ts";
import type { HistoryLimits } from "./history.ts";
import type { Phrases } from "./phrases.ts";
import type { Trigger } from "./triggers.ts";

/** How the end of a turn is found. */
export type Detection =
  /** By what was said: an unfinished sentence is waited for. */
  | { by: "meaning"; eagerness: Eagerness }
  /** By silence. Times in ms; `threshold` from 0 to 1. */
  | { by: "silence"; threshold: number; silence: number; padding: number; idleTimeout: number | undefined };

export interface SessionSettings {
  turns: Turns;
  /** What the server leaves to us of turns. */
  serverTurns: ServerTurns;
  detection: Detection;
  /** What makes the assistant stop: any `speech`, or `words` that are more than an "uh-huh". */
  interruption: "words" | "speech";
  answers: Answers;
  voice: string;
  /** 0.25 to 1.5. */
  speed: number;
  /** Only for models that reason; "" leaves it to the model. */
  effort: Effort | "";
  /** Added to our own instructions; "" for none. */
  instructions: string;
  /** Writes down what the user says; "" for no transcript of the user. */
  transcriptionModel: string;
  /** ISO 639-1 code of the language spoken, or "" to let the model find out. */
  language: string;
  /** Hands-free listening rests while the assistant speaks. */
  halfDuplex: boolean;
  /** Whether the server takes steady noise out of what it hears. */
  noiseReduction: boolean;
  phrases: Phrases;
  triggers: readonly Trigger[];
  history: HistoryLimits;
  /** The most that the model keeps of a long conversation, in tokens; 0 leaves it to the server. */
  contextTokens: number;
  /** After so many minutes without a word the session ends; 0 for never. */
  idleMinutes: number;
}
