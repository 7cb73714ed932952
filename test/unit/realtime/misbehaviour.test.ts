import assert from "node:assert/strict";
import { WayOut } from "../../../dev/realtime/misbehaviour.ts";
import type { ServerEvent } from "../../../dev/realtime/protocol.ts";
import { startRealtimeServer, type RealtimeServer } from "../../../dev/realtime/server.ts";
import { call, key, until, type TestClient } from "./client.ts";

const event = (type: string): ServerEvent => ({ type }) as ServerEvent;

/** A way out, and what has left it. */
function wayOut() {
  const left: string[] = [];
  const out = new WayOut(({ event: { type } }) => left.push(type));
  const send = (...types: string[]): void => {
    for (const type of types) out.send({ event: event(type) });
  };
  return { out, left, send };
}

describe("a session's way out", () => {
  const done = "response.done";
  const stopped = "output_audio_buffer.stopped";

  it("lets everything leave in its order, until it is told otherwise and after that", () => {
    const { out, left, send } = wayOut();
    send(done, stopped);
    const end = out.misbehave({ drop: done });
    send(done, stopped);
    end();
    send(done);
    assert.deepEqual(left, [done, stopped, stopped, done]);
  });

  it("drops by type, by types and by what a function picks", () => {
    const { out, left, send } = wayOut();
    out.misbehave({ drop: [done, "error"] });
    out.misbehave({ drop: ({ type }) => type.endsWith(".delta") });
    send(done, "error", "response.output_text.delta", stopped);
    assert.deepEqual(left, [stopped]);
  });

  it("sends twice what is to be doubled", () => {
    const { out, left, send } = wayOut();
    out.misbehave({ duplicate: done });
    send(done, stopped);
    assert.deepEqual(left, [done, done, stopped]);
  });

  it("holds what is stalled until the end, and nothing else", () => {
    const { out, left, send } = wayOut();
    const end = out.misbehave({ stall: { events: [done, "error"] } });
    send(done, stopped, "error");
    assert.deepEqual(left, [stopped]);
    end();
    assert.deepEqual(left, [stopped, done, "error"]);
    send(done);
    assert.equal(left.length, 4);
  });

  it("holds what is stalled for a time", async () => {
    const { out, left, send } = wayOut();
    const end = out.misbehave({ stall: { events: done, ms: 30 } });
    const from = performance.now();
    send(done, stopped);
    assert.deepEqual(left, [stopped]);
    await until("the stalled event", () => left.length === 2);
    assert.ok(performance.now() - from >= 29);
    end();
    assert.deepEqual(left, [stopped, done]);
  });

  it("lets a later event go first, and sends what waits in vain at the end", () => {
    const { out, left, send } = wayOut();
    const end = out.misbehave({ reorder: { events: done, behind: stopped } });
    send(done, "error", stopped, "rate_limits.updated");
    assert.deepEqual(left, ["error", stopped, done, "rate_limits.updated"]);
    send(done);
    assert.equal(left.length, 4);
    end();
    assert.equal(left.at(-1), done);
  });

  it("lets an event pass every misbehaviour once, held or not", () => {
    const { out, left, send } = wayOut();
    const end = out.misbehave({ stall: { events: done } });
    out.misbehave({ duplicate: done });
    const endOfDrop = out.misbehave({ drop: "error" });
    send(done, "error");
    assert.deepEqual(left, []);
    endOfDrop();
    end();
    assert.deepEqual(left, [done, done]);
  });

  it("sends nothing any more once it is closed", async () => {
    const { out, left, send } = wayOut();
    const end = out.misbehave({
      stall: { events: done, ms: 1 },
      reorder: { events: stopped, behind: "error" },
    });
    send(done, stopped);
    out.close();
    await new Promise((resolve) => setTimeout(resolve, 10));
    end();
    assert.deepEqual(left, []);
  });
});

describe("a session that misbehaves", function () {
  this.timeout(10_000);
  let server: RealtimeServer;
  let client: TestClient;
  before(async () => {
    server = await startRealtimeServer({ key });
  });
  after(() => server.close());
  afterEach(() => client.close());

  it("loses, doubles and turns round what it says, and its record tells what really left", async () => {
    client = await call(server);
    client.session.misbehave({
      drop: "response.output_audio_transcript.delta",
      duplicate: "response.created",
      reorder: { events: "response.done", behind: "output_audio_buffer.stopped" },
    });
    client.type("what is the weather");
    await client.next("response.done");
    const types = client.types();
    assert.ok(!types.includes("response.output_audio_transcript.delta"));
    const [one, other] = client.all("response.created");
    assert.ok(one !== undefined);
    assert.deepEqual(one, other);
    assert.ok(types.indexOf("output_audio_buffer.stopped") < types.indexOf("response.done"));
    assert.deepEqual(
      client.session.sent.map(({ type }) => type),
      types,
    );
  });

  it("begins with what the script says, and is over it when the script is", async () => {
    const end = server.script.misbehave({ stall: { events: "session.updated" } });
    client = await call(server);
    client.send({ type: "session.update", session: { type: "realtime", instructions: "Be brief." } });
    client.type("go to line 4");
    await client.next("response.done");
    assert.ok(!client.types().includes("session.updated"));
    end();
    await client.next("session.updated");
    await client.close();
    client = await call(server);
    client.send({ type: "session.update", session: { type: "realtime", instructions: "Be brief." } });
    await client.next("session.updated");
  });
});
