import assert from "node:assert/strict";
import { startRealtimeServer, type RealtimeServer } from "../../../dev/realtime/server.ts";
import type { ServerSession } from "../../../dev/realtime/session.ts";
import { sessionConfiguration } from "../../../src/session/configuration.ts";
import type { Link } from "../../../src/session/link.ts";
import { turnPolicy } from "../../../src/session/turnPolicy.ts";
import type { Turns } from "../../../src/shared/state.ts";
import { resample } from "../../../dev/realtime/audio/samples.ts";
import { key, recording } from "../realtime/client.ts";
import { defaults } from "../session/defaults.ts";
import { socketRig, until, type SocketRig } from "./socketRig.ts";

const rate = 48_000;
const kinds = ["speechToSpeech", "localai", "speaches"] as const;

const configured = (turns: Turns) =>
  sessionConfiguration({
    settings: { ...defaults, language: "en" },
    policy: turnPolicy(turns, false, defaults),
    tools: [],
    workspaceInstructions: "",
  });

const sentOf = (session: ServerSession, type: string): unknown[] =>
  session.received.filter((event) => (event as { type: string }).type === type);

for (const kind of kinds) {
  describe(`a WebSocket to ${kind}`, () => {
    let server: RealtimeServer;
    let rig: SocketRig;
    let link: Link;
    before(async () => {
      server = await startRealtimeServer({ key, plays: kind });
    });
    after(() => server.close());
    beforeEach(async () => {
      rig = socketRig({ server, key, settings: { kind, baseUrl: server.url, model: "own-model" } });
      link = await rig.translated();
    });
    afterEach(() => rig.close());

    const count = (type: string): number => rig.events.filter((event) => event.type === type).length;

    async function open(turns: Turns): Promise<ServerSession> {
      const session = await rig.open();
      link.send({ type: "session.update", session: configured(turns) });
      await rig.next("session.updated");
      return session;
    }

    it("plays the voice, tells once when it is heard, and cuts it off where it is cleared", async () => {
      await open("handsFree");
      const end = server.script.onTurn(() => ({ outputs: [{ say: "Once upon a time there was a bug." }] }));
      link.send({
        type: "conversation.item.create",
        item: { type: "message", role: "user", content: [{ type: "input_text", text: "Tell me a story" }] },
      });
      link.send({ type: "response.create" });
      await until("some of the voice", () => rig.played().byteLength > 0);
      rig.plays(20);
      await rig.next("response.done");
      end();
      assert.equal(count("output_audio_buffer.started"), 1);
      link.send({ type: "output_audio_buffer.clear" });
      assert.equal(rig.flushes(), 1);
      assert.equal(count("output_audio_buffer.cleared"), 1);
      // The channel keeps its order: a complaint of what was sent before would come before this.
      const before = rig.events.length;
      link.send({ type: "response.create" });
      await rig.next("response.done", before);
      assert.deepEqual(
        rig.events.filter(({ type }) => type === "error"),
        [],
      );
    });

    if (kind === "speechToSpeech") {
      it("lets it hear silence while the microphone rests: it finds every turn by itself", async () => {
        const session = await open("handsFree");
        link.setGate(false);
        rig.hears(new Float32Array(rate), rate);
        await until("the silence", () => sentOf(session, "input_audio_buffer.append").length > 10);
      });
      return;
    }

    it("sends nothing while the talk key is up, and all that is said while it is down", async () => {
      const session = await open("pushToTalk");
      link.setGate(false);
      rig.hears(new Float32Array(rate), rate);
      link.setGate(true);
      const speech = resample(recording("goToLine42.slt"), 16_000, rate);
      rig.hears(speech, rate);
      link.setGate(false);
      link.send({ type: "input_audio_buffer.commit" });
      await until("the words", () => session.heard.length > 0);
      assert.equal(session.heard[0]?.text, "go to line forty two");
      const bytes = sentOf(session, "input_audio_buffer.append").map(
        (event) => Buffer.from((event as { audio: string }).audio, "base64").byteLength,
      );
      const ms = bytes.reduce((sum, length) => sum + length, 0) / 48;
      assert.ok(Math.abs(ms - (1_000 * speech.length) / rate) < 40, `${ms} ms`);
    });
  });
}
