import assert from "node:assert/strict";
import { mock } from "node:test";
import type { Provider } from "../../../src/providers/provider.ts";
import type { Transport } from "../../../src/shared/media.ts";
import { noPeers, noWay } from "../../../src/shared/media.ts";
import { traits } from "../../../src/providers/traits.ts";
import { SessionFailure } from "../../../src/session/failure.ts";
import { Transports } from "../../../src/session/transports.ts";
import { scripted, until, type ScriptedLink } from "./scripted.ts";

const hour = 60 * 60 * 1_000;

function transportsOf(wanted: "auto" | Transport = "auto") {
  const place = { network: "192.168.1.2/24", now: 0 };
  const transports = new Transports({
    wanted: () => wanted,
    network: () => place.network,
    now: () => place.now,
  });
  return { place, transports };
}

describe("what the sound goes over", () => {
  const openai = { traits: traits.openai };

  it("is WebRTC, and a WebSocket where the server has nothing else or the user wants it", () => {
    assert.equal(transportsOf().transports.choose(openai), "webrtc");
    assert.equal(transportsOf().transports.choose({ traits: traits.websocket }), "websocket");
    assert.equal(transportsOf("webrtc").transports.choose({ traits: traits.websocket }), "websocket");
    assert.equal(transportsOf("websocket").transports.choose(openai), "websocket");
  });

  it("is a WebSocket for some hours where WebRTC found no way, in this network only", () => {
    const { transports, place } = transportsOf();
    assert.equal(transports.blocked(), true);
    assert.equal(transports.choose(openai), "websocket");
    place.network = "10.0.0.7/8";
    assert.equal(transports.choose(openai), "webrtc");
    place.network = "192.168.1.2/24";
    place.now = 11 * hour;
    assert.equal(transports.choose(openai), "websocket");
    place.now = 13 * hour;
    assert.equal(transports.choose(openai), "webrtc");
    transports.blocked();
    transports.forget();
    assert.equal(transports.choose(openai), "webrtc");
  });

  it("is never what the user does not want", () => {
    const { transports } = transportsOf("webrtc");
    assert.equal(transports.blocked(), false);
    assert.equal(transports.choose(openai), "webrtc");
  });

  describe("of a session", () => {
    const begin = async (wanted: "auto" | Transport = "auto", provider = {}) => {
      const { transports } = transportsOf(wanted);
      const rig = scripted({ transports, provider });
      rig.session.start();
      await until(() => rig.links[0]?.media.includes("answer") === true);
      return { ...rig, transports, first: rig.link() };
    };
    const live = async (links: ScriptedLink[], count: number): Promise<void> => {
      await until(() => links.length === count && links[count - 1]!.media.includes("answer"));
      links[count - 1]!.receive({ type: "session.created", session: {} });
    };
    const notices = (session: { entries: { kind: string }[] }): unknown[] =>
      session.entries.flatMap((entry) =>
        entry.kind === "notice" ? [(entry as { text?: string }).text] : [],
      );

    it("becomes a WebSocket where the search for a way fails, and the user is told", async () => {
      const { session, links, first } = await begin();
      assert.equal(first.transport, "webrtc");
      first.listener.closed(noWay);
      await live(links, 2);
      await until(() => session.state.status === "live");
      assert.equal(links[1]!.transport, "websocket");
      assert.deepEqual(notices(session), ["soundOverSocket"]);
    });

    it("becomes a WebSocket where the page has no peer connections", async () => {
      const { transports } = transportsOf();
      const { session, links } = scripted({
        transports,
        refusesOffer: (transport) => (transport === "webrtc" ? noPeers : undefined),
      });
      session.start();
      await live(links, 2);
      await until(() => session.state.status === "live");
      assert.deepEqual(
        links.map(({ transport }) => transport),
        ["webrtc", "websocket"],
      );
      assert.deepEqual(notices(session), ["soundOverSocket"]);
    });

    it("stays what it is where the offer fails for another reason", async () => {
      const { transports } = transportsOf();
      const { session, links } = scripted({ transports, refusesOffer: () => "The link was closed." });
      session.start();
      await until(() => session.state.status === "failed");
      assert.equal(links.length, 1);
    });

    it("becomes a WebSocket where no way was found in 8 s, and the next session begins with one", async () => {
      const { session, links } = await begin();
      await live(links, 2);
      await until(() => session.state.status === "live");
      assert.deepEqual(notices(session), ["soundOverSocket"]);
      session.stop();
      session.start();
      await until(() => links.length === 3);
      assert.equal(links[2]!.transport, "websocket");
    }).timeout(15_000);

    it("becomes a WebSocket, too, where the answer took most of the time that there is", async () => {
      mock.timers.enable({ apis: ["setTimeout"] });
      try {
        const settle = async (): Promise<void> => {
          for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
        };
        const { transports } = transportsOf();
        const call: Provider["call"] = async (_secret, offer) => {
          if (offer !== undefined) await new Promise((resolve) => setTimeout(resolve, 27_000));
          return { answer: { sdp: "v=0" }, hangUp: async () => undefined };
        };
        const { session, links } = scripted({ transports, provider: { call } });
        session.start();
        await settle();
        mock.timers.tick(27_000);
        await settle();
        assert.ok(links[0]?.media.includes("answer"));
        mock.timers.tick(8_000);
        await settle();
        assert.equal(session.state.status, "connecting");
        assert.equal(links[1]?.transport, "websocket");
        session.stop();
      } finally {
        mock.timers.reset();
      }
    });

    it("stays what it is where the data channel opened, or the link was closed for another reason", async () => {
      const { session, links, first } = await begin();
      first.listener.closed("The panel was closed.");
      await until(() => session.state.status === "failed");
      assert.equal(links.length, 1);
    });

    it("fails as WebRTC did where a WebSocket does not come about either, and nothing is remembered", async () => {
      let calls = 0;
      const provider = {
        call: async () => {
          if (++calls > 1) throw new SessionFailure("badAnswer");
          return { answer: { sdp: "v=0" }, hangUp: async () => undefined };
        },
      };
      const { session, first, transports } = await begin("auto", provider);
      first.listener.closed(noWay);
      await until(() => session.state.status === "failed");
      assert.ok(session.state.status === "failed");
      assert.equal(session.state.failure.reason, "mediaFailed");
      assert.equal(transports.choose(openai), "webrtc");
    });

    it("says nothing of UDP where a WebSocket was closed before the session had begun", async () => {
      const { session, links, first } = await begin("websocket");
      first.listener.closed("The server closed the WebSocket (1011).");
      await until(() => session.state.status === "failed");
      assert.ok(session.state.status === "failed");
      assert.equal(session.state.failure.reason, "endedEarly");
      assert.equal(links.length, 1);
    });

    it("is not changed where the user wants WebRTC only", async () => {
      const { session, links, first } = await begin("webrtc");
      first.listener.closed(noWay);
      await until(() => session.state.status === "failed");
      assert.equal(links.length, 1);
    });
  });
});
