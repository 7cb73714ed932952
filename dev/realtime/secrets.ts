/** Ephemeral client secrets: each stands for a session's configuration until it expires. */
import type { NewId } from "./identifiers.ts";
import type { Session } from "./protocol.ts";

/** Seconds. */
export const usualSecretSeconds = 600;

export interface Secret {
  value: string;
  /** Seconds since 1970. */
  expiresAt: number;
  session: Session;
}

export interface Secrets {
  mint(session: Session, seconds: number): Secret;
  /** @returns undefined where there is no such secret, or no more. One secret may open several sessions. */
  find(value: string): Secret | undefined;
}

const now = (): number => Date.now() / 1000;

export function createSecrets(newId: NewId): Secrets {
  const secrets = new Map<string, Secret>();
  return {
    mint(session, seconds) {
      const secret = { value: newId("ek_"), expiresAt: Math.floor(now() + seconds), session };
      secrets.set(secret.value, secret);
      return secret;
    },
    find(value) {
      const secret = secrets.get(value);
      return secret !== undefined && secret.expiresAt > now() ? secret : undefined;
    },
  };
}
