import assert from "node:assert/strict";
import { startRealtimeServer, type RealtimeServer } from "../../../dev/realtime/server.ts";
import { placeOf } from "../../../src/providers/settings.ts";
import { SessionFailure } from "../../../src/session/failure.ts";
import { key } from "../realtime/client.ts";
import { providerSettings } from "../providers/played.ts";
import { socketRig, type SocketRig } from "./socketRig.ts";

describe("a link over a WebSocket", () => {
  let server: RealtimeServer;
  let rig: SocketRig;
  before(async () => {
    server = await startRealtimeServer({ key });
  });
  after(() => server.close());
  beforeEach(() => {
    rig = socketRig({ server, key });
  });
  afterEach(() => rig.close());

  describe("that the server does not let in", () => {
    const failureOf = async (attempt: Promise<unknown>): Promise<SessionFailure> => {
      const error: unknown = await attempt.then(
        () => assert.fail("it was let in"),
        (error: unknown) => error,
      );
      assert.ok(error instanceof SessionFailure, String(error));
      return error;
    };

    it("fails for the reason that the server gives, and never repeats the secret", async () => {
      const refused = await failureOf(rig.open({ secret: "ek_wrong_0123456789" }));
      assert.equal(refused.reason, "secretRefused");
      assert.match(refused.detail ?? "", /Invalid or expired client secret/);
      const answers = [
        [403, "forbidden"],
        [404, "notThere"],
        [429, "rateLimited"],
        [503, "overloaded"],
        [302, "redirected"],
      ] as const;
      for (const [status, reason] of answers) {
        server.script.failNext({
          path: "/realtime",
          status,
          body: { error: { message: "ek_wrong_0123456789" } },
        });
        const again = socketRig({ server, key });
        const failure = await failureOf(again.open({ secret: "ek_wrong_0123456789" }));
        assert.equal(failure.reason, reason);
        assert.doesNotMatch(failure.message, /ek_wrong/);
        again.close();
      }
    });

    it("tells a secret that is refused from the user's own key and sign-in", async () => {
      const refusal = { path: "/realtime", status: 401, body: { error: { message: "No." } } };
      const cases = [
        ["azure", "microsoft", "secretRefused"],
        ["compatible", "key", "secretRefused"],
        ["websocket", "key", "keyRefused"],
      ] as const;
      for (const [kind, signIn, reason] of cases) {
        const settings = {
          kind,
          signIn,
          baseUrl: kind === "azure" ? new URL(server.url).origin : server.url,
        };
        const place = socketRig({ server, key, settings });
        server.script.failNext(refusal);
        const minted = { value: "gateway-secret-0123", dropped: [] };
        const { answer } = await place.provider.call(minted, undefined, new AbortController().signal);
        const attempt = place.link.answer(answer, new AbortController().signal);
        assert.equal((await failureOf(attempt)).reason, reason, kind);
        place.close();
      }
    });

    it("tells where a redirect leads, and how long a busy server asks to wait", async () => {
      const redirect = { location: "https://elsewhere.example/v1/realtime" };
      server.script.failNext({ path: "/realtime", status: 307, headers: redirect });
      assert.match((await failureOf(rig.open())).detail ?? "", /elsewhere\.example/);
      // One that never has a body.
      server.script.failNext({ path: "/realtime", status: 304, body: "" });
      assert.equal((await failureOf(rig.open())).reason, "redirected");
      server.script.failNext({ path: "/realtime", status: 429, headers: { "retry-after": "7" } });
      assert.equal((await failureOf(rig.open())).retryAfter, 7_000);
    });

    it("fails as unreachable where nobody listens, or somebody hangs up", async () => {
      server.script.failNext({ path: "/realtime", hangUp: true });
      assert.equal((await failureOf(rig.open())).reason, "unreachable");
      const socket = {
        url: "ws://127.0.0.1:9/v1/realtime",
        headers: {},
        secret: true,
        lacks: [],
        place: placeOf(providerSettings()),
      };
      const failure = await failureOf(rig.link.answer({ socket }, new AbortController().signal));
      assert.equal(failure.reason, "connectionRefused");
      assert.match(failure.detail ?? "", /^127\.0\.0\.1:9: .*ECONNREFUSED/);
    });

    it("is given up where the server does not answer in time, or the user stops", async () => {
      server.script.failNext({ path: "/realtime", delayMs: 60_000 });
      const minted = await rig.provider.mintSecret({ type: "realtime" }, new AbortController().signal);
      const { answer } = await rig.provider.call(minted, undefined, new AbortController().signal);
      const failure = await failureOf(rig.link.answer(answer, AbortSignal.timeout(50)));
      assert.equal(failure.reason, "timedOut");
      server.script.failNext({ path: "/realtime", delayMs: 60_000 });
      const stopping = new AbortController();
      const attempt = rig.link.answer(answer, stopping.signal);
      stopping.abort(new Error("stopped"));
      await assert.rejects(attempt, /stopped/);
    });
  });
});
