/** What a session needs of whatever runs the model's function calls. */
import type { Preview } from "../shared/preview.ts";

export interface FunctionCall {
  callId: string;
  name: string;
  /** JSON text, or what the model sent instead. */
  arguments: string;
}

/** A call that the provider's servers make themselves. */
export interface ElsewhereCall extends FunctionCall {
  /** In words, whose tool it is. */
  server: string;
}

/** One that waits there until it is approved. */
export interface RemoteCall extends ElsewhereCall {
  tool: string;
  approve(): void;
  /** There will be no yes. */
  refuse(why: "refused" | "expired" | "cancelled"): void;
}

export interface ToolOutcome {
  /** `asking`: nothing was done yet; it waits for the user's yes. */
  status: "done" | "failed" | "asking";
  /** For the model: JSON text, the `output` of the `function_call_output`. */
  output: string;
  /** For the user: what came of it, in one line. */
  summary: string;
  /** What exactly will happen after a yes. Present while `asking`. */
  question?: string;
  /** The same at length, for the card. */
  preview?: Preview;
  /** What an "always" would allow in this workspace, as a rule. Absent where it is not offered. */
  always?: string;
  /** Resolves where the question goes by without an answer, after a minute. */
  expired?: Promise<void>;
  /** It was approved and runs on the provider's servers, which tell how it ends. */
  elsewhere?: true;
  /** Where this call was the spoken answer to one that asked: what became of that one. */
  settled?: { callId: string; status: "done" | "failed" | "refused"; summary: string };
}

/** How the user answered a question without words. */
export interface ConfirmedHow {
  by?: "click" | "key";
  always?: boolean;
}

export interface ToolRunner {
  /**
   * Runs one call; who calls waits for those before it. Never rejects: whatever is wrong is a `failed` outcome.
   * At most one call asks at a time: an `asking` outcome ends the question before it.
   */
  run(call: FunctionCall, signal: AbortSignal): Promise<ToolOutcome>;
  /**
   * Holds a call that waits elsewhere against the user's rules: approves it, or asks the user, as for any call that
   * leaves the editor. A `failed` one is not approved; whoever made it is to be told so.
   */
  assess(call: RemoteCall, signal: AbortSignal): Promise<ToolOutcome>;
  /** To be told of the end of a call that ran elsewhere, whether it was approved or needed no approval. */
  endedElsewhere(call: ElsewhereCall, outcome: "done" | "failed" | "cancelled"): void;
  /**
   * The user's click on the question of call `callId`.
   * @param how by a click where nothing else is said; `always`: and for good, in this workspace.
   * @returns undefined where that call does not ask (any more): it was answered, replaced, or is too old.
   */
  confirm(
    callId: string,
    accept: boolean,
    signal: AbortSignal,
    how?: ConfirmedHow,
  ): Promise<ToolOutcome | undefined>;
  /**
   * To be told at each turn of the user, spoken or typed: only one that began after the question can be a yes
   * that the model may pass on.
   * @param began when the user began it, on the clock of `performance.now()`, in ms.
   */
  userSpoke(began: number): void;
  /** What asks is not to be done any more, whatever the user says. */
  forgetQuestion(): void;
}
