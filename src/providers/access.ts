/** What all requests to one provider have in common. */
import { SessionFailure, type FailurePlace } from "../session/failure.ts";
import { endpointOf, placeOf, type Endpoint, type ProviderSettings } from "./settings.ts";
import { traits } from "./traits.ts";

export interface AccessOptions {
  settings: ProviderSettings;
  /** The key for these settings, or the token in its place; asked at each use, so that a changed one counts at once. */
  getKey(): Promise<string | undefined>;
}

export interface Access {
  settings: ProviderSettings;
  endpoint: Endpoint;
  place: FailurePlace;
  /** @throws {SessionFailure} `noKey` where there must be one. */
  credential(): Promise<string | undefined>;
}

/** @throws {SessionFailure} `badSettings` */
export function accessTo({ settings, getKey }: AccessOptions): Access {
  return {
    settings,
    endpoint: endpointOf(settings),
    place: placeOf(settings),
    async credential() {
      const key = await getKey();
      if (key === undefined && traits[settings.kind].needsKey) throw new SessionFailure("noKey");
      return key;
    },
  };
}
