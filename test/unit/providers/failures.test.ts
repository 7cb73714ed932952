/**
 * What the user is shown for every way in which a provider can fail: sentence, remedy, buttons and detail, held
 * against the files in test/fixtures/failures, one for each provider. RECORD=1 writes them anew, to be read in review.
 */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer as createTlsServer } from "node:https";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { createAuthority } from "../../../dev/network/certificates.ts";
import type { HttpFailure } from "../../../dev/realtime/script.ts";
import { startRealtimeServer, type RealtimeServer } from "../../../dev/realtime/server.ts";
import { root } from "../../../dev/setup/paths.ts";
import { textOf } from "../../../src/panel/failures/table.ts";
import { createProvider } from "../../../src/providers/createProvider.ts";
import type { ProviderSettings } from "../../../src/providers/settings.ts";
import { traits, type ProviderKind } from "../../../src/providers/traits.ts";
import { sessionConfiguration } from "../../../src/session/configuration.ts";
import { reasonOfCode } from "../../../src/session/errorCodes.ts";
import { errorNotice } from "../../../src/session/notice.ts";
import { SessionFailure } from "../../../src/session/failure.ts";
import { turnPolicy } from "../../../src/session/turnPolicy.ts";
import { panelTexts } from "../../../src/shared/panelTexts.ts";
import { functionTools } from "../../../src/tools/registry.ts";
import { words } from "../host/diagnose/plainWords.ts";
import { defaults } from "../session/defaults.ts";
import { providerSettings } from "./played.ts";

const key = "sk-test-0123456789";
const configuration = sessionConfiguration({
  settings: defaults,
  policy: turnPolicy("handsFree", false, defaults),
  tools: functionTools(),
  workspaceInstructions: "",
});

type Answer = Pick<HttpFailure, "status" | "body" | "headers">;

const json = (status: number, code: string | number | null, message: string, more: object = {}): Answer => ({
  status,
  body: { error: { message, type: "error", code, param: null, ...more } },
});
const page = (status: number, title: string): Answer => ({
  status,
  body: `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
});

/** As OpenAI's API says it, and the gateways that hand it on. */
const usual: Record<string, Answer> = {
  "401 invalid_api_key": json(401, "invalid_api_key", `Incorrect API key provided: ${key}.`),
  "401 without a code": { status: 401, body: "" },
  "401 missing scopes": json(
    401,
    null,
    "You have insufficient permissions for this operation. Missing scopes: api.model.read. Check that you have the correct role.",
  ),
  "401 mismatched_organization": json(
    401,
    "mismatched_organization",
    "OpenAI-Organization header should match organization for API key",
  ),
  "401 no_organization": json(
    401,
    "no_organization",
    "You must be a member of an organization to use the API.",
  ),
  "401 ip_not_authorized": json(401, "ip_not_authorized", "Your request IP is not in the allowlist."),
  "403 region": json(
    403,
    "unsupported_country_region_territory",
    "Country, region, or territory not supported",
  ),
  "403 without a code": json(403, null, "Forbidden"),
  "404 model_not_found": json(
    404,
    "model_not_found",
    "The model `gpt-realtime-9` does not exist or you do not have access to it.",
  ),
  "404 model switched off": json(
    404,
    "model_not_found",
    "The model `gpt-realtime-0` has been deprecated, learn more here: https://platform.openai.com/docs/deprecations",
  ),
  "404 a page": page(404, "404 Not Found"),
  "400 a model that does not talk": json(
    400,
    "invalid_model",
    'Model "gpt-4o" is not supported in realtime mode.',
  ),
  "400 a field": json(400, "unknown_parameter", "Unknown parameter: 'session.tools'.", {
    param: "session.tools",
  }),
  "429 rate": {
    ...json(429, "rate_limit_exceeded", "Rate limit reached for gpt-realtime."),
    headers: { "retry-after": "20" },
  },
  "429 without a code": { status: 429, body: "Too Many Requests" },
  "429 quota": json(429, "insufficient_quota", "You exceeded your current quota."),
  "429 spend limit": json(429, "project_spend_limit_exceeded", "The project has reached its limit."),
  "500 server_error": json(500, "server_error", "The server had an error."),
  "502 a page": page(502, "502 Bad Gateway"),
  "503 overloaded": {
    ...json(503, "server_is_overloaded", "Try again later."),
    headers: { "retry-after": "300" },
  },
  "307 elsewhere": {
    status: 307,
    body: "",
    headers: { location: `https://elsewhere.example/v1?key=${key}` },
  },
  "200 a page": page(200, "It works!"),
  "a JSON of its own": { status: 400, body: { ok: false, token: key } },
};

/** As Azure says it. */
const azure: Record<string, Answer> = {
  "401 wrong key or resource": json(
    401,
    "401",
    "Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.",
  ),
  "401 no role": json(401, "PermissionDenied", "Principal does not have access to API/Operation."),
  "401 of its gateway": {
    status: 401,
    body: {
      statusCode: 401,
      message:
        "Unauthorized. Access token is missing, invalid, audience is incorrect (https://cognitiveservices.azure.com), or have expired.",
    },
  },
  "400 another tenant": json(400, "BadRequest", "Token tenant abc does not match resource tenant."),
  "403 keys are disabled": json(
    403,
    "AuthenticationTypeDisabled",
    "Key based authentication is disabled for this resource.",
  ),
  "403 network rules": json(403, "403", "Access denied due to Virtual Network/Firewall rules."),
  "403 private": json(403, "403", "Public access is disabled. Please configure private endpoint."),
  "404 no deployment": json(
    404,
    "DeploymentNotFound",
    "The API deployment for this resource does not exist.",
  ),
  "404 no such API": json(404, "404", "Resource not found"),
  "400 api-version": json(400, "BadRequest", "API version not supported"),
  "400 a model that does not talk": json(
    400,
    "OperationNotSupported",
    "The realtime operation does not work with the specified model, gpt-4o.",
  ),
  "410 a model switched off": json(410, "ModelDeprecated", "The model has been deprecated."),
  "429 rate": {
    ...json(429, "429", "Requests have exceeded the call rate limit of your current pricing tier."),
    headers: { "retry-after-ms": "1500", "retry-after": "2" },
  },
  "429 quota": json(429, "insufficient_quota", "You exceeded your current quota."),
  "500 InternalServerError": json(500, "InternalServerError", "Internal server error"),
};

/** As small servers say it: FastAPI, Go. */
const own: Record<string, Answer> = {
  "401 in Go's words": json(401, 401, "invalid api key"),
  "403 of FastAPI": { status: 403, body: { detail: "Invalid API key" } },
  "404 of FastAPI": { status: 404, body: { detail: "Not Found" } },
  "422 of FastAPI": {
    status: 422,
    body: { detail: [{ type: "missing", loc: ["body", "model"], msg: "Field required", input: { key } }] },
  },
  "500 in a word": { status: 500, body: { error: "could not load model" } },
  "500 in words": { status: 500, body: "Internal Server Error" },
  "503 a page": page(503, "Service Unavailable"),
  "200 a page": page(200, "It works!"),
};

interface Provided {
  kind: ProviderKind;
  answers: Record<string, Answer>;
  settings?: Partial<ProviderSettings>;
  /** As though it were there, for the words and the buttons. */
  host?: string;
  /** In place of {@link key}. */
  credential?: string;
}

const azureKey = "0123456789abcdef0123456789abcdef";

const provided: Record<string, Provided> = {
  openai: { kind: "openai", answers: usual, host: "api.openai.com" },
  azure: {
    kind: "azure",
    answers: azure,
    host: "me.openai.azure.com",
    settings: { model: "talk" },
    credential: azureKey,
  },
  "azure-with-a-key-of-openai": {
    kind: "azure",
    answers: { "401": json(401, "401", `Access denied due to invalid subscription key ${key}.`) },
    host: "me.openai.azure.com",
  },
  "azure-microsoft": {
    kind: "azure",
    answers: azure,
    host: "me.openai.azure.com",
    settings: { model: "talk", signIn: "microsoft" },
    credential: azureKey,
  },
  compatible: { kind: "compatible", answers: usual },
  speechToSpeech: { kind: "speechToSpeech", answers: own },
  localai: { kind: "localai", answers: own },
  speaches: { kind: "speaches", answers: own },
};

describe("what the user is shown", () => {
  let server: RealtimeServer;
  const servers: Server[] = [];
  const sockets: Socket[] = [];
  before(async () => {
    server = await startRealtimeServer({ key });
  });
  after(async () => {
    for (const socket of sockets) socket.destroy();
    for (const one of servers) one.close();
    await server.close();
  });

  async function listen(one: Server): Promise<number> {
    servers.push(one);
    await new Promise<void>((resolve) => one.listen(0, "127.0.0.1", resolve));
    return (one.address() as AddressInfo).port;
  }

  /** The way to a call, as far as it goes. */
  async function failureOf(
    settings: ProviderSettings,
    { patience = 20_000, credential = key } = {},
  ): Promise<SessionFailure> {
    try {
      const provider = createProvider({
        settings,
        getKey: () => Promise.resolve(credential),
        safetyIdentifier: () => Promise.resolve("hashed"),
      });
      const signal = AbortSignal.timeout(patience);
      const secret = await provider.mintSecret(configuration, signal);
      await provider.call(secret, "v=0", signal);
    } catch (error) {
      if (error instanceof SessionFailure) return error;
      throw error;
    }
    return assert.fail("it succeeded");
  }

  /** For the words of a provider that is elsewhere, and for ports that are others at each run. */
  function shown(failure: SessionFailure, host?: string): string {
    const place =
      failure.place === undefined || host === undefined ? failure.place : { ...failure.place, host };
    const { message, remedy, actions } = textOf(failure.with({ place }), words.t);
    const buttons = actions.map((action) => `[${panelTexts[`action.${action}`]}]`).join(" ");
    const again = failure.mayPass ? " (tried again by itself after a loss)" : "";
    const lines = [`${failure.reason}${again}`, message, remedy, buttons, failure.detail ?? "(no details)"];
    const text = lines.map((line) => `  ${line}\n`).join("");
    assert.ok(!text.includes(key) && !text.includes("0123456789"), "it holds the key");
    assert.doesNotMatch(text, /[{<]/, "it holds JSON or HTML");
    return text.replaceAll(/(127\.0\.0\.1|localhost):\d+/g, "$1:PORT");
  }

  function holds(name: string, cases: Map<string, string>): void {
    const file = join(root, "test/fixtures/failures", `${name}.txt`);
    const text = [...cases].map(([title, told]) => `${title}\n${told}`).join("\n");
    if (process.env["RECORD"] === "1") writeFileSync(file, text);
    assert.equal(text, readFileSync(file, "utf8"));
  }

  for (const [name, { kind, answers, settings, host, credential = key }] of Object.entries(provided)) {
    it(`by ${name}`, async () => {
      const { signalling, secrets } = traits[kind];
      const path = secrets ? "/client_secrets" : signalling === "realtime" ? "/realtime" : "/calls";
      const cases = new Map<string, string>();
      const baseUrl = kind === "azure" ? new URL(server.url).origin : server.url;
      for (const [title, answer] of Object.entries(answers)) {
        server.script.failNext({ path, ...answer });
        const asked = providerSettings({ kind, baseUrl, ...settings });
        const failure = await failureOf(asked, { credential });
        cases.set(title, shown(failure, host));
      }
      holds(name, cases);
    });
  }

  it("of a call whose secret is refused", async () => {
    server.script.failNext({ path: "/calls", ...json(401, "invalid_api_key", "Ephemeral token expired") });
    const failure = await failureOf(providerSettings({ baseUrl: server.url }));
    holds("secret", new Map([["401", shown(failure, "api.openai.com")]]));
  });

  it("on the way to a server", async () => {
    const cases = new Map<string, string>();
    const told = async (title: string, baseUrl: string, patience = 20_000): Promise<void> => {
      cases.set(
        title,
        shown(await failureOf(providerSettings({ kind: "compatible", baseUrl }), { patience })),
      );
    };
    const closed = createServer();
    const port = await listen(closed);
    await new Promise((resolve) => closed.close(resolve));
    await told("nothing listens", `http://127.0.0.1:${port}/v1`);
    // https://www.rfc-editor.org/rfc/rfc6761#section-6.4
    const noName = await failureOf(
      providerSettings({ kind: "compatible", baseUrl: "https://realtime.invalid/v1" }),
    );
    // The resolver's own word differs from system to system.
    cases.set("no such name", shown(noName).replace(/getaddrinfo \w+/, "getaddrinfo"));
    const { certificate, key: ownKey } = createAuthority("An authority of our own").certify("localhost");
    const trusted = await listen(createTlsServer({ cert: certificate, key: ownKey }));
    await told("a certificate of an unknown authority", `https://localhost:${trusted}/v1`);
    const silent = await listen(createServer((socket) => void sockets.push(socket)));
    await told("silence", `http://127.0.0.1:${silent}/v1`, 50);
    server.script.failNext({ path: "/client_secrets", hangUp: true });
    await told("a connection that breaks", server.url);
    holds("way", cases);
  });

  it("of settings that cannot be used", async () => {
    const cases = new Map<string, string>();
    const told = async (title: string, settings: Partial<ProviderSettings>): Promise<void> => {
      cases.set(title, shown(await failureOf(providerSettings(settings))));
    };
    await told("in the clear", { baseUrl: "http://api.example.com/v1" });
    await told("no address", { baseUrl: "nonsense" });
    await told("Azure at OpenAI", { kind: "azure" });
    await told("a profile that cannot be read", { problem: "profile “work”: ✖ Invalid option" });
    await told("a profile that is not there", { problem: "there is no profile “work”", missing: true });
    holds("settings", cases);
  });

  it("in the middle of a session, by the codes of its errors", () => {
    const cases = new Map<string, string>();
    for (const code of ["insufficient_quota", "rate_limit_exceeded", "server_error", "model_not_found"]) {
      const notice = errorNotice({ code, message: `Of ${key}` });
      assert.ok(notice.type === "failure");
      const { message, remedy } = textOf(notice.failure, words.t);
      cases.set(code, `  ${message} ${remedy}\n`);
    }
    assert.deepEqual(errorNotice({ code: "odd", message: "Odd." }), { type: "serverError", message: "Odd." });
    assert.equal(reasonOfCode("session_expired"), undefined);
    holds("session", cases);
  });
});
