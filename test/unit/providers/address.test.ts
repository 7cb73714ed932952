import assert from "node:assert/strict";
import { mendAddress, type AddressProblem } from "../../../src/providers/address.ts";
import type { ProviderKind } from "../../../src/providers/traits.ts";

type Row = [kind: ProviderKind, typed: string, baseUrl: string, model?: string];

const account =
  "/subscriptions/1-2/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/My-Voice";

const rows: Row[] = [
  ["openai", "https://api.openai.com/v1", "https://api.openai.com/v1"],
  ["openai", "  'https://api.openai.com/v1//' ", "https://api.openai.com/v1"],
  ["openai", "api.openai.com", "https://api.openai.com/v1"],
  ["openai", "http://api.openai.com/v1", "https://api.openai.com/v1"],
  ["openai", "https://platform.openai.com/api-keys", "https://api.openai.com/v1"],
  [
    "openai",
    "wss://api.openai.com/v1/realtime?model=gpt-realtime",
    "https://api.openai.com/v1",
    "gpt-realtime",
  ],
  ["openai", "https://eu.api.openai.com/v1/realtime/client_secrets", "https://eu.api.openai.com/v1"],
  ["compatible", "gateway.example.com/llm/v1/chat/completions", "https://gateway.example.com/llm/v1"],
  ["localai", "192.168.1.4:4000", "http://192.168.1.4:4000/v1"],
  ["localai", "nas.local:4000/v1/", "http://nas.local:4000/v1"],
  ["compatible", "10.example.com", "https://10.example.com/v1"],
  ["localai", "localhost:8080", "http://localhost:8080/v1"],
  ["localai", "ws://127.0.0.1:8080/v1/realtime", "http://127.0.0.1:8080/v1"],
  ["azure", "my-voice", "https://my-voice.openai.azure.com"],
  ["azure", "my-voice.openai.azure.com/", "https://my-voice.openai.azure.com"],
  ["azure", "https://my-voice.openai.azure.com/openai/v1/", "https://my-voice.openai.azure.com"],
  [
    "azure",
    "https://my-voice.openai.azure.com/openai/deployments/talk-1/chat/completions?api-version=2024-10-01",
    "https://my-voice.openai.azure.com",
    "talk-1",
  ],
  [
    "azure",
    "wss://my-voice.openai.azure.com/openai/realtime?api-version=2024-10-01-preview&deployment=talk",
    "https://my-voice.openai.azure.com",
    "talk",
  ],
  [
    "azure",
    "https://my-voice.services.ai.azure.com/api/projects/first",
    "https://my-voice.services.ai.azure.com",
  ],
  [
    "azure",
    `https://portal.azure.com/#@example.com/resource${account}/overview`,
    "https://my-voice.openai.azure.com",
  ],
  [
    "azure",
    `https://ai.azure.com/resource/deployments/${encodeURIComponent(`${account}/deployments/talk`)}?tid=1`,
    "https://my-voice.openai.azure.com",
    "talk",
  ],
  [
    "azure",
    `https://ai.azure.com/resource/overview?wsid=${encodeURIComponent(account)}`,
    "https://my-voice.openai.azure.com",
  ],
  ["azure", "https://apim.example.com/voice/openai/v1", "https://apim.example.com/voice"],
];

const refused: [kind: ProviderKind, typed: string, problem: AddressProblem][] = [
  ["openai", " ", "empty"],
  ["openai", "sk-proj-abcdefghijklmnop", "key"],
  ["azure", "0123456789abcdef0123456789abcdef", "key"],
  ["azure", "A1".repeat(42), "key"],
  ["compatible", "AIzaSyAbcdefghijklmnop", "key"],
  ["localai", "ghp_abcdefghijklmnop", "key"],
  ["compatible", "https://gateway.example.com/v1?api-key=abc", "key"],
  ["azure", "https://portal.azure.com/#home", "portal"],
  ["azure", "https://ai.azure.com/", "portal"],
  ["openai", "https://my-voice.openai.azure.com", "azure"],
  ["azure", "https://api.openai.com/v1", "notAzure"],
  ["compatible", "http://gateway.example.com/v1", "unsafe"],
  ["compatible", "https://me:secret@gateway.example.com/v1", "password"],
  ["openai", "http://192.168.1.4/v1", "unsafe"],
  ["openai", "https://not an address", "noAddress"],
  ["localai", "http://gateway.example.com/v1", "unsafe"],
  ["openai", "ftp://example.com/v1", "unsafe"],
];

describe("a typed address", () => {
  for (const [kind, typed, baseUrl, model] of rows) {
    it(`${typed.slice(0, 90)} for ${kind} is ${baseUrl}`, () => {
      assert.deepEqual(mendAddress(kind, typed), { baseUrl, model });
    });
  }

  it("is what it is mended to, mended once more", () => {
    for (const [kind, , baseUrl] of rows) {
      assert.deepEqual(mendAddress(kind, baseUrl), { baseUrl, model: undefined });
    }
  });

  for (const [kind, typed, problem] of refused) {
    it(`${typed.slice(0, 60)} for ${kind} is refused: ${problem}`, () => {
      assert.deepEqual(mendAddress(kind, typed), { problem });
    });
  }
});
