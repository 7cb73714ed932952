import assert from "node:assert/strict";
import { mayDeny, parseServers, toolOf } from "../../../../src/host/mcp/mcpSettings.ts";
import { McpTokens } from "../../../../src/host/mcp/mcpTokens.ts";

const url = "https://weather.example.com/mcp";
/** Why one with these fields is left out; "" where it is not. */
function wrong(value: unknown, { label = "weather", hosted = true } = {}): string {
  const { servers, problems } = parseServers({ [label]: value }, hosted);
  assert.equal(servers.length + problems.length, 1);
  return problems[0] === undefined ? "" : `${problems[0].why} ${problems[0].detail}`.trim();
}

describe("the setting of MCP servers", () => {
  it("takes each by itself", () => {
    const { servers, problems } = parseServers(
      {
        weather: { url, tools: ["get_forecast"] },
        odd: { url: "ftp://x" },
        news: { url, approval: "never" },
      },
      true,
    );
    assert.deepEqual(servers, [
      { label: "weather", url, tools: ["get_forecast"], approval: "always" },
      { label: "news", url, approval: "never" },
    ]);
    assert.deepEqual(problems, [{ label: "odd", why: "address", detail: "ftp://x" }]);
  });

  it("refuses a token, wherever it stands", () => {
    assert.equal(wrong({ url, authorization: "abc" }), "token authorization");
    assert.equal(wrong({ url, headers: { "X-Key": "abc" } }), "token headers");
    assert.equal(wrong({ url: "https://me:abc@weather.example.com/mcp" }), "token url");
    assert.equal(wrong({ url: `${url}?api_key=abc` }), "token api_key");
    assert.doesNotMatch(JSON.stringify(parseServers({ weather: { url, token: "abc" } }, true)), /abc/);
  });

  it("refuses what cannot work, with the reason", () => {
    assert.equal(wrong({ url: "http://weather.example.com/mcp" }), "address http://weather.example.com/mcp");
    assert.equal(wrong({ url: "https://localhost:3000/mcp" }), "ownMachine localhost");
    assert.equal(wrong({ url: "https://192.168.1.4/mcp" }), "ownMachine 192.168.1.4");
    assert.equal(wrong({ url: "https://192.168.1.4/mcp" }, { hosted: false }), "");
    assert.equal(wrong({ url }, { label: "two words" }), "label");
    assert.match(wrong({ url, approval: "sometimes" }), /^fields .*approval/s);
    assert.match(wrong({ url, colour: "red" }), /^fields .*colour/s);
    assert.match(wrong(null), /^fields/);
  });

  it("is told to the provider without a question only where no rule may forbid one of its tools", () => {
    const server = parseServers({ weather: { url, approval: "never", description: "Rain" } }, true)
      .servers[0]!;
    assert.deepEqual(toolOf(server, false), {
      type: "mcp",
      server_label: "weather",
      server_url: url,
      server_description: "Rain",
      require_approval: "never",
    });
    assert.equal(toolOf(server, true).require_approval, "always");
    const rules = [
      "*",
      "mcp:*",
      "mcp:weather/delete_*",
      "mcp:Weather/x",
      "*forecast",
      "mcp:news/*",
      "run_command",
    ];
    assert.deepEqual(
      rules.filter((rule) => mayDeny(rule, server)),
      ["*", "mcp:*", "mcp:weather/delete_*", "mcp:Weather/x", "*forecast"],
    );
  });
});

describe("the token of an MCP server", () => {
  it("is for its label and its address, and is known to the redaction", async () => {
    const stored = new Map<string, string>();
    const seen: string[] = [];
    const tokens = new McpTokens({
      secrets: {
        get: (key) => Promise.resolve(stored.get(key)),
        store: async (key, value) => void stored.set(key, value),
        delete: async (key) => void stored.delete(key),
      },
      seen: (token) => seen.push(token),
    });
    await tokens.set({ label: "weather", url }, "mcp-token");
    assert.equal(
      await tokens.get({ label: "weather", url: "https://weather.example.com/other" }),
      "mcp-token",
    );
    assert.equal(await tokens.get({ label: "weather", url: "https://evil.example.com/mcp" }), undefined);
    assert.equal(await tokens.get({ label: "news", url }), undefined);
    assert.deepEqual([...new Set(seen)], ["mcp-token"]);
    await tokens.clear({ label: "weather", url });
    assert.equal(stored.size, 0);
  });
});
