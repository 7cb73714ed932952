import assert from "node:assert/strict";
import { IdleTimeout } from "../../../dev/realtime/audio/idleTimeout.ts";
import type { TurnDetection } from "../../../dev/realtime/audio/turnDetection.ts";
import { startRealtimeServer, type RealtimeServer } from "../../../dev/realtime/server.ts";
import { append, call, key, recording, until, type TestClient } from "./client.ts";

const silence = (ms: number): Float32Array => new Float32Array(16 * ms);
const tools = [{ type: "function", name: "save_file" }];

describe("turn detection", function () {
  this.timeout(20_000);
  let server: RealtimeServer;
  let client: TestClient;
  before(async () => {
    server = await startRealtimeServer({ key });
  });
  after(() => server.close());
  afterEach(() => client.close());

  const callWith = async (turn_detection: object, more: object = {}): Promise<void> => {
    client = await call(server, { tools, audio: { input: { turn_detection, ...more } } });
  };

  /** Asks for an answer that is still being made when the user has said something. */
  async function longAnswer(): Promise<void> {
    const end = server.script.onTurn(() => {
      end();
      return { outputs: [{ say: "one two three four five six" }], paceMs: 500 };
    });
    client.send({ type: "response.create" });
    await client.next("output_audio_buffer.started");
  }

  it("cannot answer a turn while it answers another that must not be interrupted", async () => {
    await callWith({ type: "server_vad", interrupt_response: false });
    await longAnswer();
    append(client, recording("saveFile.slt"), silence(600));
    const { error } = await client.next("error");
    assert.deepEqual([error.code, error.event_id], ["conversation_already_has_active_response", null]);
    const types = client.types();
    assert.ok(types.indexOf("input_audio_buffer.committed") < types.indexOf("error"), types.join());
    assert.equal((await client.next("response.done")).response.status, "completed");
    await client.next("output_audio_buffer.stopped");
    assert.ok(!client.types().includes("output_audio_buffer.cleared"));
    assert.equal(client.all("response.created").length, 1);
  });

  it("interrupts what is being said without answering where it must not", async () => {
    await callWith({ type: "server_vad", create_response: false });
    await longAnswer();
    append(client, recording("saveFile.slt"), silence(600));
    assert.deepEqual((await client.next("response.done")).response.status_details, {
      type: "cancelled",
      reason: "turn_detected",
    });
    await client.next("input_audio_buffer.committed");
    client.send({ type: "response.create" });
    const [item] = (await client.next("response.done")).response.output ?? [];
    assert.deepEqual(item?.type === "function_call" && item.name, "save_file");
    // Had the turn's end made one too, this would have been refused.
    assert.equal(client.all("error").length, 0);
    assert.equal(client.all("response.created").length, 2);
  });

  it("ends a turn after as much silence, and takes as much sound before it, as it is told", async () => {
    const turns: { startMs: number; endMs: number }[] = [];
    for (const [silence_duration_ms, prefix_padding_ms] of [
      [300, 0],
      [900, 200],
    ]) {
      await callWith({ type: "server_vad", silence_duration_ms, prefix_padding_ms });
      append(client, silence(1500), recording("saveFile.slt"), silence(1500));
      const { audio_start_ms: startMs } = await client.next("input_audio_buffer.speech_started");
      const { audio_end_ms: endMs } = await client.next("input_audio_buffer.speech_stopped");
      turns.push({ startMs, endMs });
      await client.close();
    }
    const [brief, long] = turns;
    assert.ok(brief !== undefined && long !== undefined);
    assert.equal(brief.startMs - long.startMs, 200);
    // Sound is looked at in steps of 30 ms.
    assert.ok(Math.abs(long.endMs - brief.endMs - 600) <= 30, JSON.stringify(turns));
    assert.ok(brief.startMs > 1000, JSON.stringify(turns));
  });

  it("counts of a turn what lies between its start and its end, not the silence before", async () => {
    await callWith({ type: "server_vad" }, { transcription: { model: "gpt-4o-transcribe" } });
    append(client, silence(5000), recording("saveFile.slt"), silence(600));
    const { audio_start_ms } = await client.next("input_audio_buffer.speech_started");
    const { audio_end_ms } = await client.next("input_audio_buffer.speech_stopped");
    const { usage } = await client.next("conversation.item.input_audio_transcription.completed");
    const tokens = Math.ceil((audio_end_ms - audio_start_ms) / 100);
    assert.ok(usage.type === "tokens");
    assert.deepEqual(usage.input_token_details, { text_tokens: 0, audio_tokens: tokens });
    assert.equal(usage.total_tokens, usage.input_tokens + usage.output_tokens);
    const { response } = await client.next("response.done");
    assert.equal(response.usage?.input_token_details?.audio_tokens, tokens);
  });

  it("asks what is the matter where the user stays silent after the answer was heard", async () => {
    const transcription = { model: "gpt-transcribe" };
    await callWith({ type: "server_vad", idle_timeout_ms: 5000 }, { transcription });
    // The answer is ready long before it is said, in a sound that is longer than the timeout.
    const end = server.script.onTurn(() => {
      end();
      return { outputs: [{ say: "a word ".repeat(13) }], paceMs: 1 };
    });
    client.type("hello");
    await client.next("output_audio_buffer.stopped", 12_000);
    const quiet = client.speak(silence(7000));
    const timeout = await client.next("input_audio_buffer.timeout_triggered");
    const at = (type: string): number =>
      client.session.timeline.find(({ event }) => event.type === type)?.at ?? 0;
    // Node's timers may be early by a millisecond.
    assert.ok(at("input_audio_buffer.timeout_triggered") - at("output_audio_buffer.stopped") >= 4999);
    const heardMs = timeout.audio_end_ms - timeout.audio_start_ms;
    assert.ok(heardMs > 3000 && heardMs < 6500, `${heardMs} ms`);
    assert.equal((await client.next("input_audio_buffer.committed")).item_id, timeout.item_id);
    const completed = await client.next("conversation.item.input_audio_transcription.completed");
    assert.deepEqual(
      [completed.item_id, completed.transcript, completed.usage],
      [timeout.item_id, "", { type: "duration", seconds: heardMs / 1000 }],
    );
    await client.next("response.output_audio_transcript.done");
    const { transcript } = await client.next("response.output_audio_transcript.done");
    assert.equal(transcript, "I am listening.");
    assert.ok(!client.types().includes("input_audio_buffer.speech_started"));
    await quiet;
  });
});

describe("the idle timeout", () => {
  const usual = { type: "server_vad", idle_timeout_ms: 20 } as const;

  function timeout(options: { detection?: () => TurnDetection; quiet?: () => boolean } = {}) {
    const timedOut: number[] = [];
    const idle = new IdleTimeout({
      turnDetection: options.detection ?? (() => usual),
      quiet: options.quiet ?? (() => true),
      inputMs: () => 1234,
      onTimeout: (fromMs) => timedOut.push(fromMs),
    });
    return { idle, timedOut };
  }

  /** Resolves when a timeout that began now is over, so that those that began before must be, too. */
  async function later(): Promise<void> {
    const { idle, timedOut } = timeout();
    idle.observe("response.done");
    await until("the later timeout", () => timedOut.length === 1);
  }

  it("begins when nobody speaks any more, and tells once where the silence began", async () => {
    let quiet = false;
    const { idle, timedOut } = timeout({ quiet: () => quiet });
    idle.observe("response.done");
    await later();
    assert.deepEqual(timedOut, []);
    quiet = true;
    idle.observe("output_audio_buffer.stopped");
    await later();
    await later();
    assert.deepEqual(timedOut, [1234]);
  });

  for (const type of ["input_audio_buffer.speech_started", "response.created"] as const) {
    it(`ends with ${type}`, async () => {
      const { idle, timedOut } = timeout();
      idle.observe("response.done");
      idle.observe(type);
      await later();
      assert.deepEqual(timedOut, []);
    });
  }

  it("is only for server_vad, and not for who has taken it back", async () => {
    const semantic = timeout({ detection: () => ({ type: "semantic_vad" }) });
    semantic.idle.observe("response.done");
    let detection: TurnDetection = usual;
    const changed = timeout({ detection: () => detection });
    changed.idle.observe("response.done");
    detection = { type: "server_vad", idle_timeout_ms: null };
    await later();
    assert.deepEqual([...semantic.timedOut, ...changed.timedOut], []);
  });
});
