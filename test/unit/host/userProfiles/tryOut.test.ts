import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tryOut } from "../../../../src/host/userProfiles/tryOut.ts";
import { createProvider } from "../../../../src/providers/createProvider.ts";
import type { ProviderKind } from "../../../../src/providers/traits.ts";
import { SessionFailure } from "../../../../src/session/failure.ts";
import { providerSettings } from "../../providers/played.ts";

describe("the last look at a profile", () => {
  let server: Server | undefined;
  afterEach(() => void server?.close());

  /** The reason why it does not work, at a server that answers everything like this. */
  async function outcome(kind: ProviderKind, status: number, body: string): Promise<string> {
    server = createServer((_, response) => response.writeHead(status).end(body)).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const settings = providerSettings({ kind, baseUrl: `http://127.0.0.1:${port}/v1` });
    const provider = createProvider({
      settings,
      getKey: () => Promise.resolve("key-of-a-test"),
      safetyIdentifier: () => Promise.resolve("hashed"),
    });
    return tryOut(() => provider, settings.model).then(
      () => "works",
      (error: unknown) => (error instanceof SessionFailure ? error.reason : String(error)),
    );
  }

  const models = JSON.stringify({ data: [{ id: "any" }] });
  const rows: [kind: ProviderKind, status: number, body: string, outcome: string][] = [
    ["localai", 200, models, "works"],
    ["speaches", 404, "Not Found", "works"],
    ["speechToSpeech", 405, "", "works"],
    ["websocket", 200, "<html>", "works"],
    ["localai", 400, "", "works"],
    ["localai", 401, "", "keyRefused"],
    ["localai", 500, "", "serverFailed"],
    ["openai", 200, JSON.stringify({ value: "ek_1" }), "works"],
    ["openai", 404, "", "notThere"],
  ];
  for (const [kind, status, body, expected] of rows) {
    it(`of ${kind} that answers ${status} ${body.slice(0, 9)}: ${expected}`, async () => {
      assert.equal(await outcome(kind, status, body), expected);
    });
  }
});
