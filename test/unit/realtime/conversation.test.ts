import assert from "node:assert/strict";
import { startRealtimeServer, type RealtimeServer } from "../../../dev/realtime/server.ts";
import { call, key, type TestClient } from "./client.ts";

const message = (text: string, id?: string) => ({
  type: "message",
  role: "user",
  content: [{ type: "input_text", text }],
  ...(id === undefined ? {} : { id }),
});

const changeOfVoice = (voice: string) => ({
  type: "session.update",
  session: { type: "realtime", audio: { output: { voice } } },
});
const creation = (item: object, more: object = {}) => ({ type: "conversation.item.create", item, ...more });

describe("a session's configuration and conversation", () => {
  let server: RealtimeServer;
  let client: TestClient;
  before(async () => {
    server = await startRealtimeServer({ key });
  });
  after(() => server.close());
  beforeEach(async () => {
    client = await call(server, { output_modalities: ["text"] }, "realtime-channel");
  });
  afterEach(() => client.close());

  async function failsWith(event: object, code: string): Promise<string> {
    client.send({ event_id: "mine_1", ...event });
    const { error } = await client.next("error");
    assert.deepEqual([error.code, error.event_id], [code, "mine_1"], error.message);
    return error.message;
  }
  const order = (): (string | undefined)[] => client.session.items.map(({ id }) => id);

  it("merges updates and echoes all of it", async () => {
    const transcription = { model: "gpt-transcribe", language: "en" };
    const [created] = client.all("session.created");
    client.send({
      type: "session.update",
      session: { type: "realtime", audio: { input: { transcription } } },
    });
    await client.next("session.updated");
    const turn_detection = { type: "semantic_vad", eagerness: "high" };
    client.send({
      type: "session.update",
      session: { type: "realtime", audio: { input: { turn_detection } } },
    });
    const { session } = await client.next("session.updated");
    assert.ok(session.type === "realtime" && created?.session.type === "realtime");
    assert.deepEqual(session.audio?.input, {
      ...created.session.audio?.input,
      transcription,
      turn_detection: { ...turn_detection, create_response: true, interrupt_response: true },
    });
    assert.deepEqual(session.audio.output, created.session.audio?.output);
    client.send({
      type: "session.update",
      session: { type: "realtime", audio: { input: { turn_detection: null } } },
    });
    assert.equal((await client.next("session.updated")).session.audio?.input?.turn_detection, null);
  });

  it("refuses updates without a type, unknown events and what is no JSON", async () => {
    await failsWith(
      { type: "session.update", session: { instructions: "hi" } },
      "missing_required_parameter",
    );
    await failsWith({ type: "session.shout" }, "invalid_value");
    await failsWith({ type: "response.create", response: { temperature: 1 } }, "unknown_parameter");
    client.send("hello");
    assert.equal((await client.next("error")).error.code, "invalid_event");
    assert.equal(client.session.received.at(-1), "hello");
  });

  it("locks the voice once it was heard", async () => {
    client.send(changeOfVoice("cedar"));
    await client.next("session.updated");
    client.send({ type: "response.create", response: { output_modalities: ["audio"] } });
    await client.next("response.done");
    await failsWith(changeOfVoice("ash"), "cannot_update_voice");
    client.send(changeOfVoice("cedar"));
    await client.next("session.updated");
  });

  it("puts items where they are wanted", async () => {
    const create = (item: object, after?: string) =>
      client.send({
        type: "conversation.item.create",
        item,
        ...(after === undefined ? {} : { previous_item_id: after }),
      });
    create(message("one", "one"));
    create(message("three", "three"));
    create(message("two", "two"), "one");
    create(message("zero", "zero"), "root");
    const events = [];
    for (let count = 0; count < 4; count += 1) {
      const added = await client.next("conversation.item.added");
      const done = await client.next("conversation.item.done");
      assert.deepEqual({ ...added, type: "", event_id: "" }, { ...done, type: "", event_id: "" });
      events.push([added.item.id, added.previous_item_id]);
    }
    assert.deepEqual(events, [
      ["one", null],
      ["three", "one"],
      ["two", "one"],
      ["zero", null],
    ]);
    assert.deepEqual(order(), ["zero", "one", "two", "three"]);
    client.send({ type: "conversation.item.delete", item_id: "two" });
    assert.equal((await client.next("conversation.item.deleted")).item_id, "two");
    client.send({ type: "conversation.item.retrieve", item_id: "three" });
    assert.deepEqual((await client.next("conversation.item.retrieved")).item.id, "three");
    assert.deepEqual(order(), ["zero", "one", "three"]);
  });

  it("refuses items that cannot be", async () => {
    const long = await failsWith(creation(message("x", "i".repeat(33))), "string_above_max_length");
    assert.match(long, /maximum length 32/);
    await failsWith(
      creation(message("x"), { previous_item_id: "nowhere" }),
      "item_create_invalid_previous_item_id",
    );
    await failsWith(
      creation({ type: "function_call_output", call_id: "call_no", output: "" }),
      "invalid_tool_call_id",
    );
    await failsWith({ type: "conversation.item.delete", item_id: "no" }, "item_delete_invalid_item_id");
    await failsWith({ type: "conversation.item.retrieve", item_id: "no" }, "item_retrieve_invalid_item_id");
    const truncate = { type: "conversation.item.truncate", content_index: 0, audio_end_ms: 10 };
    await failsWith({ ...truncate, item_id: "no" }, "item_truncate_invalid_item_id");
    client.send(creation(message("x", "mine")));
    await client.next("conversation.item.done");
    await failsWith({ ...truncate, item_id: "mine" }, "invalid_value");
    await failsWith(creation(message("x", "mine")), "item_create_duplicate_item_id");
    assert.deepEqual(order(), ["mine"]);
  });

  it("says what a test wants it to, and drops or ends the call", async () => {
    client.session.emit({ type: "response.unheard_of", strange: true });
    client.session.emit("{not json");
    client.type("hello");
    await client.next("response.done");
    assert.deepEqual(client.messages.slice(1, 3), [
      '{"type":"response.unheard_of","strange":true}',
      "{not json",
    ]);
    client.session.expire();
    assert.equal((await client.next("error")).error.code, "session_expired");
    while (!client.session.closed) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal(client.types().at(-1), "error");
  });
});
