import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createProvider } from "../../../src/providers/createProvider.ts";
import type { Provider } from "../../../src/providers/provider.ts";
import type { ProviderSettings } from "../../../src/providers/settings.ts";
import type { ProviderKind } from "../../../src/providers/traits.ts";
import { configuration, key, offer, providerSettings, signal, token } from "./played.ts";

const answer = "v=0\r\no=- answer";

interface Request {
  method: string;
  url: string;
  /** But for those that every HTTP client sends. */
  headers: Record<string, string>;
  body: string;
}

const everywhere = new Set(
  "host connection accept accept-language accept-encoding sec-fetch-mode user-agent content-length".split(
    " ",
  ),
);

/** Takes every request, and remembers it whole. */
async function recorder(): Promise<{ origin: string; requests: Request[]; server: Server }> {
  const requests: Request[] = [];
  const answered = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const headers = Object.entries(request.headers).filter(([name]) => !everywhere.has(name));
    const { method = "", url = "" } = request;
    requests.push({ method, url, headers: Object.fromEntries(headers) as Record<string, string>, body });
    if (url.endsWith("/client_secrets")) response.end(JSON.stringify({ value: "ek_1" }));
    else if (url.endsWith("/models")) response.end(JSON.stringify({ data: [{ id: "one" }] }));
    else if (request.headers["content-type"] === "application/json") {
      response.writeHead(201).end(JSON.stringify({ sdp: answer, session_id: "sess_1" }));
    } else response.writeHead(201, { location: "/v1/realtime/calls/rtc_1" }).end(answer);
  };
  const server = createServer((request, response) => void answered(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, server };
}

describe("what a provider is asked", () => {
  let origin: string;
  let requests: Request[];
  let server: Server;
  before(async () => {
    ({ origin, requests, server } = await recorder());
  });
  after(() => server.close());

  function provider(kind: ProviderKind, more: Partial<ProviderSettings> = {}, credential?: string): Provider {
    return createProvider({
      settings: providerSettings({ kind, baseUrl: `${origin}/v1`, model: "a model/1", ...more }),
      getKey: () => Promise.resolve(credential),
      safetyIdentifier: () => Promise.resolve("hashed-installation"),
    });
  }

  /** All requests of a call, from the secret to its end. */
  async function whole(of: Provider): Promise<Request[]> {
    const from = requests.length;
    const call = await of.call(await of.mintSecret(configuration, signal()), offer, signal());
    assert.deepEqual(call.answer, { sdp: answer });
    await call.hangUp();
    await of.models(signal());
    return requests.slice(from);
  }

  const session = { ...configuration, model: "a model/1" };
  const secretBody = { expires_after: { anchor: "created_at", seconds: 120 }, session };
  const sdp = { "content-type": "application/sdp" };
  const json = { "content-type": "application/json" };

  /** The four requests of a server with secrets; the key opens all but the call. */
  function withSecrets(root: string, shown: Record<string, string>, minted: Record<string, string> = {}) {
    const at = (path: string): string => `${root}${path}`;
    return [
      {
        method: "POST",
        url: at("/realtime/client_secrets"),
        headers: { ...shown, ...minted, ...json },
        body: secretBody,
      },
      {
        method: "POST",
        url: at("/realtime/calls"),
        headers: { authorization: "Bearer ek_1", ...sdp },
        body: offer,
      },
      { method: "POST", url: at("/realtime/calls/rtc_1/hangup"), headers: shown, body: "" },
      { method: "GET", url: at("/models"), headers: shown, body: "" },
    ];
  }
  const read = (asked: Request[]): object[] =>
    asked.map((one) => ({
      ...one,
      body: one.body.startsWith("{") ? (JSON.parse(one.body) as object) : one.body,
    }));

  const bearer = { authorization: `Bearer ${key}` };

  it("is, of OpenAI, by the key, with the organisation, the project, and who is behind it", async () => {
    const asked = await whole(provider("openai", { organization: "org-1", project: "proj_1" }, key));
    const shown = { ...bearer, "openai-organization": "org-1", "openai-project": "proj_1" };
    assert.deepEqual(
      read(asked),
      withSecrets("/v1", shown, { "openai-safety-identifier": "hashed-installation" }),
    );
  });

  it("is, of OpenAI, without an organisation where none is set", async () => {
    const asked = await whole(provider("openai", {}, key));
    assert.deepEqual(
      read(asked),
      withSecrets("/v1", bearer, { "openai-safety-identifier": "hashed-installation" }),
    );
  });

  const others = { organization: "org-1", project: "proj_1" };

  it("is, of Azure, by its key in a header of its own, at its own path", async () => {
    const asked = await whole(provider("azure", { ...others, baseUrl: origin }, key));
    assert.deepEqual(read(asked), withSecrets("/openai/v1", { "api-key": key }));
  });

  it("is, of Azure, by a token of Entra", async () => {
    const settings = { ...others, baseUrl: `${origin}/openai/v1/`, signIn: "microsoft" } as const;
    const asked = await whole(provider("azure", settings, token));
    assert.deepEqual(read(asked), withSecrets("/openai/v1", { authorization: `Bearer ${token}` }));
  });

  it("is, of a gateway, by a key, or by none", async () => {
    assert.deepEqual(read(await whole(provider("compatible", others, key))), withSecrets("/v1", bearer));
    const asked = await whole(provider("compatible", others));
    const [secret, call, , models] = withSecrets("/v1", {});
    // Without the key, nobody may end a call but by leaving it.
    assert.deepEqual(read(asked), [secret, call, models]);
  });

  const models = { method: "GET", url: "/v1/models", headers: {}, body: "" };

  it("is, of speech-to-speech, nothing but the call", async () => {
    assert.deepEqual(await whole(provider("speechToSpeech", others)), [
      { method: "POST", url: "/v1/realtime/calls", headers: sdp, body: offer },
      models,
    ]);
  });

  it("is, of LocalAI, the call in JSON", async () => {
    assert.deepEqual(read(await whole(provider("localai", others))), [
      { method: "POST", url: "/v1/realtime/calls", headers: json, body: { sdp: offer, model: "a model/1" } },
      models,
    ]);
    const [call] = await whole(provider("localai", {}, key));
    assert.deepEqual(call?.headers, { ...bearer, ...json }, "it has no secrets: the key itself opens it");
  });

  it("is, of speaches, the call where WebSockets are opened", async () => {
    assert.deepEqual(await whole(provider("speaches", others)), [
      { method: "POST", url: "/v1/realtime?model=a%20model%2F1", headers: sdp, body: offer },
      models,
    ]);
  });

  for (const kind of ["speechToSpeech", "localai", "speaches"] as const) {
    it(`is said to leave out what ${kind} has no use for`, async () => {
      const { value, dropped } = await provider(kind).mintSecret(configuration, signal());
      assert.equal(value, undefined);
      assert.ok(dropped.includes("reasoning") && dropped.includes("audio.input.noise_reduction"));
    });
  }
});
