/** From a key to a call. */
import type { SessionConfiguration } from "../session/clientEvents.ts";
import type { FailurePlace } from "../session/failure.ts";
import type { Traits } from "./traits.ts";

/** Opens calls for a limited time. Stays in the host like the key it was made from. */
export interface EphemeralSecret {
  /** Where the server has no ephemeral secrets, the key itself, if there is one. */
  value: string | undefined;
  /** The fields of the configuration that the server does not know, and that were left out. */
  dropped: readonly string[];
}

export interface Call {
  answer: CallAnswer;
  /** Ends the call on the server's side. Never throws: a call that cannot be ended ends by itself. */
  hangUp(): Promise<void>;
}

/** Where a link finds the model: by the answer to its offer, or at a WebSocket. */
export type CallAnswer = { sdp: string } | { socket: SocketAddress };

export interface SocketAddress {
  url: string;
  /** For what fails there. */
  place: FailurePlace;
  /** With the credential; it is opened from the host. */
  headers: Record<string, string>;
  /** The credential is an ephemeral secret, not the user's own. */
  secret: boolean;
  /** See {@link Traits}. */
  lacks: readonly string[];
}

/** A model that the server has. */
export interface Model {
  id: string;
  /** The day on which it is switched off, YYYY-MM-DD, where that is announced. */
  shutdown: string | undefined;
}

export interface Provider {
  readonly traits: Traits;
  /** @throws {SessionFailure} */
  mintSecret(configuration: SessionConfiguration, signal: AbortSignal): Promise<EphemeralSecret>;
  /** Exchanges the offer for the answer; without one, tells where the WebSocket is. @throws {SessionFailure} */
  call(secret: EphemeralSecret, offer: string | undefined, signal: AbortSignal): Promise<Call>;
  /** All that the server has. The cheapest request that needs the key. @throws {SessionFailure} */
  models(signal: AbortSignal): Promise<Model[]>;
}
