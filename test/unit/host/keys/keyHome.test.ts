import assert from "node:assert/strict";
import { homeOf } from "../../../../src/host/keyHome.ts";
import { keysIn } from "../../../../src/host/settingsKeys.ts";

const key = "sk-proj-AbC123_def-456GHI789jkl";
const github = "ghp_0123456789abcdefghijABCDEFGHIJ";
const declared = ["baseUrl", "instructions", "model", "mcpServers", "profiles"];

function homes(settings: unknown): (string | undefined)[] {
  return keysIn(settings, declared).map((found) => homeOf(found, declared));
}

describe("a key in the settings", () => {
  it("is the profile's in which it stands", () => {
    assert.deepEqual(homes({ profiles: { Work: { apiKey: key }, Home: { model: key } } }), ["Work", "Home"]);
    const baseUrl = "https://gateway.example/v1?api-key=abc";
    assert.deepEqual(homes({ profiles: { Work: { baseUrl } } }), ["Work"]);
  });

  it("is that of the settings outside of profiles, beside them or in their address", () => {
    assert.deepEqual(homes({ apiKey: key, token: "my-own" }), ["", ""]);
    assert.deepEqual(homes({ baseUrl: `https://${key}@gateway.example/v1` }), [""]);
  });

  it("is somebody else's anywhere else, perhaps", () => {
    for (const settings of [
      { mcpServers: { github: { authorization: `Bearer ${github}` } } },
      { mcpServers: { b: { url: "https://tools.example/mcp?api_key=abc" } } },
      { instructions: `The key of my server is ${key}.` },
      { instructions: key },
      { github: { token: github } },
      { webhook: `https://hooks.example/${key}?token=abc` },
      { profiles: { Work: { instructions: `It takes ${github}.` } } },
      { profiles: { Work: { prices: { key: github } } } },
      { profiles: { "": { apiKey: key } } },
    ]) {
      assert.deepEqual(homes(settings), [undefined], JSON.stringify(settings));
    }
  });
});
