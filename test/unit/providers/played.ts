/** What a call needs, and a provider that is played, for tests that care for a part of them. */
import type { Provider } from "../../../src/providers/provider.ts";
import type { ProviderSettings } from "../../../src/providers/settings.ts";
import { traits } from "../../../src/providers/traits.ts";
import { sessionConfiguration } from "../../../src/session/configuration.ts";
import { turnPolicy } from "../../../src/session/turnPolicy.ts";
import { functionTools } from "../../../src/tools/registry.ts";
import { defaults } from "../session/defaults.ts";

export const key = "sk-test-0123456789";
/** Of Microsoft's. */
export const token = "eyJ0-entra-token";
export const offer = "v=0\r\no=- offer";
/** With the fields that not every server knows. */
export const configuration = sessionConfiguration({
  settings: { ...defaults, effort: "low", language: "en" },
  policy: turnPolicy("handsFree", false, defaults),
  tools: functionTools(),
  workspaceInstructions: "",
});
export const signal = (): AbortSignal => AbortSignal.timeout(5_000);

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
