import assert from "node:assert/strict";
import type { Turn } from "../../../dev/realtime/mind/plan.ts";
import { startRealtimeServer, type RealtimeServer } from "../../../dev/realtime/server.ts";
import { call, key, type TestClient } from "./client.ts";

describe("a session's settings", () => {
  let server: RealtimeServer;
  let client: TestClient;
  before(async () => {
    server = await startRealtimeServer({ key });
    client = await call(server, { output_modalities: ["text"] });
  });
  after(async () => {
    await client.close();
    await server.close();
  });

  const update = (session: object): void =>
    client.send({ type: "session.update", session: { type: "realtime", ...session } });

  const accepted: [name: string, values: unknown[]][] = [
    ["reasoning", [{ effort: "minimal" }, { effort: "xhigh" }]],
    ["output_modalities", [["audio"], ["text"]]],
    ["max_output_tokens", [1, 4096, "inf"]],
    [
      "truncation",
      [
        "disabled",
        { type: "retention_ratio", retention_ratio: 0.8 },
        { type: "retention_ratio", retention_ratio: 0.5, token_limits: { post_instructions: 8000 } },
        "auto",
      ],
    ],
  ];
  for (const [name, values] of accepted) {
    it(`take ${name}, and leave the rest as it was`, async () => {
      for (const value of values) {
        const before = client.session.configuration;
        update({ [name]: value });
        const { session } = await client.next("session.updated");
        assert.deepEqual(session, { ...before, [name]: value });
      }
    });
  }

  it("take a speed beside the voice", async () => {
    const before = client.session.configuration.audio;
    for (const speed of [0.25, 1.5]) {
      update({ audio: { output: { speed } } });
      const { session } = await client.next("session.updated");
      assert.ok(session.type === "realtime");
      assert.deepEqual(session.audio, { ...before, output: { ...before?.output, speed } });
    }
  });

  it("keep the model that the call was made with", async () => {
    update({ model: "gpt-realtime-2.1-mini" });
    const { session } = await client.next("session.updated");
    assert.equal(session.type === "realtime" && session.model, "gpt-realtime-2.1");
  });

  const refused: [session: object, code: string, param: string][] = [
    [{ reasoning: { effort: "none" } }, "invalid_value", "session.reasoning.effort"],
    [{ audio: { output: { speed: 0.2 } } }, "decimal_below_min_value", "session.audio.output.speed"],
    [{ audio: { output: { speed: 1.6 } } }, "decimal_above_max_value", "session.audio.output.speed"],
    [{ output_modalities: ["audio", "text"] }, "array_above_max_value", "session.output_modalities"],
    [{ output_modalities: ["image"] }, "invalid_value", "session.output_modalities[0]"],
    [{ max_output_tokens: 0 }, "integer_below_min_value", "session.max_output_tokens"],
    [{ max_output_tokens: "all" }, "invalid_value", "session.max_output_tokens"],
    [{ truncation: "never" }, "invalid_value", "session.truncation"],
    [
      { truncation: { type: "retention_ratio", retention_ratio: 1.1 } },
      "decimal_above_max_value",
      "session.truncation.retention_ratio",
    ],
    [
      { audio: { input: { turn_detection: { type: "server_vad", idle_timeout_ms: 4999 } } } },
      "integer_below_min_value",
      "session.audio.input.turn_detection.idle_timeout_ms",
    ],
    [
      { audio: { input: { turn_detection: { type: "server_vad", idle_timeout_ms: 30_001 } } } },
      "integer_above_max_value",
      "session.audio.input.turn_detection.idle_timeout_ms",
    ],
    [
      { audio: { input: { turn_detection: { type: "semantic_vad", idle_timeout_ms: 6000 } } } },
      "unknown_parameter",
      "session.audio.input.turn_detection.idle_timeout_ms",
    ],
  ];
  for (const [session, code, param] of refused) {
    it(`refuse ${JSON.stringify(session)}, and stay as they were`, async () => {
      const before = client.session.configuration;
      update(session);
      const { error } = await client.next("error");
      assert.deepEqual([error.code, error.param], [code, param], error.message);
      assert.deepEqual(client.session.configuration, before);
    });
  }
});

describe("a response's own settings", () => {
  let server: RealtimeServer;
  let client: TestClient;
  before(async () => {
    server = await startRealtimeServer({ key });
    client = await call(server, {
      output_modalities: ["text"],
      instructions: "Be long.",
      max_output_tokens: 9,
    });
  });
  after(async () => {
    await client.close();
    await server.close();
  });

  it("hold for that response alone", async () => {
    const turns: Turn[] = [];
    server.script.onTurn((turn) => {
      turns.push(turn);
      return { outputs: [{ say: "Well." }] };
    });
    const message = (id: string, text: string) => ({
      type: "message",
      id,
      role: "user",
      content: [{ type: "input_text", text }],
    });
    for (const item of [message("one", "first"), message("two", "second")]) {
      client.send({ type: "conversation.item.create", item });
    }
    const input = [{ type: "item_reference", id: "one" }, message("three", "third")];
    const own = { instructions: "Be brief.", max_output_tokens: 7, metadata: { purpose: "aside" } };
    client.send({ type: "response.create", response: { conversation: "none", ...own, input } });
    const aside = (await client.next("response.done")).response;
    client.send({ type: "response.create" });
    const usual = (await client.next("response.done")).response;

    assert.deepEqual(
      turns.map(({ session, metadata, items }) => [
        session.instructions,
        metadata,
        items.map(({ id }) => id).filter((id) => !id?.startsWith("item_")),
      ]),
      [
        ["Be brief.", { purpose: "aside" }, ["one", "three"]],
        ["Be long.", null, ["one", "two"]],
      ],
    );
    assert.deepEqual(
      [aside, usual].map(({ conversation_id, max_output_tokens, metadata }) => [
        typeof conversation_id,
        max_output_tokens,
        metadata,
      ]),
      [
        ["object", 7, { purpose: "aside" }],
        ["string", 9, null],
      ],
    );
  });
});

describe("a session's length", function () {
  this.timeout(10_000);
  let server: RealtimeServer;
  let client: TestClient;
  before(async () => {
    server = await startRealtimeServer({ key, sessionSeconds: 2 });
  });
  after(async () => {
    await client.close();
    await server.close();
  });

  it("is told at its beginning, and the channel closes with an error at its end", async () => {
    const began = Date.now() / 1000;
    client = await call(server);
    const [created] = client.all("session.created");
    const expiresAt = client.session.configuration.expires_at;
    assert.deepEqual(created?.session, client.session.configuration);
    assert.ok(expiresAt >= Math.floor(began + 2) && expiresAt <= Date.now() / 1000 + 2, `${expiresAt}`);
    const { error } = await client.next("error");
    assert.equal(error.code, "session_expired");
    assert.ok(Date.now() / 1000 + 0.05 >= expiresAt);
    while (!client.session.closed) await new Promise((resolve) => setTimeout(resolve, 5));
  });
});
