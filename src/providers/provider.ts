/** From a key to a call. One implementation per kind of server. */
import type { SessionConfiguration } from "../session/clientEvents.ts";

/** Opens calls for a limited time. Stays in the host like the key it was made from. */
export interface EphemeralSecret {
  value: string;
}

export interface Call {
  /** The SDP answer. */
  answer: string;
  /** Ends the call on the server's side. Never throws: a call that cannot be ended ends by itself. */
  hangUp(): Promise<void>;
}

export interface Provider {
  /** @throws {SessionFailure} */
  mintSecret(configuration: SessionConfiguration, signal: AbortSignal): Promise<EphemeralSecret>;
  /** Exchanges the SDP offer for the answer. @throws {SessionFailure} */
  call(secret: EphemeralSecret, offer: string, signal: AbortSignal): Promise<Call>;
}
