import assert from "node:assert/strict";
import { rateLimiter } from "../../../dev/realtime/response/rateLimits.ts";
import { startRealtimeServer, type RealtimeServer } from "../../../dev/realtime/server.ts";
import { append, call, key, recording, type TestClient } from "./client.ts";

describe("a session's bill", function () {
  this.timeout(10_000);
  let server: RealtimeServer;
  let client: TestClient;
  before(async () => {
    server = await startRealtimeServer({ key });
  });
  after(() => server.close());
  afterEach(async () => {
    server.script.rateLimits = undefined;
    await client.close();
  });

  const spent = async () => (await client.next("response.done")).response.usage;

  it("tells the limits that a test wants told, after each response", async () => {
    client = await call(server, { output_modalities: ["text"] });
    const nearlyUsedUp = [{ name: "tokens" as const, limit: 200_000, remaining: 90, reset_seconds: 12 }];
    server.script.rateLimits = nearlyUsedUp;
    client.type("hello");
    assert.deepEqual((await client.next("rate_limits.updated")).rate_limits, nearlyUsedUp);
    server.script.rateLimits = undefined;
    client.type("hello");
    const counted = (await client.next("rate_limits.updated")).rate_limits;
    assert.deepEqual(
      counted.map(({ name, limit }) => [name, limit]),
      [
        ["requests", 1000],
        ["tokens", 200_000],
      ],
    );
    assert.equal(counted[0]?.remaining, 998);
  });

  for (const [model, type] of [
    ["gpt-transcribe", "duration"],
    ["gpt-live-transcribe", "duration"],
    ["gpt-realtime-whisper", "duration"],
    ["whisper-1", "duration"],
    ["gpt-4o-transcribe", "tokens"],
    ["gpt-4o-mini-transcribe", "tokens"],
  ]) {
    it(`counts a transcript by ${model} in ${type}`, async () => {
      const input = { transcription: { model }, turn_detection: null };
      client = await call(server, { audio: { input } });
      const sound = recording("saveFile.slt");
      append(client, sound);
      client.send({ type: "input_audio_buffer.commit" });
      const { usage, transcript } = await client.next(
        "conversation.item.input_audio_transcription.completed",
      );
      assert.equal(transcript, "Save the file.");
      // The buffer counts whole steps of 30 ms.
      const seconds = Math.floor(sound.length / 480) * 0.03;
      assert.equal(usage.type, type);
      if (usage.type === "duration") assert.ok(Math.abs(usage.seconds - seconds) < 0.031, `${usage.seconds}`);
      else assert.ok(Math.abs((usage.input_token_details?.audio_tokens ?? 0) - seconds * 10) < 2);
    });
  }

  it("weighs an answer that was cut short by what was heard of it", async () => {
    client = await call(server);
    const end = server.script.onTurn(() => {
      end();
      return { outputs: [{ say: "One two three four five six seven eight nine ten." }] };
    });
    client.send({ type: "response.create" });
    await client.next("output_audio_buffer.started");
    client.send({ type: "response.cancel" });
    client.send({ type: "output_audio_buffer.clear" });
    const { audio_end_ms } = await client.next("conversation.item.truncated");
    const first = await spent();
    client.type("go to line 2");
    const second = await spent();
    assert.equal(second?.input_token_details?.audio_tokens, Math.ceil(audio_end_ms / 50));
    // What was made is paid for, heard or not.
    assert.ok((first?.output_token_details?.audio_tokens ?? 0) >= Math.ceil(audio_end_ms / 50));
  });

  it("counts the instructions and tools that a response brings, in place of the session's", async () => {
    client = await call(server, { output_modalities: ["text"], instructions: "x".repeat(400) });
    client.type("hello");
    const usual = await spent();
    client.send({
      type: "response.create",
      response: { conversation: "none", input: [], instructions: "", tools: [] },
    });
    const bare = await spent();
    // "[]" for the tools.
    assert.equal(bare?.input_token_details?.text_tokens, 1);
    assert.ok((usual?.input_token_details?.text_tokens ?? 0) > 100);
  });
});

describe("rate limits", () => {
  it("count down within a minute, and begin anew with the next", () => {
    let now = 5000;
    const count = rateLimiter(() => now);
    const left = (tokens: number) =>
      count(tokens).map(({ remaining, reset_seconds }) => [remaining, reset_seconds]);
    assert.deepEqual(left(30_000), [
      [999, 60],
      [170_000, 60],
    ]);
    now += 45_000;
    assert.deepEqual(left(300_000), [
      [998, 15],
      [0, 15],
    ]);
    now += 15_000;
    assert.deepEqual(left(1), [
      [999, 60],
      [199_999, 60],
    ]);
  });
});
