import assert from "node:assert/strict";
import type { SessionFailure } from "../../../src/session/failure.ts";
import { isAtHome, isTrusted } from "../../../src/providers/homes.ts";
import { endpointOf, type ProviderSettings } from "../../../src/providers/settings.ts";
import { providerSettings } from "./played.ts";

describe("a provider's own address", () => {
  const azure = { kind: "azure" } as const;
  const openai = { kind: "openai" } as const;

  it("is told from others that look like it", () => {
    for (const settings of [
      { ...openai, baseUrl: "https://api.openai.com/v1" },
      { ...openai, baseUrl: "https://eu.api.openai.com/v1" },
      { ...azure, baseUrl: "https://mine.openai.azure.com" },
    ])
      assert.ok(isAtHome(settings), settings.baseUrl);
    for (const settings of [
      { ...openai, baseUrl: "https://api.openai.com.evil.example/v1" },
      { ...openai, baseUrl: "https://evilapi.openai.com/v1" },
      { ...openai, baseUrl: "https://mine.openai.azure.com" },
      { ...azure, baseUrl: "https://openai.azure.com.evil.example" },
      { kind: "compatible" as const, baseUrl: "https://api.openai.com/v1" },
      { ...openai, baseUrl: "no address" },
    ])
      assert.ok(!isTrusted(settings), settings.baseUrl);
    const gateway = { ...azure, baseUrl: "https://mine.azure-api.net/voice" };
    assert.ok(isTrusted(gateway) && !isAtHome(gateway));
    assert.ok(isTrusted({ ...openai, baseUrl: "http://127.0.0.1:4000/v1" }));
  });

  function refusal(settings: Partial<ProviderSettings>): string {
    try {
      endpointOf(providerSettings(settings));
    } catch (error) {
      return `${(error as SessionFailure).reason}: ${(error as SessionFailure).detail}`;
    }
    return "none";
  }

  it("alone is shown a token of a Microsoft account", () => {
    const signIn = "microsoft";
    assert.equal(refusal({ ...azure, baseUrl: "https://mine.openai.azure.com", signIn }), "none");
    for (const settings of [
      { ...azure, baseUrl: "https://evil.example" },
      { kind: "compatible" as const, baseUrl: "https://evil.example/v1" },
      { ...openai, baseUrl: "https://api.openai.com/v1" },
    ])
      assert.match(refusal({ ...settings, signIn }), /^badSettings: .* gets no token of a Microsoft account/);
  });

  it("in the clear is only for who gives no secrets away", () => {
    const baseUrl = "http://192.168.1.5:8080/v1";
    assert.equal(refusal({ kind: "localai", baseUrl }), "none");
    assert.match(refusal({ kind: "compatible", baseUrl }), /^badSettings/);
    assert.match(refusal({ kind: "openai", baseUrl }), /^badSettings/);
  });
});
