import assert from "node:assert/strict";
import { isTaken, proposedName } from "../../../src/host/userProfiles/profileName.ts";
import type { ProviderKind } from "../../../src/providers/traits.ts";

describe("a profile's proposed name", () => {
  const rows: [kind: ProviderKind, baseUrl: string, name: string][] = [
    ["openai", "https://api.openai.com/v1", "OpenAI"],
    ["openai", "https://eu.api.openai.com/v1", "OpenAI eu.api.openai.com"],
    ["azure", "https://my-voice.openai.azure.com", "Azure my-voice"],
    ["localai", "http://127.0.0.1:8080/v1", "LocalAI"],
    ["localai", "http://localhost:9090/v1", "LocalAI"],
    ["speaches", "http://192.168.1.4:8000/v1", "Speaches 192.168.1.4:8000"],
    ["speechToSpeech", "http://127.0.0.1:8765/v1", "Speech to Speech"],
    ["compatible", "https://gateway.example.com/v1", "gateway.example.com"],
    ["websocket", "http://localhost:9000/v1", "localhost:9000"],
  ];
  for (const [kind, baseUrl, name] of rows) {
    it(`is ${name} for ${kind} at ${baseUrl}`, () => assert.equal(proposedName(kind, baseUrl, []), name));
  }

  it("is none that there is, however it is written", () => {
    const taken = ["openai", "OPENAI 2"];
    assert.equal(proposedName("openai", "https://api.openai.com/v1", taken), "OpenAI 3");
    assert.ok(isTaken(" OpenAI ", taken));
    assert.ok(!isTaken("OpenAI 3", taken));
  });
});
