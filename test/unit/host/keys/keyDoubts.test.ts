import assert from "node:assert/strict";
import { doubtAbout, type KeyDoubt } from "../../../../src/host/keyDoubts.ts";
import type { ProviderSettings } from "../../../../src/providers/settings.ts";
import { providerSettings } from "../../providers/played.ts";

const openai = providerSettings();
const gateway = providerSettings({ baseUrl: "https://gateway.example/v1" });
const azure = providerSettings({ kind: "azure", baseUrl: "https://mine.openai.azure.com" });
const foundry = providerSettings({ kind: "azure", baseUrl: "https://mine.services.ai.azure.com" });
const azureGateway = providerSettings({ kind: "azure", baseUrl: "https://apim.example" });
const own = providerSettings({ kind: "localai", baseUrl: "http://127.0.0.1:8080/v1" });

const rest = "abcDEF0123456789abcDEF0123456789";
const hex = "0123456789abcdef0123456789abcdef";
const long = "AbCdEfGh0123".repeat(7);

type Said = "" | `${"error" | "warning"} ${KeyDoubt["what"]}`;

function said(key: string, settings: ProviderSettings): Said {
  const doubt = doubtAbout(key, settings);
  return doubt === undefined ? "" : `${doubt.sure ? "error" : "warning"} ${doubt.what}`;
}

function holds(settings: ProviderSettings, expected: Record<string, Said>): void {
  const found = Object.keys(expected).map((key) => [key, said(key, settings)]);
  assert.deepEqual(Object.fromEntries(found), expected);
}

const others = ["sk-ant-", "sk-or-", "gsk_", "AIza", "hf_", "ghp_", "github_pat_"];

describe("what speaks against a key", () => {
  it("is nothing where it is in its place", () => {
    holds(openai, { [`sk-proj-${rest}`]: "", [`sk-${rest}`]: "", [`sk-svcacct-${rest}`]: "" });
    holds(azure, { [hex]: "", [long]: "" });
    holds(foundry, { [hex]: "", [long]: "" });
    holds(own, { secret: "", [`sk-${rest}`]: "", [hex]: "", [`hf_${rest}`]: "" });
  });

  it("is that it cannot be a key, at any server", () => {
    for (const settings of [openai, gateway, azure, own]) {
      holds(settings, {
        "https://api.openai.com/v1": "error address",
        "http://127.0.0.1:8080": "error address",
        "wss://example.com/realtime": "error address",
        "mine.openai.azure.com": "error address",
        "sk-proj-...a1B2": "error masked",
        "sk-proj-…a1B2": "error masked",
        "sk-************************": "error masked",
        "••••••••••••••••": "error masked",
        "sk-one sk-two": "error blanks",
        schlüssel: "error blanks",
      });
    }
  });

  it("is that it is a secret for one call, or administers", () => {
    holds(openai, { [`ek_${rest}`]: "error ephemeral", [`sk-admin-${rest}`]: "error admin" });
    holds(gateway, { [`ek_${rest}`]: "error ephemeral", [`sk-admin-${rest}`]: "warning admin" });
    holds(azure, { [`ek_${rest}`]: "error ephemeral", [`sk-admin-${rest}`]: "error openaiKey" });
    holds(own, { [`ek_${rest}`]: "warning ephemeral", [`sk-admin-${rest}`]: "" });
  });

  for (const start of others) {
    it(`is that one with ${start} is somebody else's`, () => {
      const key = `${start}${rest}`;
      holds(openai, { [key]: "error otherProvider" });
      holds(azure, { [key]: "error otherProvider" });
      holds(gateway, { [key]: "warning otherProvider" });
      holds(own, { [key]: "" });
      assert.match(doubtAbout(key, openai)?.whose ?? "", /^[A-Z]/);
    });
  }

  it("is that it is Azure's at OpenAI, and the other way round", () => {
    holds(openai, { [hex]: "error azureKey", [long]: "error azureKey" });
    holds(gateway, { [hex]: "warning azureKey", [long]: "warning azureKey" });
    holds(azure, { [`sk-proj-${rest}`]: "error openaiKey" });
    holds(azureGateway, { [`sk-proj-${rest}`]: "warning openaiKey" });
  });

  it("is that it looks like none of theirs, which forbids nothing", () => {
    holds(openai, { "sk-short": "warning short", [`sess-${rest}`]: "warning unusual" });
    holds(azure, { "0123456789": "warning short" });
    holds(gateway, { short: "", [`own-${rest}`]: "" });
  });
});
