import assert from "node:assert/strict";
import { keysIn, tellingKeys, without } from "../../../../src/host/settingsKeys.ts";

const key = "sk-proj-AbC123_def-456GHI789jkl";
const hex = "0123456789abcdef0123456789abcdef";
const declared = ["talkKey", "baseUrl", "instructions", "model", "macros", "history.tokens", "profiles"];

function found(settings: unknown): string[] {
  return keysIn(settings, declared).map(
    ({ path, key: taken, rest }) => `${path.join(".")}: ${taken}${rest === undefined ? "" : ` < ${rest}`}`,
  );
}

describe("keys in settings", () => {
  it("are not found where there are none", () => {
    const settings = {
      talkKey: "toggle",
      baseUrl: "https://api.openai.com/v1?api-version=2",
      model: "gpt-realtime-2.1",
      instructions: "Skip the sk- prefix; ask-for-keys-politely.",
      apiKey: "",
      macros: { tidy: [{ tool: "run_command", arguments: { command: "x", key: "F5" } }] },
      profiles: {
        Work: { provider: "azure", baseUrl: "https://mine.openai.azure.com", organization: "org-1234" },
      },
      contextTokens: 4000,
      "history.tokens": 2000,
    };
    assert.deepEqual(found(settings), []);
    assert.deepEqual(found(undefined), []);
  });

  it("are found in fields that are made for them", () => {
    for (const name of ["apiKey", "api_key", "key", "token", "openai.apiKey", "secret", "password"]) {
      assert.deepEqual(found({ [name]: "my-own" }), [`${name}: my-own`], name);
    }
    assert.deepEqual(found({ openai: { apiKey: `Bearer ${key}` } }), [`openai.apiKey: ${key}`]);
  });

  it("are found in a profile", () => {
    const profiles = {
      Work: { provider: "openai", apiKey: key },
      Home: { provider: "localai", token: "abc" },
    };
    assert.deepEqual(found({ profiles }), [`profiles.Work.apiKey: ${key}`, "profiles.Home.token: abc"]);
  });

  it("are found by their form in any value", () => {
    assert.deepEqual(found({ model: key }), [`model: ${key}`]);
    assert.deepEqual(found({ model: ` "${key}" ` }), [`model: ${key}`]);
    assert.deepEqual(found({ voice: hex }), [`voice: ${hex}`]);
    assert.deepEqual(found({ talkKey: key }), [`talkKey: ${key}`]);
    assert.deepEqual(found({ instructions: `My key is ${key}. Be brief.` }), [
      `instructions: ${key} < My key is . Be brief.`,
    ]);
  });

  it("are found in an address", () => {
    const rest = "https://gateway.example/v1";
    assert.deepEqual(found({ baseUrl: `https://me:pass%20word@gateway.example/v1` }), [
      `baseUrl: pass word < ${rest}`,
    ]);
    assert.deepEqual(found({ baseUrl: `https://${key}@gateway.example/v1` }), [`baseUrl: ${key} < ${rest}`]);
    assert.deepEqual(found({ baseUrl: `https://gateway.example/v1?api-key=abc&x=1` }), [
      `baseUrl: abc < ${rest}?x=1`,
    ]);
  });

  it("are taken out, and nothing else is", () => {
    const profiles = { Work: { provider: "openai", apiKey: key }, Home: { provider: "localai" } };
    assert.deepEqual(without(profiles, ["Work", "apiKey"], undefined), {
      Work: { provider: "openai" },
      Home: { provider: "localai" },
    });
    assert.deepEqual(without(profiles, ["Home", "provider"], "openai"), {
      Work: { provider: "openai", apiKey: key },
      Home: { provider: "openai" },
    });
    assert.deepEqual(without([{ a: key }, "b"], ["0", "a"], undefined), [{}, "b"]);
    assert.equal(without(key, [], undefined), undefined);
    assert.equal(without(`say ${key}`, [], "say "), "say ");
  });

  it("are kept out of other texts only where they tell themselves from words", () => {
    const settings = { xkey: "a", token: "password", apiKey: key, secret: key };
    assert.deepEqual(tellingKeys(keysIn(settings, declared)), [key]);
    const many = Object.fromEntries(
      Array.from({ length: 1_000 }, (_, index) => [`${index}key`, key + index]),
    );
    assert.equal(tellingKeys(keysIn(many, declared)).length, 100);
  });

  it("are no novels", () => {
    assert.deepEqual(found({ apiKey: `${'"'.repeat(9_000)}x` }), []);
    const long = `${" ".repeat(9_000)}${key}`;
    assert.deepEqual(found({ instructions: long }), [`instructions: ${key} < ${" ".repeat(9_000)}`]);
  });
});
