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
import { startRealtimeServer, type RealtimeServer } from "../../../dev/realtime/server.ts";
import { root } from "../../../dev/setup/paths.ts";
import { textOf } from "../../../src/panel/failures/table.ts";
import { createProvider } from "../../../src/providers/createProvider.ts";
import type { ProviderSettings } from "../../../src/providers/settings.ts";
import { traits, type ProviderKind } from "../../../src/providers/traits.ts";
import { sessionConfiguration } from "../../../src/session/configuration.ts";
import { reasonOfCode } from "../../../src/session/errorCodes.ts";
import { errorNotice } from "../../../src/session/notice.ts";
import { SessionFailure, SoundBlocked } from "../../../src/session/failure.ts";
import { turnPolicy } from "../../../src/session/turnPolicy.ts";
import { noWay } from "../../../src/shared/media.ts";
import { panelTexts } from "../../../src/shared/panelTexts.ts";
import { functionTools } from "../../../src/tools/registry.ts";
import { words } from "../host/diagnose/plainWords.ts";
import { defaults } from "../session/defaults.ts";
import { providerSettings } from "./played.ts";
import { azure, json, key, own, usual, type Answer } from "./refusals.ts";

const configuration = sessionConfiguration({
  settings: defaults,
  policy: turnPolicy("handsFree", false, defaults),
  tools: functionTools(),
  workspaceInstructions: "",
});

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
    { patience = 20_000, credential = key }: { patience?: number; credential?: string | null } = {},
  ): Promise<SessionFailure> {
    try {
      const provider = createProvider({
        settings,
        getKey: () => Promise.resolve(credential ?? undefined),
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

  it("where there is no key, and nobody is signed in", async () => {
    const cases = new Map<string, string>();
    const told = async (title: string, settings: Partial<ProviderSettings>, host: string): Promise<void> => {
      const failure = await failureOf(providerSettings(settings), { credential: null });
      cases.set(title, shown(failure, host));
    };
    await told("openai", {}, "api.openai.com");
    const azure = { kind: "azure", baseUrl: "https://me.openai.azure.com" } as const;
    await told("azure", azure, "me.openai.azure.com");
    await told("azure-microsoft", { ...azure, signIn: "microsoft" }, "me.openai.azure.com");
    holds("no-key", cases);
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

  it("of the sound's way", () => {
    const early = new SessionFailure("endedEarly", { detail: "The server closed the WebSocket (1011)." });
    holds(
      "sound",
      new Map([
        ["no way was found", shown(new SoundBlocked({ detail: noWay }))],
        ["a WebSocket was closed at once", shown(early)],
      ]),
    );
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
