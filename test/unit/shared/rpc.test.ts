import assert from "node:assert/strict";
import * as z from "zod/mini";
import { connect, event, request, type Port, type RpcError } from "../../../src/shared/rpc.ts";

const contract = {
  add: request(z.object({ a: z.number(), b: z.number() }), z.object({ sum: z.number() })),
  say: event(z.object({ text: z.string() })),
};

/** Two ports joined like a host and its panel: structured clones, delivered later. */
function joined(): [Port, Port] {
  const listeners: ((message: unknown) => void)[][] = [[], []];
  const port = (own: 0 | 1): Port => ({
    post(message) {
      const copy: unknown = structuredClone(message);
      queueMicrotask(() => listeners[1 - own]!.forEach((listener) => listener(copy)));
    },
    listen(receive) {
      listeners[own]!.push(receive);
      return () => listeners[own]!.splice(listeners[own]!.indexOf(receive), 1);
    },
  });
  return [port(0), port(1)];
}

function setUp(add?: (params: { a: number; b: number }) => Promise<{ sum: number }>) {
  const [near, far] = joined();
  const said: string[] = [];
  const rejected: string[] = [];
  const onRejected = (reason: string): void => void rejected.push(reason);
  const handlers = {
    add: add ?? (({ a, b }: { a: number; b: number }) => Promise.resolve({ sum: a + b })),
    say: ({ text }: { text: string }) => void said.push(text),
  };
  connect({ port: far, offered: contract, handlers, wanted: {}, onRejected });
  const { call, dispose } = connect({ port: near, offered: {}, handlers: {}, wanted: contract, onRejected });
  return { call, dispose, near, said, rejected };
}

const isRpcError = (message: RegExp) => (error: RpcError) =>
  error.name === "RpcError" && message.test(error.message);

describe("rpc", () => {
  it("answers requests and delivers events", async () => {
    const { call, said } = setUp();
    assert.deepEqual(await call.add({ a: 1, b: 2 }), { sum: 3 });
    call.say({ text: "hello" });
    await Promise.resolve();
    assert.deepEqual(said, ["hello"]);
  });

  it("carries a handler's error back to the caller", async () => {
    const { call } = setUp(() => Promise.reject(new Error("no sums today")));
    await assert.rejects(call.add({ a: 1, b: 2 }), isRpcError(/no sums today/));
  });

  it("lets nothing unparsed reach a handler", async () => {
    const { near, said, rejected } = setUp();
    for (const message of [
      null,
      "text",
      { method: 5 },
      { method: "say", params: { text: 5 } },
      { method: "toString", params: {} },
      { method: "__proto__", params: {} },
    ]) {
      near.post(message);
    }
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(said, []);
    assert.equal(rejected.length, 6);
  });

  it("refuses an answer that is not what was declared", async () => {
    const { call, rejected } = setUp(() => Promise.resolve({ sum: "three" } as unknown as { sum: number }));
    await assert.rejects(call.add({ a: 1, b: 2 }), isRpcError(/bad answer/));
    assert.equal(rejected.length, 1);
  });

  it("rejects what waits when it is disposed, and everything after", async () => {
    const { call, dispose } = setUp(() => new Promise(() => undefined));
    const waiting = call.add({ a: 1, b: 2 });
    dispose();
    await assert.rejects(waiting, isRpcError(/closed/));
    await assert.rejects(call.add({ a: 1, b: 2 }), isRpcError(/closed/));
    call.say({ text: "nobody hears" });
  });

  it("gives up with the caller's signal, and minds no late answer", async () => {
    const finish = Promise.withResolvers<{ sum: number }>();
    const { call, rejected } = setUp(() => finish.promise);
    const controller = new AbortController();
    const waiting = call.add({ a: 1, b: 2 }, controller.signal);
    controller.abort(new Error("changed my mind"));
    await assert.rejects(waiting, /changed my mind/);
    finish.resolve({ sum: 3 });
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(rejected, []);
  });
});
