import assert from "node:assert/strict";
import { startRealtimeServer, type RealtimeServer } from "../../../dev/realtime/server.ts";
import { createProvider } from "../../../src/providers/createProvider.ts";
import type { McpTool, SessionConfiguration } from "../../../src/session/clientEvents.ts";
import { providerSettings } from "./played.ts";

const key = "sk-test-0123456789";
const weather: McpTool = {
  type: "mcp",
  server_label: "weather",
  server_url: "https://weather.example.com/mcp",
  require_approval: "always",
};
const own = { type: "function", name: "go_to", description: "Goes.", parameters: {} } as const;
const configuration: SessionConfiguration = { type: "realtime", tools: [own, weather] };

describe("the MCP servers of a session, at the provider", () => {
  let server: RealtimeServer;
  const bodies: { session: SessionConfiguration }[] = [];
  const { fetch } = globalThis;
  before(async () => {
    server = await startRealtimeServer({ key });
    globalThis.fetch = (input, init) => {
      if (typeof init?.body === "string") bodies.push(JSON.parse(init.body));
      return fetch(input, init);
    };
  });
  beforeEach(() => {
    bodies.length = 0;
  });
  after(async () => {
    globalThis.fetch = fetch;
    await server.close();
  });

  const mint = (model = "gpt-realtime-2.1") =>
    createProvider({
      settings: providerSettings({ baseUrl: server.url, model }),
      getKey: () => Promise.resolve(key),
      safetyIdentifier: () => Promise.resolve("hashed"),
      tokenOf: ({ server_label: label }) => Promise.resolve(label === "weather" ? "mcp-token" : undefined),
    }).mintSecret(configuration, AbortSignal.timeout(5_000));

  function refuse(param: string): void {
    const error = { message: "Invalid server.", type: "invalid_request_error", code: "invalid_value", param };
    server.script.failNext({ path: "/client_secrets", status: 400, body: { error } });
  }

  it("have their tokens in the request for the secret, and nowhere in the configuration", async () => {
    await mint();
    assert.deepEqual(bodies[0]?.session.tools, [own, { ...weather, authorization: "mcp-token" }]);
    assert.doesNotMatch(JSON.stringify(configuration), /mcp-token/);
  });

  for (const param of ["session.tools[1].type", "session.tools[1]", "session.tools"]) {
    it(`are left out, and the other tools are not, where the provider refuses ${param}`, async () => {
      refuse(param);
      const { dropped } = await mint();
      assert.equal(dropped.length, 1);
      assert.match(dropped[0] ?? "", /^tools.*Invalid server\./);
      assert.deepEqual(bodies[1]?.session.tools, [own]);
    });
  }

  it("are not to blame for another tool", async () => {
    refuse("session.tools[0].name");
    await assert.rejects(mint(), /Invalid server/);
  });
});
