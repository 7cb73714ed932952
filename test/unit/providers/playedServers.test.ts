import assert from "node:assert/strict";
import { startRealtimeServer, type RealtimeServer } from "../../../dev/realtime/server.ts";
import type { Plays } from "../../../dev/realtime/variants/variant.ts";
import { createProvider } from "../../../src/providers/createProvider.ts";
import type { Provider } from "../../../src/providers/provider.ts";
import type { ProviderSettings } from "../../../src/providers/settings.ts";
import type { ProviderKind } from "../../../src/providers/traits.ts";
import { openCall } from "../../../src/session/attempt.ts";
import type { SessionFailure } from "../../../src/session/failure.ts";
import { nodeLinks } from "./nodeLink.ts";
import { configuration, key, offer, providerSettings, signal, token } from "./played.ts";

describe("a server as it is played", () => {
  let server: RealtimeServer | undefined;
  afterEach(() => server?.close());

  async function play(plays: Plays, more: Partial<Parameters<typeof startRealtimeServer>[0]> = {}) {
    server = await startRealtimeServer({ key, plays, ...more });
    return server;
  }
  const origin = (): string => new URL(server?.url ?? "").origin;

  function provider(kind: ProviderKind, more: Partial<ProviderSettings> = {}, credential?: string): Provider {
    const settings = { kind, baseUrl: kind === "azure" ? origin() : `${origin()}/v1`, ...more };
    return createProvider({
      settings: providerSettings(settings),
      getKey: () => Promise.resolve(credential),
      safetyIdentifier: () => Promise.resolve("hashed"),
    });
  }
  const reason = (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => "none",
      (error: unknown) => (error as SessionFailure).reason,
    );

  it("as Azure is asked for fewer fields, once", async () => {
    const { requests } = await play("azure", { azure: { token, deployments: ["my-voice"] } });
    const settings = { model: "my-voice", signIn: "microsoft" } as const;
    const first = await provider("azure", settings, token).mintSecret(configuration, signal());
    assert.deepEqual([...first.dropped].toSorted(), ["audio.input.noise_reduction", "reasoning"]);
    assert.deepEqual(
      requests.map(({ status }) => status),
      [400, 400, 200],
    );
    const again = await provider("azure", settings, token).mintSecret(configuration, signal());
    assert.deepEqual([...again.dropped].toSorted(), ["audio.input.noise_reduction", "reasoning"]);
    assert.equal(requests.length, 4, "it is known now");
    assert.match(again.value ?? "", /^ek_/);
  });

  it("as Azure takes no other path, version, header, key or model", async () => {
    await play("azure", { azure: { unknownFields: [] } });
    const post = async (path: string, headers: Record<string, string> = {}): Promise<number> => {
      const init = { method: "POST", headers: { "api-key": key, ...headers }, body: "{}" };
      return (await fetch(origin() + path, init)).status;
    };
    const place = "/openai/v1/realtime/client_secrets";
    assert.equal(await post("/v1/realtime/client_secrets"), 404);
    assert.equal(await post(`${place}?api-version=2025-04-01-preview`), 401);
    assert.equal(await post(place, { "OpenAI-Beta": "realtime=v1" }), 401);
    const mint = (model: string, credential: string): Promise<string> =>
      reason(provider("azure", { model }, credential).mintSecret(configuration, signal()));
    assert.equal(await mint("voice-deployment", key), "none");
    assert.equal(await mint("voice-deployment", "wrong"), "keyRefused");
    assert.equal(await mint("gpt-realtime-2.1", key), "modelUnknown");
    const form = new FormData();
    form.set("sdp", offer);
    const response = await fetch(`${origin()}/openai/v1/realtime/calls`, {
      method: "POST",
      headers: { "api-key": key },
      body: form,
    });
    assert.equal(response.status, 415);
  });

  for (const plays of ["speechToSpeech", "localai", "speaches"] as const) {
    it(`as ${plays} has no secrets, and takes no offer in another form`, async () => {
      await play(plays);
      assert.equal(await reason(provider("compatible").mintSecret(configuration, signal())), "notThere");
      for (const kind of ["compatible", "localai", "speaches"] as const) {
        if (kind === plays || (kind === "compatible" && plays === "speechToSpeech")) continue;
        const failed = await reason(provider(kind).call({ value: undefined, dropped: [] }, offer, signal()));
        assert.ok(failed === "notThere" || failed === "requestRejected", `${kind}: ${failed}`);
      }
    });
  }

  it("tells the models with the days on which they end", async () => {
    await play("openai");
    const found = await provider("openai", {}, key).models(signal());
    assert.deepEqual(
      found.find(({ id }) => id === "gpt-realtime"),
      { id: "gpt-realtime", shutdown: "2027-01-20" },
    );
    assert.equal(found.find(({ id }) => id === "gpt-realtime-2.1")?.shutdown, undefined);
  });

  it("gives another secret where one has expired, once", async () => {
    const { script, requests } = await play("openai");
    const refused = { status: 401, body: { error: { message: "Expired.", code: "invalid_api_key" } } };
    const links = nodeLinks();
    const attempt = () =>
      openCall({
        provider: provider("openai", {}, key),
        openLink: links.open,
        configuration,
        microphone: "open",
        transport: "webrtc",
        listener: {
          opened: () => {},
          received: () => {},
          closed: () => {},
          microphoneLost: () => {},
          microphoneChanged: () => {},
          microphoneSilent: () => {},
        },
        sessionCreated: Promise.resolve(),
        onStep: () => {},
        signal: signal(),
      });
    const asked = (from: number): string[] =>
      requests.slice(from).map(({ path, status }) => `${path.replace("/v1/realtime/", "")} ${status}`);

    script.failNext({ path: "/calls", ...refused });
    const { call, link } = await attempt();
    const once = ["client_secrets 200", "calls 401", "client_secrets 200", "calls 201"];
    assert.deepEqual(asked(0), once);
    await call.hangUp();
    const hungUp = requests.at(-1);
    assert.match(hungUp?.path ?? "", /\/hangup$/);
    assert.equal(hungUp?.status, 200);
    assert.match(hungUp?.headers["authorization"] ?? "", /^Bearer sk-/);
    link.close();

    const from = requests.length;
    for (const _ of [1, 2]) script.failNext({ path: "/calls", ...refused });
    assert.equal(await reason(attempt()), "secretRefused");
    assert.deepEqual(asked(from), [...once.slice(0, 3), "calls 401"]);
    links.close();
  });
});
