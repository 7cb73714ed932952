import assert from "node:assert/strict";
import { startRealtimeServer, type RealtimeServer } from "../../../dev/realtime/server.ts";
import { answerInBackground, type BackgroundOptions } from "../../../src/providers/responses.ts";
import type { FailureReason, SessionFailure } from "../../../src/session/failure.ts";
import { responsesAmounts } from "../../../src/usage/usageEvents.ts";
import { providerSettings } from "./played.ts";

const key = "sk-test-0123456789";
const question = "Which is the newest TypeScript?";

describe("background answers, against the loopback server", () => {
  let server: RealtimeServer;
  let used: unknown[];
  let searched: number[];
  before(async () => {
    server = await startRealtimeServer({ key });
  });
  beforeEach(() => {
    used = [];
    searched = [];
  });
  after(() => server.close());

  const options = (more: Partial<BackgroundOptions> = {}): BackgroundOptions => ({
    settings: providerSettings({ baseUrl: server.url }),
    model: "gpt-5.5-pro",
    getKey: () => Promise.resolve(key),
    pause: 1,
    searched: (count) => searched.push(count),
    used: (usage) => used.push(usage),
    ...more,
  });
  const never = new AbortController().signal;

  it("come with their sources, after some looks, and are counted once", async () => {
    const answer = await answerInBackground(question, options(), never);
    assert.equal(answer.text, `In short: nothing is known of “${question}” on loopback.`);
    assert.deepEqual(answer.sources, ["https://example.org/source"]);
    assert.deepEqual(searched, [1, 1]);
    assert.deepEqual(used.map(responsesAmounts), [{ textIn: 1000, textCached: 200, textOut: 300 }]);
    const looks = server.requests.filter(
      ({ method, path }) => method === "GET" && path.includes("/responses/"),
    );
    assert.equal(looks.length, 2);
  });

  it("are found at Azure's address, with its header", async () => {
    const baseUrl = server.url.replace("/v1", "");
    const settings = providerSettings({ kind: "azure", baseUrl, model: "talks" });
    await answerInBackground(question, options({ settings }), never);
    assert.ok(server.requests.at(-1)?.path.startsWith("/openai/v1/responses/"));
    assert.equal(server.requests.at(-1)?.headers["api-key"]?.slice(0, 3), "sk-");
  });

  it("are cancelled on the server where nobody wants them any more, and paid as far as they came", async () => {
    const abort = new AbortController();
    const earlier = server.requests.length;
    const running = answerInBackground(question, options({ pause: 1 }), abort.signal);
    const looked = (): boolean => server.requests.slice(earlier).some(({ method }) => method === "GET");
    while (!looked()) await new Promise((resolve) => setImmediate(resolve));
    const before = server.responses.cancelled.length;
    abort.abort();
    await assert.rejects(running, { name: "AbortError" });
    assert.equal(server.responses.cancelled.length, before + 1);
    assert.equal(used.length, 1);
  });

  const rejected = async (reason: FailureReason, more: Partial<BackgroundOptions>): Promise<void> => {
    await assert.rejects(
      answerInBackground(question, options(more), never),
      (failure: SessionFailure) => failure.reason === reason && !failure.message.includes("sk-wrong"),
    );
    assert.deepEqual(used, []);
  };

  it("need a key, and the right one", async () => {
    await rejected("noKey", { getKey: () => Promise.resolve(undefined) });
    await rejected("keyRefused", { getKey: () => Promise.resolve("sk-wrong-0123456789") });
  });

  it("tell of a server that fails on the way", async () => {
    server.script.failNext({ path: "/responses", status: 500 });
    await rejected("serverFailed", {});
  });
});

describe("usage of the Responses API", () => {
  it("makes no sense of nonsense", () => {
    for (const usage of [undefined, null, 3, { input_tokens: -1 }, {}])
      assert.deepEqual(responsesAmounts(usage), {});
  });
});
