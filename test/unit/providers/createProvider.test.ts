import assert from "node:assert/strict";
import { startRealtimeServer, type RealtimeServer } from "../../../dev/realtime/server.ts";
import { createProvider } from "../../../src/providers/createProvider.ts";
import type { Provider } from "../../../src/providers/provider.ts";
import type { ProviderSettings } from "../../../src/providers/settings.ts";
import { sessionConfiguration } from "../../../src/session/configuration.ts";
import type { FailureReason, SessionFailure } from "../../../src/session/failure.ts";
import { turnPolicy } from "../../../src/session/turnPolicy.ts";
import { functionTools } from "../../../src/tools/registry.ts";
import { defaults } from "../session/defaults.ts";
import { providerSettings } from "./played.ts";

const key = "sk-test-0123456789";
const configuration = sessionConfiguration({
  settings: { ...defaults, language: "en" },
  policy: turnPolicy("handsFree", false, defaults),
  tools: functionTools(),
  workspaceInstructions: "",
});
const signal = (): AbortSignal => AbortSignal.timeout(5_000);

describe("the OpenAI provider, against the loopback server", () => {
  let server: RealtimeServer;
  before(async () => {
    server = await startRealtimeServer({ key });
  });
  after(() => server.close());

  function provider(settings: Partial<ProviderSettings> = {}, withKey: string | undefined = key): Provider {
    return createProvider({
      settings: providerSettings({ baseUrl: server.url, ...settings }),
      getKey: () => Promise.resolve(withKey),
      safetyIdentifier: () => Promise.resolve("hashed"),
    });
  }

  async function failsWith(reason: FailureReason, promise: Promise<unknown>): Promise<SessionFailure> {
    const failure = await promise.then(
      () => assert.fail("it succeeded"),
      (error: unknown) => error as SessionFailure,
    );
    assert.equal(failure.reason, reason, failure.message);
    assert.ok(!failure.message.includes(key), "the failure holds the key");
    return failure;
  }

  it("mints a secret that carries the whole configuration", async () => {
    const secret = await provider().mintSecret(configuration, signal());
    assert.match(secret.value ?? "", /^ek_/);
    assert.equal(server.requests.at(-1)?.path, "/v1/realtime/client_secrets");
  });

  it("shows Azure its key in its own header, under its own root", async () => {
    const baseUrl = new URL(server.url).origin;
    await provider({ kind: "azure", baseUrl }).mintSecret(configuration, signal());
    const request = server.requests.at(-1);
    assert.equal(request?.path, "/openai/v1/realtime/client_secrets");
    assert.ok(request?.headers["api-key"]);
    assert.equal(request?.headers["authorization"], undefined);
  });

  it("opens calls with the secret, never with the key", async () => {
    const secret = await provider().mintSecret(configuration, signal());
    await failsWith("requestRejected", provider().call(secret, "hello", signal()));
    const request = server.requests.at(-1);
    assert.equal(request?.path, "/v1/realtime/calls");
    assert.match(request?.headers["authorization"] ?? "", /^Bearer ek_/);
  });

  it("needs a key", async () => {
    const keyless = createProvider({
      settings: providerSettings({ baseUrl: server.url }),
      getKey: () => Promise.resolve(undefined),
      safetyIdentifier: () => Promise.resolve("hashed"),
    });
    await failsWith("noKey", keyless.mintSecret(configuration, signal()));
  });

  it("tells a wrong key, an unknown model and a refused field apart", async () => {
    await failsWith("keyRefused", provider({}, "sk-wrong").mintSecret(configuration, signal()));
    await failsWith("modelUnknown", provider({ model: "gpt-nothing" }).mintSecret(configuration, signal()));
    const odd = { ...configuration, unheard_of: true };
    const failure = await failsWith("requestRejected", provider().mintSecret(odd, signal()));
    assert.match(failure.detail ?? "", /unheard_of/);
  });

  const answers: [FailureReason, number, string | null][] = [
    ["quotaExceeded", 429, "insufficient_quota"],
    ["quotaExceeded", 429, "credit_balance_exhausted"],
    ["rateLimited", 429, "rate_limit_exceeded"],
    ["regionUnsupported", 403, "unsupported_country_region_territory"],
    ["serverFailed", 500, null],
    ["overloaded", 503, "server_is_overloaded"],
  ];
  for (const [reason, status, code] of answers) {
    it(`takes ${status} ${code ?? ""} for ${reason}`, async () => {
      const body = { error: { message: "as the API says it", type: "error", code, param: null } };
      server.script.failNext({ path: "/client_secrets", status, body });
      const failure = await failsWith(reason, provider().mintSecret(configuration, signal()));
      assert.match(failure.detail ?? "", /as the API says it/);
    });
  }

  it("does not take an error page for an SDP answer, nor JSON without a secret for a secret", async () => {
    const secret = await provider().mintSecret(configuration, signal());
    server.script.failNext({ path: "/calls", status: 200, body: "<html>Hello</html>" });
    await failsWith("badAnswer", provider().call(secret, "v=0", signal()));
    server.script.failNext({
      path: "/client_secrets",
      status: 200,
      body: { client_secret: { value: "ek_x" } },
    });
    await failsWith("badAnswer", provider().mintSecret(configuration, signal()));
  });

  it("tells silence, a hang-up and a closed port", async () => {
    server.script.failNext({ path: "/client_secrets", delayMs: 60_000 });
    await failsWith("timedOut", provider().mintSecret(configuration, AbortSignal.timeout(50)));
    server.script.failNext({ path: "/client_secrets", hangUp: true });
    await failsWith("unreachable", provider().mintSecret(configuration, signal()));
    const closed = provider({ baseUrl: "http://127.0.0.1:9/v1" });
    const failure = await failsWith("unreachable", closed.mintSecret(configuration, signal()));
    assert.match(failure.detail ?? "", /127\.0\.0\.1:9.*(ECONNREFUSED|bad port)/);
  });

  it("follows no redirect with the key", async () => {
    const headers = { location: "https://elsewhere.example/v1" };
    server.script.failNext({ path: "/client_secrets", status: 307, body: "", headers });
    await failsWith("redirected", provider().mintSecret(configuration, signal()));
  });

  it("gives up with the caller", async () => {
    server.script.failNext({ path: "/client_secrets", delayMs: 60_000 });
    const controller = new AbortController();
    const minting = provider().mintSecret(configuration, controller.signal);
    controller.abort(new Error("stopped"));
    await assert.rejects(minting, /stopped/);
  });

  for (const baseUrl of ["http://api.example.com/v1", "ftp://127.0.0.1/v1", "nonsense", ""]) {
    it(`refuses the address "${baseUrl}"`, () => {
      assert.throws(
        () => provider({ baseUrl }),
        (error: SessionFailure) => error.reason === "badSettings",
      );
    });
  }
});
