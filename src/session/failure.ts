import type { Transport } from "../shared/media.ts";
import type { ProviderKind } from "../providers/traits.ts";

/** Why a session could not start or go on. Each reason has its own sentence and remedy in the panel. */
export type FailureReason = AccountReason | RequestReason | ServerReason | WayReason | SoundReason;

/** What the key, or the account behind it, may not do. */
export type AccountReason =
  | "noKey"
  | "keyRefused"
  /** The key has the form of another provider's keys. */
  | "keyOfAnother"
  /** The resource takes no keys at all. */
  | "keysDisabled"
  /** The token that stands in for a key, of a sign-in with Microsoft. */
  | "tokenRefused"
  /** The key, or the account, lacks a permission that the Realtime API needs. */
  | "permissionMissing"
  | "organizationWrong"
  /** The account allows requests from certain addresses only. */
  | "addressNotAllowed"
  /** The Azure resource's network rules keep this network out. */
  | "networkRules"
  | "regionUnsupported"
  | "forbidden"
  | "rateLimited"
  | "quotaExceeded";

/** What is wrong with what was asked for, or with the settings behind it. */
export type RequestReason =
  | "modelUnknown"
  | "modelRetired"
  /** It is there, but does not talk. */
  | "modelUnfit"
  | "requestRejected"
  /** The ephemeral secret, not the key. */
  | "secretRefused"
  | "badSettings"
  | "badProfile"
  | "noProfile";

/** What the server makes of our requests. */
export type ServerReason =
  | "serverFailed"
  | "overloaded"
  | "badAnswer"
  /** There is no Realtime API at the address. */
  | "notThere"
  /** It sends on to another address, where no key is sent. */
  | "redirected";

/** What keeps a request from the server. */
export type WayReason =
  | "nameUnknown"
  | "connectionRefused"
  | "noRoute"
  | "certificateRefused"
  /** It wants a name and a password, or others. */
  | "proxyPassword"
  /** It does not let the request through. */
  | "proxyRefused"
  /** It cannot be reached, or does not reach the server. */
  | "proxyFailed"
  | "timedOut"
  /** The connection broke. */
  | "unreachable";

/** What happens to the sound, and to the link that carries it. */
export type SoundReason =
  | "noPanel"
  /** No way for WebRTC's packets was found. */
  | "mediaFailed"
  /** A WebSocket was closed, or silent, before the session began. */
  | "endedEarly"
  | "connectionLost";

/** Reasons that time may mend. For the others the user has to do something first. */
const passing = new Set<FailureReason>([
  "rateLimited",
  "serverFailed",
  "overloaded",
  "nameUnknown",
  "connectionRefused",
  "noRoute",
  "proxyFailed",
  "timedOut",
  "unreachable",
  "mediaFailed",
  "endedEarly",
  "noPanel",
]);

/** Whose failure it is: the words, and the pages that help, depend on it. */
export interface FailurePlace {
  kind: ProviderKind;
  /** With the port, where that is not the usual one. */
  host: string;
  model: string;
  signIn: "key" | "microsoft";
}

export interface SessionFailureOptions {
  /** The other side's own words, if any. Never holds a credential. */
  detail?: string | undefined;
  /** The field of the request that is to blame, by its path. */
  field?: string | undefined;
  /** How long the server asks to wait, in ms. */
  retryAfter?: number | undefined;
  place?: FailurePlace | undefined;
  cause?: unknown;
}

export class SessionFailure extends Error {
  override readonly name = "SessionFailure";
  readonly reason: FailureReason;
  readonly detail: string | undefined;
  readonly field: string | undefined;
  readonly retryAfter: number | undefined;
  readonly place: FailurePlace | undefined;

  constructor(reason: FailureReason, options: SessionFailureOptions = {}) {
    const { detail, cause } = options;
    super(detail === undefined ? reason : `${reason}: ${detail}`, { cause });
    this.reason = reason;
    this.detail = detail;
    this.field = options.field;
    this.retryAfter = options.retryAfter;
    this.place = options.place;
  }

  /** Whether another try may succeed without the user. */
  get mayPass(): boolean {
    return passing.has(this.reason);
  }

  /** The same for another reason, or with more that is known of it. */
  with(known: SessionFailureOptions & { reason?: FailureReason }): SessionFailure {
    const { reason = this.reason, ...options } = known;
    const { detail, field, retryAfter, place, cause } = this;
    return new SessionFailure(reason, { detail, field, retryAfter, place, cause, ...options });
  }
}

/** The sound finds no way between the page and the provider, or the page knows no peer connections to begin with. */
export class SoundBlocked extends SessionFailure {
  constructor(options: SessionFailureOptions) {
    super("mediaFailed", options);
  }
}

/** Why a link that the server has answered does not come to a session. */
export function unbegun(transport: Transport): "mediaFailed" | "endedEarly" {
  return transport === "webrtc" ? "mediaFailed" : "endedEarly";
}

/** Any error as a failure: ours as it is, everything else under `reason`. */
export function asFailure(error: unknown, reason: FailureReason): SessionFailure {
  if (error instanceof SessionFailure) return error;
  return new SessionFailure(reason, {
    detail: error instanceof Error ? error.message : String(error),
    cause: error,
  });
}
