/** Settings of a provider, and a provider that is played, for tests that care for a part of them. */
import type { Provider } from "../../../src/providers/provider.ts";
import type { ProviderSettings } from "../../../src/providers/settings.ts";
import { traits } from "../../../src/providers/traits.ts";

export function providerSettings(settings: Partial<ProviderSettings> = {}): ProviderSettings {
  return {
    kind: "openai",
    baseUrl: "https://api.openai.com/v1",
    model: "gpt-realtime-2.1",
    signIn: "key",
    organization: "",
    project: "",
    ...settings,
  };
}

/** Opens every call, with the secret "ek_test". */
export function playedProvider(provider: Partial<Provider> = {}): Provider {
  return {
    traits: traits.openai,
    mintSecret: () => Promise.resolve({ value: "ek_test", dropped: [] }),
    call: () => Promise.resolve({ answer: { sdp: "v=0" }, hangUp: () => Promise.resolve() }),
    models: () => Promise.resolve([]),
    ...provider,
  };
}
