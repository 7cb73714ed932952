import assert from "node:assert/strict";
import { eventLines, type EventLog } from "../../../../src/session/observation/eventLog.ts";
import type { ToolOutcome } from "../../../../src/session/toolRunner.ts";
import type { LoggedEvent } from "../../../../src/shared/events.ts";
import { call, comeBack, respond, scripted, typesOf, until } from "../scripted.ts";

import { createLogRig, key, type LogRig } from "./logRig.ts";

describe("the event log", () => {
  let log: EventLog;
  let rig: LogRig;
  beforeEach(() => {
    rig = createLogRig();
    ({ log } = rig);
  });

  const receive = (event: unknown): void => rig.receive(event);
  const last = (): LoggedEvent => rig.last();
  const rows = (): string[] =>
    log.events().map(({ direction, type, gist }) => `${direction} ${type}${gist && ` | ${gist}`}`);

  it("has both directions of a session, and where the connection stood", async () => {
    const { goLive, session, links } = scripted({ observers: [log] });
    const link = await goLive();
    session.say("go to line three");
    respond(link, "r1", [call("a")]);
    await until(() => typesOf(link.sent).lastIndexOf("response.create") > 1);
    link.listener.closed("network");
    await comeBack(session, links);
    session.stop();
    assert.deepEqual(rows(), [
      "state connecting | secret",
      "state connecting | microphone",
      "state connecting | negotiating",
      "state connecting | configuring",
      "received session.created",
      "state live",
      "sent conversation.item.create | user: go to line three",
      "sent response.create",
      "received response.created | in_progress",
      "received response.done | completed: go_to_line",
      'sent conversation.item.create | {"ok":true}',
      "sent response.create",
      "state reconnecting | secret",
      "state reconnecting | microphone",
      "state reconnecting | negotiating",
      "state reconnecting | configuring",
      "received session.created",
      "sent conversation.item.create | user: go to line three",
      'sent conversation.item.create | go_to_line {"line":3}',
      'sent conversation.item.create | {"ok":true}',
      "state live",
      "sent response.create",
      "state idle",
    ]);
    assert.deepEqual(
      log.events().map(({ number, at }) => at - number),
      log.events().map(() => 999),
    );
  });

  it("has nothing as sent that there was nobody to send to", async () => {
    const finish = Promise.withResolvers<ToolOutcome>();
    const { goLive, session, links } = scripted({ observers: [log], runTool: () => finish.promise });
    const link = await goLive();
    respond(link, "r1", [call("a")]);
    link.listener.closed("network");
    const before = log.changes;
    finish.resolve({ status: "done", output: "late", summary: "" });
    await until(() => session.entries.some((entry) => entry.kind === "tool" && entry.status === "done"));
    assert.deepEqual(
      log.events(before).filter(({ direction }) => direction === "sent"),
      [],
    );
    await comeBack(session, links);
    assert.equal(log.events(before).filter(({ gist }) => gist === "late").length, 1);
    session.stop();
  });

  it("tells in one line what an event is about", () => {
    const item_id = "i1";
    const said = "conversation.item.input_audio_transcription.completed";
    const events = [
      { type: said, item_id, transcript: "Go to line\n forty two." },
      { type: "response.output_audio_transcript.done", item_id, response_id: "r", transcript: "Done." },
      { type: "response.function_call_arguments.done", name: "undo", arguments: "{}" },
      {
        type: "response.done",
        response: { id: "r", status: "cancelled", status_details: { reason: "turn_detected" } },
      },
      {
        type: "response.done",
        response: { id: "r", status: "failed", status_details: { error: { message: "No credit." } } },
      },
      { type: "error", error: { code: "x", message: "Invalid value." } },
      { type: "session.updated", session: { model: "gpt-realtime" } },
      { type: "rate_limits.updated", rate_limits: [{ name: "tokens", limit: 9, remaining: 7 }] },
      {
        type: "conversation.item.done",
        item: { type: "message", role: "assistant", content: [{ transcript: "Hi" }] },
      },
      { type: "response.content_part.done", part: { type: "audio", transcript: "Hi there" } },
      { type: "of.the.future", item: 3, error: "odd", response: [] },
      { type: said, item_id, transcript: "word ".repeat(100) },
    ];
    for (const event of events) receive(event);
    receive("not JSON");
    receive({ type: "response.done" });
    const gists = log.events().map(({ gist, problem }) => `${gist}${problem ? " !" : ""}`);
    assert.deepEqual(gists.slice(0, 11), [
      "Go to line forty two.",
      "Done.",
      "undo {}",
      "cancelled (turn_detected)",
      "failed (No credit.) !",
      "Invalid value. !",
      "gpt-realtime",
      "tokens 7/9",
      "assistant: Hi",
      "Hi there",
      "",
    ]);
    assert.match(gists[11] ?? "", /^(word ){32}… \[339 characters\]$/);
    assert.equal(gists[12], "not JSON !");
    assert.match(gists[13] ?? "", /^response\.done: .* !$/);
    assert.equal(last().json, '{"type":"response.done"}');
  });

  it("keeps the last 500, and says which are gone", () => {
    for (let count = 0; count < 503; count++) receive({ type: "session.updated" });
    assert.equal(log.events().length, 500);
    assert.deepEqual([log.oldest, log.events()[0]?.number, last().number], [4, 4, 503]);
    log.clear();
    assert.deepEqual([log.oldest, log.events()], [504, []]);
    receive({ type: "session.updated" });
    assert.deepEqual([log.oldest, last().number], [504, 504]);
  });

  it("gives what is new or changed since", () => {
    const delta = { type: "response.output_text.delta", item_id: "i1", response_id: "r", delta: "ab" };
    receive(delta);
    receive({ type: "session.updated" });
    const before = log.changes;
    assert.deepEqual(log.events(before), []);
    receive(delta);
    receive({ type: "session.created" });
    assert.deepEqual(
      log.events(before).map(({ number, type }) => `${number} ${type}`),
      ["1 response.output_text.delta", "3 session.created"],
    );
    assert.equal(rig.changes(), 4);
    log.clear();
    assert.ok(log.changes > before + 2, "whoever watches is told that the log was cleared");
  });

  describe("of deltas", () => {
    const delta = (item_id: string, delta: string, type = "response.output_audio_transcript.delta"): void =>
      receive({ type, item_id, response_id: "r1", content_index: 0, delta });

    it("has one row for each item and kind, however they come", () => {
      delta("i1", "Hel");
      delta("i2", "x", "conversation.item.input_audio_transcription.delta");
      delta("i1", "lo.");
      receive({ type: "session.updated" });
      delta("i1", "!", "response.function_call_arguments.delta");
      delta("i1", " So");
      assert.deepEqual(
        log.events().map(({ number, type, count, gist }) => [number, type, count, gist]),
        [
          [1, "response.output_audio_transcript.delta", 3, "[9 characters]"],
          [2, "conversation.item.input_audio_transcription.delta", 1, "[1 character]"],
          [3, "session.updated", 1, ""],
          [4, "response.function_call_arguments.delta", 1, "[1 character]"],
        ],
      );
    });

    it("holds none of a secret that is cut in two", () => {
      delta("i1", key.slice(0, 9));
      delta("i1", key.slice(9));
      assert.ok(!eventLines(log.events()).includes(key.slice(0, 9)));
      assert.deepEqual(rig.lastJson()["delta"], `[${key.length} characters]`);
    });

    it("begins a new row where the old one has been dropped", () => {
      delta("i1", "a");
      for (let count = 0; count < 500; count++) receive({ type: "session.updated" });
      delta("i1", "b");
      assert.deepEqual([last().number, last().count, last().gist], [502, 1, "[1 character]"]);
      log.clear();
      delta("i1", "c");
      assert.deepEqual([last().number, last().count, last().gist], [503, 1, "[1 character]"]);
    });
  });
});
