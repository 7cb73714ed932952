import assert from "node:assert/strict";
import type { RealtimeResponse } from "../../../dev/realtime/protocol.ts";
import type { Plan } from "../../../dev/realtime/mind/plan.ts";
import { startRealtimeServer, type RealtimeServer } from "../../../dev/realtime/server.ts";
import { call, key, type TestClient } from "./client.ts";

const tool = (name: string) => ({ type: "function", name, parameters: { type: "object", properties: {} } });
const tools = ["go_to", "open_file", "save_file", "confirm_action"].map(tool);

describe("a session's responses", function () {
  this.timeout(10_000);
  let server: RealtimeServer;
  let client: TestClient;
  before(async () => {
    server = await startRealtimeServer({ key });
  });
  after(() => server.close());
  beforeEach(async () => {
    client = await call(server, { tools });
  });
  afterEach(() => client.close());

  /** Follows one plan, once. */
  function plan(next: Plan): void {
    const end = server.script.onTurn(() => {
      end();
      return next;
    });
  }
  const done = async (): Promise<RealtimeResponse> => (await client.next("response.done")).response;
  const answer = (callId: string | undefined, output = '{"ok":true}'): void =>
    client.send({
      type: "conversation.item.create",
      item: { type: "function_call_output", call_id: callId, output },
    });

  it("calls a function, its arguments in pieces, and answers to the result", async () => {
    client.type("go to line 42");
    const response = await done();
    assert.equal(response.status, "completed");
    const [item] = response.output ?? [];
    assert.ok(item?.type === "function_call");
    assert.deepEqual([item.name, item.arguments, item.status], ["go_to", '{"line":42}', "completed"]);
    const deltas = client.all("response.function_call_arguments.delta");
    assert.ok(deltas.length > 1);
    assert.equal(deltas.map(({ delta }) => delta).join(""), item.arguments);
    const order = client.types().slice(client.types().indexOf("response.created"));
    assert.deepEqual(
      order.filter((type) => !type.endsWith(".delta")),
      [
        "response.created",
        "response.output_item.added",
        "conversation.item.added",
        "response.function_call_arguments.done",
        "response.output_item.done",
        "conversation.item.done",
        "response.done",
        "rate_limits.updated",
      ],
    );
    const [created] = client.all("response.created");
    assert.deepEqual([created?.response.status, created?.response.usage], ["in_progress", null]);

    answer(item.call_id);
    client.send({ type: "response.create" });
    const [said] = (await done()).output ?? [];
    assert.ok(said?.type === "message");
    assert.deepEqual(said.content, [{ type: "output_audio", transcript: "Done." }]);
  });

  it("makes two calls in one response", async () => {
    client.type("open inventory and go to line forty two");
    const { output = [] } = await done();
    assert.deepEqual(
      output.map((item) => item.type === "function_call" && item.name),
      ["open_file", "go_to"],
    );
    assert.deepEqual(
      client.all("response.output_item.done").map(({ output_index }) => output_index),
      [0, 1],
    );
  });

  it("speaks in the order of the protocol, sound and words together", async () => {
    client.type("what is the weather");
    await client.next("output_audio_buffer.stopped");
    const types = client.types().slice(client.types().indexOf("response.created"));
    const without = new Set(["response.output_audio_transcript.delta", "output_audio_buffer.started"]);
    assert.deepEqual(
      types.filter((type) => !without.has(type)),
      [
        "response.created",
        "response.output_item.added",
        "conversation.item.added",
        "response.content_part.added",
        "response.output_audio.done",
        "response.output_audio_transcript.done",
        "response.content_part.done",
        "response.output_item.done",
        "conversation.item.done",
        "response.done",
        "rate_limits.updated",
        "output_audio_buffer.stopped",
      ],
    );
    const deltas = types
      .map((type, at) => (type.endsWith("transcript.delta") ? at : -1))
      .filter((at) => at >= 0);
    const started = types.indexOf("output_audio_buffer.started");
    assert.ok(deltas.length > 1 && started < (deltas.at(-1) ?? 0), types.join());
    assert.deepEqual(client.all("response.content_part.done")[0]?.part, {
      type: "audio",
      transcript: "Sorry, I did not catch that.",
    });
  });

  it("answers in text where it is asked to, and overrides what it is told to", async () => {
    plan({ outputs: [{ say: "Written down." }] });
    const response = { output_modalities: ["text"], metadata: { purpose: "test" }, instructions: "Write." };
    client.send({ type: "response.create", response });
    const { output, output_modalities, metadata } = await done();
    assert.deepEqual([output_modalities, metadata], [["text"], { purpose: "test" }]);
    const [said] = output ?? [];
    assert.deepEqual(said?.type === "message" && said.content, [
      { type: "output_text", text: "Written down." },
    ]);
    assert.ok(client.types().includes("response.output_text.done"));
    assert.ok(!client.types().some((type) => type.includes("audio")));
  });

  it("keeps its hands still where tools are forbidden", async () => {
    const item = { type: "message", role: "user", content: [{ type: "input_text", text: "save the file" }] };
    client.send({ type: "conversation.item.create", item });
    client.send({ type: "response.create", response: { tool_choice: "none" } });
    assert.deepEqual(
      (await done()).output?.map(({ type }) => type),
      ["message"],
    );
  });

  it("answers beside the conversation, from the input it is given, while another response runs", async () => {
    plan({ outputs: [{ say: "A long answer that takes its time." }] });
    client.send({ type: "response.create" });
    await client.next("response.created");
    const before = client.session.items.length;
    const input = [
      { type: "message", role: "user", content: [{ type: "input_text", text: "save the file" }] },
    ];
    const response = {
      conversation: "none",
      output_modalities: ["text"],
      metadata: { topic: "aside" },
      input,
    };
    client.send({ type: "response.create", response });
    const aside = await done();
    assert.deepEqual(aside.metadata, { topic: "aside" });
    assert.equal(aside.conversation_id, null);
    assert.deepEqual(
      aside.output?.map((item) => item.type === "function_call" && item.name),
      ["save_file"],
    );
    await done();
    assert.equal(client.session.items.length, Math.max(before, 1));
    assert.ok(client.all("error").length === 0);
  });

  it("refuses a second response while one is active, and to cancel none", async () => {
    client.send({ type: "response.cancel" });
    assert.equal((await client.next("error")).error.code, "response_cancel_not_active");
    client.send({ type: "response.create" });
    client.send({ type: "response.create" });
    const { error } = await client.next("error");
    assert.equal(error.code, "conversation_already_has_active_response");
    assert.match(error.message, new RegExp(client.all("response.created")[0]?.response.id ?? "none"));
    await done();
  });

  it("answers what was typed while a response was about to speak, in the next one", async () => {
    plan({ outputs: [{ say: "One moment." }], delayMs: 300 });
    client.type("hello");
    await client.next("response.created");
    const item = { type: "message", role: "user", content: [{ type: "input_text", text: "go to line 42" }] };
    client.send({ type: "conversation.item.create", item });
    await done();
    client.send({ type: "response.create" });
    const [called] = (await done()).output ?? [];
    assert.ok(called?.type === "function_call", JSON.stringify(called));
    assert.equal(called.arguments, '{"line":42}');
    client.send({ type: "response.create" });
    assert.match(JSON.stringify((await done()).output), /I am listening/, "nothing is answered twice");
  });

  it("leaves cancelled messages and calls incomplete", async () => {
    plan({ outputs: [{ say: "One two three four five six seven eight nine ten." }] });
    client.send({ type: "response.create" });
    await client.next("response.output_audio_transcript.delta");
    client.send({ type: "response.cancel" });
    const spoken = await done();
    assert.deepEqual(spoken.status_details, { type: "cancelled", reason: "client_cancelled" });
    assert.equal(spoken.status, "cancelled");
    assert.deepEqual(
      spoken.output?.map((item) => "status" in item && item.status),
      ["incomplete"],
    );

    plan({ outputs: [{ call: "go_to", arguments: '{"line": 1234567890}' }], paceMs: 50 });
    client.send({ type: "response.create" });
    await client.next("response.function_call_arguments.delta");
    client.send({ type: "response.cancel" });
    const [item] = (await done()).output ?? [];
    assert.ok(item?.type === "function_call" && item.status === "incomplete");
    assert.throws(() => JSON.parse(item.arguments));
    assert.equal(client.all("response.function_call_arguments.done").at(-1)?.arguments, item.arguments);
  });

  it("clears what is being played, and shortens the message to what was heard", async () => {
    plan({ outputs: [{ say: "One two three four five six seven eight nine ten." }] });
    client.send({ type: "response.create" });
    await client.next("output_audio_buffer.started");
    client.send({ type: "response.cancel" });
    client.send({ type: "output_audio_buffer.clear" });
    await client.next("output_audio_buffer.cleared");
    const truncated = await client.next("conversation.item.truncated");
    assert.ok(truncated.audio_end_ms < 1500);
    await done();
    client.send({ type: "response.create" });
    await client.next("output_audio_buffer.started");
    assert.equal(client.all("output_audio_buffer.stopped").length, 0);
  });

  it("fails and stops short as a plan says", async () => {
    const error = {
      type: "insufficient_quota",
      code: "insufficient_quota",
      message: "You exceeded your quota.",
    };
    plan({ outputs: [], ending: { status: "failed", error } });
    client.send({ type: "response.create" });
    const failed = await done();
    assert.deepEqual([failed.status, failed.status_details], ["failed", { type: "failed", error }]);
    plan({ outputs: [{ say: "Well" }], ending: { status: "incomplete", reason: "max_output_tokens" } });
    client.send({ type: "response.create" });
    const cut = await done();
    assert.deepEqual(cut.status_details, { type: "incomplete", reason: "max_output_tokens" });
  });

  it("sends arguments as they are, broken ones too, under the call id that is wanted", async () => {
    const outputs = [
      { call: "no_such_tool", arguments: '{"line":', callId: "call_same" },
      { call: "go_to", arguments: "", callId: "call_same" },
    ];
    plan({ outputs });
    client.send({ type: "response.create" });
    const { output = [] } = await done();
    const made = output.map(
      (item) => item.type === "function_call" && [item.name, item.arguments, item.call_id],
    );
    assert.deepEqual(made, [
      ["no_such_tool", '{"line":', "call_same"],
      ["go_to", "", "call_same"],
    ]);
  });

  it("counts tokens that add up, and remembers what was cached", async () => {
    for (const words of ["go to line 1", "go to line 2"]) {
      client.type(words);
      const { usage } = await done();
      const given = usage?.input_token_details;
      assert.equal(usage?.total_tokens, (usage?.input_tokens ?? 0) + (usage?.output_tokens ?? 0));
      assert.equal(usage?.input_tokens, (given?.text_tokens ?? 0) + (given?.audio_tokens ?? 0));
      assert.equal(given?.cached_tokens, given?.cached_tokens_details?.text_tokens);
      assert.ok((given?.cached_tokens ?? 0) <= (usage?.input_tokens ?? 0));
    }
    const [first, second] = client.all("response.done").map(({ response }) => response.usage);
    assert.equal(first?.input_token_details?.cached_tokens, 0);
    assert.ok((second?.input_token_details?.cached_tokens ?? 0) > 0);
    const [before, after] = client
      .all("rate_limits.updated")
      .map(({ rate_limits }) => rate_limits[1]?.remaining ?? 0);
    assert.equal((before ?? 0) - (after ?? 0), second?.total_tokens);
  });

  it("asks for a yes by the question it is given, and passes it on", async () => {
    client.type("save the file");
    const [item] = (await done()).output ?? [];
    assert.ok(item?.type === "function_call");
    answer(item.call_id, '{"ok":false,"confirmation_required":{"id":"c_9","question":"Overwrite it?"}}');
    client.send({ type: "response.create" });
    assert.equal((await client.next("response.output_audio_transcript.done")).transcript, "Overwrite it?");
    await done();
    client.type("yes, do it");
    const [confirmed] = (await done()).output ?? [];
    assert.deepEqual(confirmed?.type === "function_call" && JSON.parse(confirmed.arguments), {
      id: "c_9",
      accept: true,
    });
  });
});
