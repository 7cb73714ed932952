import assert from "node:assert/strict";
import { startRealtimeServer, type RealtimeServer } from "../../../../dev/realtime/server.ts";
import { acceptanceCheck } from "../../../../src/host/diagnose/acceptanceCheck.ts";
import { keyCheck, type KeyFacts } from "../../../../src/host/diagnose/keyCheck.ts";
import { panelCheck } from "../../../../src/host/diagnose/panelCheck.ts";
import { settingsCheck } from "../../../../src/host/diagnose/settingsCheck.ts";
import { createProvider } from "../../../../src/providers/createProvider.ts";
import type { ProviderSettings } from "../../../../src/providers/settings.ts";
import { providerKinds, traits } from "../../../../src/providers/traits.ts";
import { sessionConfiguration } from "../../../../src/session/configuration.ts";
import { turnPolicy } from "../../../../src/session/turnPolicy.ts";
import { defaults } from "../../session/defaults.ts";
import { functionTools } from "../../../../src/tools/registry.ts";
import { providerSettings } from "../../providers/played.ts";
import { inShort, run, words } from "./plainWords.ts";

const usual = providerSettings();

describe("the check of the settings", () => {
  const found = async (settings: Partial<ProviderSettings>): Promise<string> =>
    inShort(await run(settingsCheck({ ...usual, ...settings }, words)));

  it("names the model and where it runs", async () => {
    assert.equal(await found({}), "ok: The model is gpt-realtime-2.1, at api.openai.com.");
    assert.match(await found({ baseUrl: "http://127.0.0.1:8080/v1" }), /^ok: .* at 127\.0\.0\.1:8080\.$/);
  });

  it("misses the model", async () => {
    assert.equal(await found({ model: "" }), "failed: No model is set. [openSettings]");
  });

  for (const baseUrl of ["nonsense", "http://api.example.com/v1", "ftp://api.example.com"]) {
    it(`does not take the address ${baseUrl}`, async () => {
      assert.equal(await found({ baseUrl }), "failed: Explained: badSettings. [openSettings]");
    });
  }
});

describe("the check of the key", () => {
  const found = async (
    facts: Partial<KeyFacts>,
    settings: Partial<ProviderSettings> = {},
  ): Promise<string> => {
    const all: KeyFacts = { key: undefined, variable: undefined, ...facts };
    const check = keyCheck({
      settings: { ...usual, ...settings },
      facts: () => Promise.resolve(all),
      doubtText: ({ what }) => `Doubtful: ${what}.`,
      words,
    });
    return inShort(await run(check));
  };
  const azure = { kind: "azure", baseUrl: "https://me.openai.azure.com" } as const;
  const variable = { name: "OPENAI_API_KEY", value: "sk-01230123456789012345" };

  it("says where it comes from, and never what it is", async () => {
    assert.equal(
      await found({ key: "sk-45670123456789012345" }),
      "ok: A key is stored in this computer's secret storage.",
    );
    assert.equal(
      await found({ key: "sk-45670123456789012345", variable }),
      "ok: A key is stored in this computer's secret storage.",
    );
    assert.equal(
      await found({ key: "sk-01230123456789012345", variable }),
      "ok: The key is taken from the environment variable OPENAI_API_KEY.",
    );
  });

  it("does not take what cannot be one", async () => {
    assert.equal(
      await found({ variable: { name: "OPENAI_API_KEY", value: "my key" } }),
      "failed: The environment variable OPENAI_API_KEY is set, but no key can look like that. [setKey]",
    );
  });

  it("wonders at what hardly is one", async () => {
    const doubts = { ek_0123: "ephemeral", "https://example.com": "address", gsk_0123: "otherProvider" };
    for (const [key, doubt] of Object.entries(doubts)) {
      assert.equal(await found({ key }), `warning: Doubtful: ${doubt}. [setKey]`);
    }
    const unusual = "0123456789-0123456789";
    const region = { baseUrl: "https://eu.api.openai.com/v1" };
    assert.equal(await found({ key: unusual }), "warning: Doubtful: unusual. [setKey]");
    assert.equal(await found({ key: unusual }, region), "warning: Doubtful: unusual. [setKey]");
    assert.match(await found({ key: unusual }, azure), /^ok: /);
    assert.equal(await found({ key: "sk-0123" }, azure), "warning: Doubtful: openaiKey. [setKey]");
  });

  for (const kind of providerKinds) {
    const { needsKey, usualUrl } = traits[kind];
    it(`${needsKey ? "misses it" : "goes on without it"} where the provider is ${kind}`, async () => {
      const baseUrl = usualUrl === "" ? azure.baseUrl : usualUrl;
      assert.equal(
        await found({}, { kind, baseUrl }),
        needsKey ? "failed: Explained: noKey. [setKey]" : "ok: No API key is set. This server may want none.",
      );
      if (!needsKey) assert.match(await found({ key: "mine" }, { kind, baseUrl }), /^ok: A key is stored/);
    });
  }

  it("is one of the sign-in where an account stands in for it", async () => {
    const settings = { ...azure, signIn: "microsoft" } as const;
    assert.equal(await found({ variable }, settings), "failed: Explained: noKey. [setKey]");
    assert.equal(
      await found({ key: "ek_0123" }, settings),
      "ok: You are signed in with your Microsoft account.",
    );
  });
});

describe("the check of key and model, against the loopback server", () => {
  let server: RealtimeServer;
  const key = "sk-test-0123456789";
  before(async () => {
    server = await startRealtimeServer({ key });
  });
  after(() => server.close());

  const configuration = () =>
    sessionConfiguration({
      settings: defaults,
      policy: turnPolicy("handsFree", false, defaults),
      tools: functionTools(),
      workspaceInstructions: "",
    });
  const check = (settings: Partial<ProviderSettings> = {}, withKey = key, patience = 60_000) =>
    acceptanceCheck({
      provider: () =>
        createProvider({
          settings: { ...usual, baseUrl: server.url, ...settings },
          getKey: () => Promise.resolve(withKey),
          safetyIdentifier: () => Promise.resolve("hashed"),
        }),
      configuration,
      patience,
      words,
    });

  it("is well where a secret is given, which is not used", async () => {
    assert.match(
      inShort(await run(check())),
      /^ok: The provider takes the key, the model and the session's settings, in \d+ ms\.$/,
    );
    assert.deepEqual(
      server.requests.map(({ path }) => path),
      ["/v1/realtime/client_secrets"],
    );
    assert.deepEqual(server.sessions, []);
  });

  it("is left to the trial call where a server gives no secrets", async () => {
    const before = server.requests.length;
    assert.match(inShort(await run(check({ kind: "localai" }))), /^skipped: Only a call can tell/);
    assert.equal(server.requests.length, before);
  });

  it("tells refusals apart", async () => {
    assert.match(inShort(await run(check({}, "sk-wrong"))), /^failed: Explained: keyRefused\./);
    assert.match(inShort(await run(check({ model: "gpt-of-nobody" }))), /^failed: Explained: modelUnknown\./);
    server.script.failNext({ path: "/client_secrets", status: 403, body: "" });
    assert.match(inShort(await run(check())), /^failed: Explained: forbidden\./);
    server.script.failNext({ path: "/client_secrets", status: 429, body: "" });
    assert.match(inShort(await run(check())), /^failed: Explained: rateLimited\. \[showLog\]/);
  });

  it("does not wait for ever", async () => {
    server.script.failNext({ path: "/client_secrets", delayMs: 60_000 });
    assert.match(inShort(await run(check({}, key, 20))), /^failed: Explained: timedOut\./);
  });

  it("gives up with the user", async () => {
    server.script.failNext({ path: "/client_secrets", delayMs: 60_000 });
    const cancelling = new AbortController();
    const running = run(check(), cancelling.signal);
    cancelling.abort(new Error("cancelled"));
    await assert.rejects(running, /cancelled/);
  });
});

describe("the check of the panel", () => {
  const found = async (page: Promise<{ microphoneAllowed: boolean }>): Promise<string> =>
    inShort(await run(panelCheck({ page: () => page, patience: 60_000, words })));

  it("says whether it may use the microphone", async () => {
    assert.match(
      await found(Promise.resolve({ microphoneAllowed: true })),
      /^ok: It opened in \d+ ms, and may use the microphone\.$/,
    );
    assert.match(
      await found(Promise.resolve({ microphoneAllowed: false })),
      /^ok: It opened in \d+ ms\. This editor gives its panels no microphone\.$/,
    );
  });

  it("says that it does not open", async () => {
    assert.equal(
      await found(Promise.reject(new Error("It did not open in time."))),
      "failed: Explained: noPanel. [showLog]",
    );
  });
});
