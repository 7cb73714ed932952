import assert from "node:assert/strict";
import { concatenate, fromPcm16, resample } from "../../../dev/realtime/audio/samples.ts";
import { startRealtimeServer, type RealtimeServer } from "../../../dev/realtime/server.ts";
import type { ServerSession } from "../../../dev/realtime/session.ts";
import { voiceOf } from "../../../dev/realtime/voice/voice.ts";
import { key, recording } from "../realtime/client.ts";
import { socketRig, until, type SocketRig } from "./socketRig.ts";

const silence = (seconds: number, rate: number): Float32Array => new Float32Array(seconds * rate);
const pushToTalk = { audio: { input: { turn_detection: null } } };
const spoken = {
  audio: {
    input: {
      transcription: { model: "gpt-transcribe" },
      turn_detection: {
        type: "server_vad" as const,
        threshold: 0.5,
        silence_duration_ms: 500,
        prefix_padding_ms: 300,
        create_response: true,
        interrupt_response: true,
      },
    },
  },
};

const typesOf = (session: ServerSession): string[] =>
  session.received.map((event) => (event as { type: string }).type);

function sentOf(session: ServerSession, type: string): Record<string, unknown>[] {
  return session.received.filter(
    (event): event is Record<string, unknown> => (event as { type: string }).type === type,
  );
}

/** Milliseconds of sound that the server was sent. */
function appended(session: ServerSession): number {
  const bytes = sentOf(session, "input_audio_buffer.append").map(
    ({ audio }) => Buffer.from(String(audio), "base64").byteLength,
  );
  return bytes.reduce((sum, length) => sum + length, 0) / 48;
}

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

  /** Types it, and asks for the answer. */
  function say(text: string): void {
    rig.link.send({
      type: "conversation.item.create",
      item: { type: "message", role: "user", content: [{ type: "input_text", text }] },
    });
    rig.link.send({ type: "response.create" });
  }
  async function tellStory(): Promise<string> {
    const text = "Once upon a time there was a bug that nobody had ever seen. ".repeat(3);
    const end = server.script.onTurn(({ words }) =>
      words === "Tell me a story" ? { outputs: [{ say: text }] } : undefined,
    );
    say("Tell me a story");
    await rig.next("response.done");
    end();
    return text;
  }

  it("is opened with the secret, at the model's address, and never with the key", async () => {
    await rig.open();
    assert.deepEqual(rig.asked, ["offer websocket"]);
    const request = server.requests.at(-1);
    assert.equal(request?.path, "/v1/realtime");
    assert.equal(request.status, 101);
    assert.equal(request.headers["authorization"], "Bearer ek_…");
    assert.equal(request.headers["api-key"], undefined);
  });

  for (const rate of [48_000, 44_100, 16_000]) {
    it(`lets the server hear each word of a microphone of ${rate} Hz`, async () => {
      const session = await rig.open({ configuration: spoken });
      const speech = concatenate([silence(0.5, 16_000), recording("goToLine42.slt"), silence(1.5, 16_000)]);
      rig.hears(resample(speech, 16_000, rate), rate);
      await until("the words", () => session.heard.length > 0);
      assert.equal(session.heard[0]?.text, "go to line forty two");
      const lengths = sentOf(session, "input_audio_buffer.append").map(({ audio }) => String(audio).length);
      // 40 ms of 24 kHz, as base64.
      assert.ok(lengths.every((length) => length === 2_560));
    });
  }

  it("gives the page every sample of the answer, and tells nobody of the pieces", async () => {
    await rig.open();
    const text = await tellStory();
    const voice = voiceOf(text, text.match(/\S+\s*/g)?.length ?? 0);
    const pieces = Array.from({ length: text.match(/\S+\s*/g)?.length ?? 0 }, (_, index) =>
      voice.piece(index),
    );
    const expected = concatenate(pieces);
    const samples = fromPcm16(rig.played());
    assert.ok(Math.abs(samples.length - 2 * expected.length) <= 1, `${samples.length}, ${expected.length}`);
    // Every other one is the server's own; those between are drawn by the resampler.
    const worst = expected.reduce(
      (most, sample, at) => Math.max(most, Math.abs(sample - (samples[2 * at] ?? NaN))),
      0,
    );
    assert.ok(worst < 2 / 32_768, `${worst}`);
    assert.ok(!rig.events.some(({ type }) => type === "response.output_audio.delta"));
    assert.ok(rig.events.some(({ type }) => type === "response.output_audio_transcript.delta"));
  });

  it("tells when the voice is heard first, and when it was heard to its end", async () => {
    await rig.open();
    await tellStory();
    const voice = (): string[] =>
      rig.events.map(({ type }) => type).filter((type) => type.startsWith("output_audio_buffer"));
    assert.deepEqual(voice(), []);
    rig.plays(0);
    assert.deepEqual(voice(), []);
    rig.plays(20);
    assert.deepEqual(voice(), ["output_audio_buffer.started"]);
    const length = rig.played().byteLength / 96;
    rig.plays(length - 1);
    assert.deepEqual(voice(), ["output_audio_buffer.started"]);
    rig.plays(length);
    assert.deepEqual(voice(), ["output_audio_buffer.started", "output_audio_buffer.stopped"]);
  });

  it("is cut off at once where it is cleared, and the server is told what was heard", async () => {
    const session = await rig.open();
    await tellStory();
    rig.plays(1_234);
    rig.link.send({ type: "output_audio_buffer.clear" });
    assert.equal(rig.flushes(), 1);
    assert.equal(rig.events.at(-1)?.type, "output_audio_buffer.cleared");
    await rig.next("conversation.item.truncated");
    const [truncate] = sentOf(session, "conversation.item.truncate");
    assert.equal(truncate?.["audio_end_ms"], 1_234);
    assert.ok(!typesOf(session).includes("output_audio_buffer.clear"), "the server knows of no such buffer");
    assert.ok(!rig.events.some(({ type }) => type === "error"));
    // There is nothing any more that could be cleared.
    rig.link.send({ type: "output_audio_buffer.clear" });
    assert.equal(rig.flushes(), 1);
  });

  it("counts as heard only what was heard before it was silenced", async () => {
    const session = await rig.open();
    await tellStory();
    rig.plays(500);
    rig.link.setAudible(false);
    rig.plays(1_500);
    rig.link.send({ type: "output_audio_buffer.clear" });
    await rig.next("conversation.item.truncated");
    assert.equal(sentOf(session, "conversation.item.truncate")[0]?.["audio_end_ms"], 500);
  });

  it("plays nothing of a cancelled answer that still comes", async () => {
    await rig.open();
    const end = server.script.onTurn(() => ({ outputs: [{ say: "Once upon a time. ".repeat(60) }] }));
    say("Tell me a story");
    await until("some of the voice", () => rig.played().byteLength > 0);
    end();
    rig.plays(10);
    rig.link.send({ type: "response.cancel" });
    rig.link.send({ type: "output_audio_buffer.clear" });
    await rig.next("response.done");
    assert.equal(rig.played().byteLength, 0);
    // The next answer is heard again.
    const before = rig.events.length;
    say("go to line 3");
    await rig.next("response.done", before);
    assert.ok(!rig.events.some(({ type }) => type === "error"));
  });

  it("is cut off by the user's speech where the server does not wait to be asked", async () => {
    const session = await rig.open({ configuration: spoken });
    await tellStory();
    rig.plays(700);
    rig.hears(
      concatenate([silence(0.3, 48_000), resample(recording("goToLine42.slt"), 16_000, 48_000)]),
      48_000,
    );
    await rig.next("output_audio_buffer.cleared");
    await rig.next("conversation.item.truncated");
    assert.equal(sentOf(session, "conversation.item.truncate")[0]?.["audio_end_ms"], 700);
  });

  it("sends nothing while the key is up, and all of what was said before its end", async () => {
    const session = await rig.open({ wish: "gated", configuration: pushToTalk });
    rig.hears(silence(1, 48_000), 48_000);
    rig.link.send({ type: "input_audio_buffer.clear" });
    rig.link.setGate(true);
    const speech = resample(recording("goToLine42.slt"), 16_000, 48_000);
    rig.hears(speech, 48_000);
    rig.link.send({ type: "input_audio_buffer.commit" });
    rig.link.setGate(false);
    rig.hears(silence(1, 48_000), 48_000);
    await until("the words", () => session.heard.length > 0);
    assert.equal(session.heard[0]?.text, "go to line forty two");
    const types = typesOf(session);
    assert.equal(types[0], "input_audio_buffer.clear");
    assert.equal(types.at(-1), "input_audio_buffer.commit");
    assert.ok(Math.abs(appended(session) - speech.length / 48) < 21, `${appended(session)}`);
  });

  it("lets a server that finds the turns hear silence while the microphone rests", async () => {
    const session = await rig.open({ configuration: spoken });
    rig.link.setGate(false);
    const heard: Float32Array[] = [];
    session.listen((samples) => heard.push(samples));
    rig.hears(
      Float32Array.from({ length: 48_000 }, () => 0.5),
      48_000,
    );
    await until("a second of it", () => appended(session) >= 960);
    const loudest = sentOf(session, "input_audio_buffer.append").flatMap(({ audio }) => [
      ...fromPcm16(Buffer.from(String(audio), "base64")),
    ]);
    assert.ok(loudest.every((sample) => sample === 0));
  });

  it("sends nothing of a muted microphone that is still on its way", async () => {
    const session = await rig.open({ configuration: spoken });
    const muting = rig.link.setMicrophone(false);
    rig.hears(silence(1, 48_000), 48_000);
    await muting;
    rig.hears(silence(1, 48_000), 48_000);
    rig.link.send({ type: "input_audio_buffer.clear" });
    await rig.next("input_audio_buffer.cleared");
    assert.deepEqual(typesOf(session), ["input_audio_buffer.clear"]);
  });

  it("is over when the server drops it, and says so once", async () => {
    const session = await rig.open();
    session.drop();
    await until("the end", () => rig.closed.length > 0);
    assert.match(rig.closed[0] ?? "", /^The server closed the WebSocket \(1000\)\.$/);
    assert.deepEqual(rig.asked, ["offer websocket", "close"]);
    rig.link.send({ type: "response.create" });
    assert.equal(rig.closed.length, 1);
  });
});
