import assert from "node:assert/strict";
import type { ClientEvent } from "../../../src/session/clientEvents.ts";
import { ResponseQueue } from "../../../src/session/responseQueue.ts";

function setUp(): { queue: ResponseQueue; sent: ClientEvent[]; types(): string[] } {
  const sent: ClientEvent[] = [];
  const queue = new ResponseQueue({
    send: (event) => sent.push(event),
    mayAsk: () => true,
    asking: () => undefined,
  });
  return { queue, sent, types: () => sent.map(({ type }) => type) };
}

describe("response queue", () => {
  it("creates at once where nothing is active", () => {
    const { queue, types } = setUp();
    queue.request();
    assert.deepEqual(types(), ["response.create"]);
  });

  it("waits for the active response, and joins several wishes to one", () => {
    const { queue, types } = setUp();
    queue.created("server's own");
    queue.request();
    queue.request();
    assert.deepEqual(types(), []);
    queue.done("server's own");
    assert.deepEqual(types(), ["response.create"]);
  });

  it("does not create twice before the first is confirmed", () => {
    const { queue, types } = setUp();
    queue.request();
    queue.request();
    assert.deepEqual(types(), ["response.create"]);
    queue.created("a");
    queue.done("a");
    assert.deepEqual(types(), ["response.create", "response.create"]);
  });

  it("asks again after the server's own response when ours came too late", () => {
    const { queue, types } = setUp();
    queue.request();
    queue.created("server's own");
    queue.refused();
    queue.done("server's own");
    assert.deepEqual(types(), ["response.create", "response.create"]);
  });

  it("asks again when the refusal comes before we saw the other one begin", () => {
    const { queue, types } = setUp();
    queue.request();
    queue.refused();
    queue.done("never seen to begin");
    assert.deepEqual(types(), ["response.create", "response.create"]);
  });

  it("is not freed by the late end of another response", () => {
    const { queue, types } = setUp();
    queue.created("b");
    queue.request();
    queue.done("a");
    assert.deepEqual(types(), []);
  });

  it("cancels the active response by its id and forgets the wish", () => {
    const { queue, sent } = setUp();
    queue.created("a");
    queue.request();
    queue.cancel();
    queue.done("a");
    assert.deepEqual(sent, [{ type: "response.cancel", response_id: "a" }]);
  });

  it("cancels a response that has no id yet as soon as it has one", () => {
    const { queue, sent, types } = setUp();
    queue.request();
    queue.cancel();
    assert.deepEqual(types(), ["response.create"]);
    queue.created("a");
    assert.deepEqual(sent.at(-1), { type: "response.cancel", response_id: "a" });
  });

  it("asks for a new turn made while a cancel is on its way", () => {
    const { queue, types } = setUp();
    queue.created("a");
    queue.cancel();
    queue.request();
    queue.done("a");
    assert.deepEqual(types(), ["response.cancel", "response.create"]);
  });

  it("is free again when its create fails, and only then", () => {
    const { queue, types, sent } = setUp();
    queue.request();
    const [create] = sent;
    assert.equal(queue.failed("another event"), false);
    queue.request();
    assert.deepEqual(types(), ["response.create"]);
    assert.equal(queue.failed(create?.event_id), true);
    assert.deepEqual(types(), ["response.create", "response.create"]);
  });

  it("takes an error that names no event for its create's, so as not to wait for ever", () => {
    const { queue, types } = setUp();
    queue.request();
    assert.equal(queue.failed(null), true);
    queue.request();
    assert.deepEqual(types(), ["response.create", "response.create"]);
  });

  it("cancels the server's own response that is about to begin, and no later one", () => {
    const { queue, sent } = setUp();
    queue.cancel(true);
    assert.equal(queue.created("a"), false);
    assert.deepEqual(sent, [{ type: "response.cancel", response_id: "a" }]);
    queue.done("a");
    assert.equal(queue.created("b"), true);
    queue.done("b");
    queue.cancel(true);
    queue.turnTaken();
    assert.equal(queue.created("c"), true);
  });

  it("never has two responses active, whatever comes in whatever order", () => {
    for (let seed = 1; seed <= 500; seed++) playAgainstServer(seed);
  });
});

/** A server that refuses a second response, makes some of its own, and answers late; 60 random steps. */
function playAgainstServer(seed: number): void {
  const random = randomFrom(seed);
  const toServer: ClientEvent[] = [];
  const toClient: (() => void)[] = [];
  const queue = new ResponseQueue({
    send: (event) => toServer.push(event),
    mayAsk: () => true,
    asking: () => undefined,
  });
  let active: string | undefined;
  let made = 0;

  function begin(): void {
    active = `${seed}.${++made}`;
    const id = active;
    toClient.push(() => queue.created(id));
  }
  function end(): void {
    const id = active;
    active = undefined;
    if (id !== undefined) toClient.push(() => queue.done(id));
  }
  function serve(event: ClientEvent): void {
    if (event.type === "response.cancel") {
      if (event.response_id === undefined || event.response_id === active) end();
    } else if (active !== undefined) toClient.push(() => queue.refused());
    else begin();
  }
  const steps: (() => void)[] = [
    () => queue.request(),
    () => queue.cancel(),
    () => active === undefined && begin(),
    () => end(),
    () => toServer.length > 0 && serve(toServer.shift()!),
    () => toClient.shift()?.(),
  ];
  for (let step = 0; step < 60; step++) steps[Math.floor(random() * steps.length)]!();

  // Then the server finishes what it does, and a last wish must be heard.
  let creates = 0;
  queue.request();
  for (
    let turn = 0;
    turn < 50 && (toServer.length > 0 || toClient.length > 0 || active !== undefined);
    turn++
  ) {
    while (toClient.length > 0) toClient.shift()!();
    for (const event of toServer.splice(0)) {
      if (event.type === "response.create") creates++;
      serve(event);
    }
    while (toClient.length > 0) toClient.shift()!();
    end();
  }
  assert.ok(creates > 0, `seed ${seed}: the last wish was never sent`);
  assert.equal(active, undefined, `seed ${seed}: it goes on for ever`);
}

function randomFrom(seed: number): () => number {
  let state = seed * 2654435761;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) | 0;
    return (state >>> 0) / 2 ** 32;
  };
}
