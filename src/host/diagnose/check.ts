/** What a check is, and what comes of it. */
import type { SessionFailure } from "../../session/failure.ts";
import type { Action, Failure } from "../../shared/state.ts";

export type CheckId =
  "settings" | "key" | "endpoint" | "acceptance" | "panel" | "microphone" | "call" | "loudspeaker";

/** A button that mends what was found. To try a session again is no part of a diagnosis. */
export type Mend = Exclude<Action, "retry">;

export interface Finding {
  /** `skipped`: not looked at, for a reason that `found` says. */
  state: "ok" | "warning" | "failed" | "skipped";
  /** In one plain sentence. */
  found: string;
  /** What the user can do about it. */
  advice?: string;
  mend?: Mend;
  /** In the words of another program. */
  detail?: string;
}

export interface Check {
  id: CheckId;
  title: string;
  /** What has to be well, as far as it is known, for this check to mean anything. */
  needs: readonly CheckId[];
  /** Shown while it runs, where the user is to do something. */
  request?: string;
  /** In ms, where it may take longer than others. */
  limit?: number;
  /** Leaves nothing open when `signal` aborts. */
  run(signal: AbortSignal): Promise<Finding>;
}

export interface CheckResult extends Finding {
  id: CheckId;
  title: string;
}

/** How things are said. */
export interface Words {
  /** Translates; `{0}` and so on stand for the values. */
  t(text: string, ...values: (string | number)[]): string;
  explain(failure: SessionFailure): Failure;
}

/** A failure as sessions have it, as a finding. */
export function findingOf(failure: SessionFailure, { explain }: Words): Finding {
  const { message, remedy, actions, detail } = explain(failure);
  const mend = actions.find((action): action is Mend => action !== "retry") ?? "showLog";
  return { state: "failed", found: message, advice: remedy, mend, ...(detail !== undefined && { detail }) };
}

/** A whole number of milliseconds since `start`, both as `performance.now()` has them. */
export function since(start: number): number {
  return Math.round(performance.now() - start);
}
