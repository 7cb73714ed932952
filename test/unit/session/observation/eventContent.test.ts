import assert from "node:assert/strict";
import { eventLines } from "../../../../src/session/observation/eventLog.ts";
import { SessionFailure } from "../../../../src/session/failure.ts";
import { createLogRig, key, quoted, type LogRig } from "./logRig.ts";

describe("what the event log keeps of an event", () => {
  let rig: LogRig;
  beforeEach(() => {
    rig = createLogRig();
  });

  it("cuts what is long, and sound and instructions to a remark", () => {
    rig.receive({
      type: "session.created",
      session: {
        model: "m",
        instructions: "Be brief.",
        tools: [{ name: "a" }, { name: "b" }],
        audio: { output: { voice: "marin" } },
      },
      audio: "UklGRg==",
    });
    assert.deepEqual(rig.lastJson(), {
      type: "session.created",
      session: {
        model: "m",
        instructions: "[9 characters]",
        tools: "[2 entries]",
        audio: { output: { voice: "marin" } },
      },
      audio: "[8 characters]",
    });
    const text = "y".repeat(10_000);
    rig.log.sent({
      type: "conversation.item.create",
      item: { type: "function_call_output", call_id: "c", output: text },
    });
    assert.match(rig.last().json, /^\{"type":"conversation\.item\.create".*y… \[\d+ characters\]$/);
    assert.ok(rig.last().json.length < 4_130);
    rig.receive(`not JSON ${text}`);
    assert.ok(rig.last().json.length < 4_130);
    const deep = `{"type":"session.updated","x":${"[".repeat(20_000)}${"]".repeat(20_000)}}`;
    rig.receive(deep);
    assert.match(rig.last().json, /\[too deep\]/);
  });

  it("holds no secret, wherever it stands", () => {
    const ephemeral = "ek_68af296e8e408191";
    const long = "z".repeat(4_040);
    rig.receive({ type: "error", error: { message: `Incorrect API key: ${key}.` } });
    rig.receive({
      type: "session.created",
      session: { client_secret: { value: "plain-1" }, tools: [{ headers: key }] },
    });
    rig.receive({
      type: key,
      "x-header": { authorization: "plain-2", api_key: "plain-3", [ephemeral]: ephemeral },
    });
    rig.receive({ type: "error", error: { message: `${long} ${key}` } });
    rig.receive({
      type: "response.output_text.done",
      item_id: "i",
      response_id: "r",
      text: `it is ${quoted}`,
    });
    rig.receive(`not JSON: ${key} ${ephemeral}`);
    rig.receive({
      type: "conversation.item.truncated",
      item_id: "i",
      nested: JSON.stringify({ "api-key": "plain-4" }),
    });
    rig.log.sent({
      type: "conversation.item.create",
      item: { type: "function_call_output", call_id: "c", output: `K=${key}` },
    });
    rig.log.moved({ status: "failed", failure: new SessionFailure("keyRefused", { detail: `401 ${key}` }) });
    const exported = eventLines(rig.log.events());
    for (const secret of [key.slice(0, 12), ephemeral.slice(0, 12), "word\\\\", "plain-"]) {
      assert.ok(!exported.includes(secret), `${secret} is in ${exported}`);
    }
    assert.equal(rig.log.events().length, 9);
    assert.equal(rig.last().gist, "keyRefused: 401 [redacted]");
  });

  it("is exported as one JSON object to a line", () => {
    rig.log.sent({ type: "response.create", event_id: "create_1" });
    rig.receive("not JSON");
    const lines = eventLines(rig.log.events());
    assert.ok(lines.endsWith("\n"));
    assert.deepEqual(
      lines
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as unknown),
      [
        {
          problem: false,
          direction: "sent",
          type: "response.create",
          gist: "",
          number: 1,
          at: 1_000,
          count: 1,
          event: { type: "response.create", event_id: "create_1" },
        },
        {
          problem: true,
          direction: "received",
          type: "malformed",
          gist: "not JSON",
          number: 2,
          at: 1_001,
          count: 1,
          event: "not JSON",
        },
      ],
    );
  });
});
