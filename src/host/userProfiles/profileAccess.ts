/** A profile's provider, and why it does not work, in words. */
import { createProvider, type ProviderOptions } from "../../providers/createProvider.ts";
import type { Provider } from "../../providers/provider.ts";
import { failureText } from "../../panel/failureText.ts";
import { asFailure } from "../../session/failure.ts";
import { redact } from "../../session/redact.ts";
import type { Keys } from "../keys.ts";
import type { Profile } from "../profiles.ts";

export interface ProfileAccess extends Pick<ProviderOptions, "safetyIdentifier"> {
  keys: Keys;
}

/** @throws {SessionFailure} `badSettings` */
export function providerFor(profile: Profile, { keys, safetyIdentifier }: ProfileAccess): Provider {
  return createProvider({ settings: profile.provider, getKey: () => keys.get(profile), safetyIdentifier });
}

export interface Explained {
  message: string;
  remedy: string;
  /** In the server's words. */
  detail: string;
}

export function explained(error: unknown, { keys }: ProfileAccess): Explained {
  const clean = (text: string): string => redact(text, keys.known());
  const { message, remedy, detail = "" } = failureText(asFailure(error, "badAnswer"), clean);
  return { message, remedy, detail };
}
