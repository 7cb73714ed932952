/** Why a session could not start or go on. Each reason has its own sentence and remedy in the panel. */
export type FailureReason =
  | "noKey"
  | "keyRefused"
  | "forbidden"
  | "modelUnknown"
  | "rateLimited"
  | "quotaExceeded"
  | "requestRejected"
  | "serverFailed"
  | "unreachable"
  | "timedOut"
  | "badAnswer"
  | "badSettings"
  | "noPanel"
  | "mediaFailed"
  | "connectionLost";

export interface SessionFailureOptions {
  /** The other side's own words, if any. Never holds a credential. */
  detail?: string | undefined;
  cause?: unknown;
}

export class SessionFailure extends Error {
  override readonly name = "SessionFailure";
  readonly reason: FailureReason;
  readonly detail: string | undefined;

  constructor(reason: FailureReason, { detail, cause }: SessionFailureOptions = {}) {
    super(detail === undefined ? reason : `${reason}: ${detail}`, { cause });
    this.reason = reason;
    this.detail = detail;
  }
}

/** The provider took the call, but between the page and it the sound finds no way. */
export class SoundBlocked extends SessionFailure {
  constructor(options: SessionFailureOptions) {
    super("mediaFailed", options);
  }
}

/** Any error as a failure: ours as it is, everything else under `reason`. */
export function asFailure(error: unknown, reason: FailureReason): SessionFailure {
  if (error instanceof SessionFailure) return error;
  return new SessionFailure(reason, {
    detail: error instanceof Error ? error.message : String(error),
    cause: error,
  });
}
