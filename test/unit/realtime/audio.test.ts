import assert from "node:assert/strict";
import { resample, toPcm16 } from "../../../dev/realtime/audio/samples.ts";
import { startRealtimeServer, type RealtimeServer } from "../../../dev/realtime/server.ts";
import { call, key, recording, until, type TestClient } from "./client.ts";

const tools = ["go_to", "save_file", "undo"].map((name) => ({ type: "function", name }));
const transcription = { model: "gpt-transcribe" };
const silence = (ms: number): Float32Array => new Float32Array(16 * ms);

describe("a spoken session", function () {
  this.timeout(20_000);
  let server: RealtimeServer;
  let client: TestClient;
  before(async () => {
    server = await startRealtimeServer({ key });
  });
  after(() => server.close());
  afterEach(async () => {
    server.script.transcription = "prompt";
    await client.close();
  });

  const heard = (): string[] => client.session.heard.map(({ text }) => text);
  const firstCall = async (): Promise<string | undefined> => {
    const [item] = (await client.next("response.done")).response.output ?? [];
    return item?.type === "function_call" ? item.name : undefined;
  };

  it("hears a command, calls the function and says that it is done", async () => {
    client = await call(server, { tools, audio: { input: { transcription } } });
    await client.speak(recording("goToLine42.rms"));
    assert.equal(await firstCall(), "go_to");
    const turn = ["speech_started", "speech_stopped", "committed"].map(
      (type) => `input_audio_buffer.${type}`,
    );
    const beginning = [...turn, "conversation.item.added", "conversation.item.done", "response.created"];
    assert.deepEqual(client.types().slice(1, 7), beginning);
    const [started] = client.all("input_audio_buffer.speech_started");
    const [stopped] = client.all("input_audio_buffer.speech_stopped");
    const [committed] = client.all("input_audio_buffer.committed");
    assert.equal(started?.item_id, committed?.item_id);
    assert.equal(stopped?.item_id, committed?.item_id);
    assert.ok((started?.audio_start_ms ?? 9999) < 700, `started at ${started?.audio_start_ms} ms`);
    // The recording has 0.8 s of silence at its end, and the turn ends well before it is over.
    const lengthMs = recording("goToLine42.rms").length / 16;
    assert.ok(
      (stopped?.audio_end_ms ?? 0) < lengthMs - 200,
      `stopped at ${stopped?.audio_end_ms} of ${lengthMs} ms`,
    );
    const done = await client.next("conversation.item.input_audio_transcription.completed");
    assert.equal(done.transcript, "Go to line forty two.");
    const [item] = client.all("response.done")[0]?.response.output ?? [];
    const output = {
      type: "function_call_output",
      call_id: item?.type === "function_call" && item.call_id,
      output: "{}",
    };
    client.send({ type: "conversation.item.create", item: output });
    client.send({ type: "response.create" });
    await client.next("output_audio_buffer.started");
    const from = performance.now();
    await client.next("output_audio_buffer.stopped");
    // "Done." was recorded in 0.7 s; it must be played in as long as that.
    const took = performance.now() - from;
    assert.ok(took > 400 && took < 1500, `played in ${took} ms`);
    assert.ok(client.energy() > 1, `energy ${client.energy()}`);
  });

  it("says that it did not understand what is no command", async () => {
    client = await call(server, { tools, audio: { input: { transcription } } });
    await client.speak(recording("otherFox.slt").slice(0, 16_000 * 4));
    await client.speak(silence(600));
    const { transcript } = await client.next("response.output_audio_transcript.done");
    assert.equal(transcript, "Sorry, I did not catch that.");
    assert.equal(
      (await client.next("conversation.item.input_audio_transcription.failed")).error.code,
      "audio_unintelligible",
    );
  });

  it("waits for the client where turn detection is off, and takes no less than 100 ms", async () => {
    client = await call(server, { tools, audio: { input: { turn_detection: null } } });
    await client.speak(recording("goToLine42.slt"));
    client.send({ type: "input_audio_buffer.clear" });
    await client.next("input_audio_buffer.cleared");
    client.send({ type: "input_audio_buffer.commit" });
    const { error } = await client.next("error");
    assert.equal(error.code, "input_audio_buffer_commit_empty");
    await client.speak(recording("saveFile.awb"));
    client.send({ type: "input_audio_buffer.commit" });
    await client.next("input_audio_buffer.committed");
    await client.next("conversation.item.done");
    assert.ok(!client.types().includes("response.created"));
    client.send({ type: "response.create" });
    assert.equal(await firstCall(), "save_file");
    assert.deepEqual(heard(), ["save the file"]);
    assert.ok(!client.types().some((type) => type.includes("speech_")));
  });

  it("hears what is appended as it hears the track", async () => {
    client = await call(server, { tools, audio: { input: { turn_detection: null } } });
    const pcm = Buffer.from(toPcm16(resample(recording("undoThat.rms"), 16_000, 24_000)));
    for (let at = 0; at < pcm.length; at += 9600) {
      client.send({
        type: "input_audio_buffer.append",
        audio: pcm.subarray(at, at + 9600).toString("base64"),
      });
    }
    client.send({ type: "input_audio_buffer.commit" });
    client.send({ type: "response.create" });
    assert.equal(await firstCall(), "undo");
    client.send({ type: "input_audio_buffer.append", audio: "" });
    assert.equal((await client.next("error")).error.param, "audio");
  });

  it("is silent at once when the user speaks into its answer", async () => {
    client = await call(server, { tools });
    const end = server.script.onTurn(() => {
      end();
      return { outputs: [{ say: "one two three four five six seven eight nine ten ".repeat(4) }] };
    });
    client.send({ type: "response.create" });
    await client.next("output_audio_buffer.started");
    await client.speak(recording("stop.slt"));
    const { response } = await client.next("response.done");
    assert.deepEqual(response.status_details, { type: "cancelled", reason: "turn_detected" });
    await client.next("output_audio_buffer.cleared");
    const types = client.types();
    assert.ok(
      types.indexOf("input_audio_buffer.speech_started") < types.indexOf("output_audio_buffer.cleared"),
    );
    assert.ok((await client.next("conversation.item.truncated")).audio_end_ms > 100);
    await client.speak(silence(400));
    assert.equal((await client.next("response.output_audio_transcript.done")).transcript.length > 0, true);
  });

  it("goes on speaking where it must not be interrupted, and answers only when asked", async () => {
    const turn_detection = { type: "semantic_vad", interrupt_response: false, create_response: false };
    client = await call(server, { tools, audio: { input: { turn_detection } } });
    const end = server.script.onTurn(() => {
      end();
      return { outputs: [{ say: "one two three four five six seven eight nine ten" }] };
    });
    client.send({ type: "response.create" });
    await client.next("output_audio_buffer.started");
    await client.speak(recording("saveFile.slt"));
    await client.speak(silence(600));
    assert.equal((await client.next("response.done")).response.status, "completed");
    await client.next("input_audio_buffer.committed");
    await client.next("output_audio_buffer.stopped");
    assert.ok(!client.types().includes("output_audio_buffer.cleared"));
    assert.equal(client.all("response.created").length, 1);
    client.send({ type: "response.create" });
    assert.equal(await firstCall(), "save_file");
  });

  it("writes down late, or fails to, as it is told", async () => {
    server.script.transcription = "late";
    client = await call(server, { tools, audio: { input: { transcription } } });
    await client.speak(recording("saveFile.slt"));
    await client.next("conversation.item.input_audio_transcription.completed");
    const types = client.types();
    assert.ok(
      types.indexOf("response.done") < types.indexOf("conversation.item.input_audio_transcription.delta"),
    );
    server.script.transcription = "failed";
    await client.speak(recording("undoThat.slt"));
    await client.next("conversation.item.input_audio_transcription.failed");
    await until("the second response", () => client.all("response.done").length === 2);
    assert.deepEqual(heard(), ["save the file", "undo that"]);
  });
});
