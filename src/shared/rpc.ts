/**
 * Requests and events between the extension host and the panel, over one `postMessage` channel.
 *
 * Each side offers a contract: a record of {@link request} and {@link event} declarations. Everything that
 * arrives is parsed against it before a handler sees it, errors travel back to the caller, and disposing
 * rejects whatever is still waiting.
 */
import * as z from "zod/mini";

type Schema = z.ZodMiniType;

export interface RequestDeclaration<P extends Schema = Schema, R extends Schema = Schema> {
  readonly params: P;
  readonly result: R;
}
export interface EventDeclaration<P extends Schema = Schema> {
  readonly params: P;
}
/** The part of an `AbortSignal` that is needed here, where neither Node's nor the DOM's types are. */
export interface Cancellation {
  readonly reason: unknown;
  throwIfAborted(): void;
  addEventListener(type: "abort", listener: () => void, options: { once: boolean }): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

export type Contract = Record<string, RequestDeclaration | EventDeclaration>;

/** Declares a call that is answered. */
export function request<P extends Schema, R extends Schema>(params: P, result: R): RequestDeclaration<P, R> {
  return { params, result };
}

/** Declares a message without an answer. */
export function event<P extends Schema>(params: P): EventDeclaration<P> {
  return { params };
}

/** What the side that offers `C` implements. */
export type Handlers<C extends Contract> = {
  [M in keyof C]: C[M] extends RequestDeclaration
    ? (params: z.output<C[M]["params"]>) => Promise<z.output<C[M]["result"]>>
    : (params: z.output<C[M]["params"]>) => void;
};

/** What the other side calls. */
export type Client<C extends Contract> = {
  [M in keyof C]: C[M] extends RequestDeclaration
    ? (params: z.output<C[M]["params"]>, signal?: Cancellation) => Promise<z.output<C[M]["result"]>>
    : (params: z.output<C[M]["params"]>) => void;
};

/** One end of the channel. */
export interface Port {
  post(message: unknown): void;
  /** @returns a function that stops listening. */
  listen(receive: (message: unknown) => void): () => void;
}

export interface Connection<Wanted extends Contract> {
  readonly call: Client<Wanted>;
  dispose(): void;
}

export interface ConnectionOptions<Offered extends Contract, Wanted extends Contract> {
  port: Port;
  offered: Offered;
  handlers: Handlers<Offered>;
  wanted: Wanted;
  /** Told of every message that did not parse; such a message has no other effect. */
  onRejected(reason: string): void;
}

/** The request was answered with an error, or the connection ended before an answer came. */
export class RpcError extends Error {
  override readonly name = "RpcError";
}

const envelope = z.union([
  z.object({ id: z.optional(z.int()), method: z.string(), params: z.optional(z.unknown()) }),
  z.object({ id: z.int(), error: z.string() }),
  z.object({ id: z.int(), result: z.optional(z.unknown()) }),
]);

interface Waiting {
  result: Schema;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** Connects one end of the channel: serves `offered` and gives a client for `wanted`. */
export function connect<Offered extends Contract, Wanted extends Contract>(
  options: ConnectionOptions<Offered, Wanted>,
): Connection<Wanted> {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let disposed = false;

  const stopListening = options.port.listen((message) => {
    const parsed = envelope.safeParse(message);
    if (!parsed.success) return options.onRejected(`not a message: ${z.prettifyError(parsed.error)}`);
    if ("method" in parsed.data) return receiveCall(options, parsed.data);
    settle(waiting, parsed.data, options.onRejected);
  });

  function callMethod(method: string, params: unknown, signal?: Cancellation): Promise<unknown> | undefined {
    const declaration = options.wanted[method];
    if (declaration === undefined) throw new RpcError(`No such method: ${method}`);
    if (!("result" in declaration)) {
      if (!disposed) options.port.post({ method, params });
      return undefined;
    }
    if (disposed) return Promise.reject(new RpcError("The panel is closed."));
    signal?.throwIfAborted();
    const id = ++lastId;
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        waiting.delete(id);
        reject(signal?.reason instanceof Error ? signal.reason : new RpcError("Cancelled."));
      };
      const done =
        <T>(settleWith: (value: T) => void) =>
        (value: T) => {
          signal?.removeEventListener("abort", onAbort);
          settleWith(value);
        };
      signal?.addEventListener("abort", onAbort, { once: true });
      waiting.set(id, { result: declaration.result, resolve: done(resolve), reject: done(reject) });
      options.port.post({ id, method, params });
    });
  }

  const call = Object.fromEntries(
    Object.keys(options.wanted).map((method) => [
      method,
      (params: unknown, signal?: Cancellation) => callMethod(method, params, signal),
    ]),
  ) as unknown as Client<Wanted>;

  return {
    call,
    dispose() {
      disposed = true;
      stopListening();
      for (const { reject } of waiting.values()) reject(new RpcError("The panel is closed."));
      waiting.clear();
    },
  };
}

function settle(
  waiting: Map<number, Waiting>,
  reply: { id: number; error?: unknown; result?: unknown },
  onRejected: (reason: string) => void,
): void {
  const caller = waiting.get(reply.id);
  if (caller === undefined) return; // Answered after it was given up: nobody wants it any more.
  waiting.delete(reply.id);
  if (typeof reply.error === "string") return caller.reject(new RpcError(reply.error));
  const parsed = caller.result.safeParse(reply.result);
  if (parsed.success) return caller.resolve(parsed.data);
  const reason = `bad answer: ${z.prettifyError(parsed.error)}`;
  onRejected(reason);
  caller.reject(new RpcError(reason));
}

function receiveCall<Offered extends Contract, Wanted extends Contract>(
  { port, offered, handlers, onRejected }: ConnectionOptions<Offered, Wanted>,
  { id, method, params }: { id?: number | undefined; method: string; params?: unknown },
): void {
  const refuse = (reason: string): void => {
    onRejected(reason);
    if (id !== undefined) port.post({ id, error: reason });
  };
  const declaration = Object.hasOwn(offered, method) ? offered[method] : undefined;
  if (declaration === undefined) return refuse(`no such method: ${method}`);
  const parsed = declaration.params.safeParse(params);
  if (!parsed.success) return refuse(`bad ${method}: ${z.prettifyError(parsed.error)}`);
  const handler = handlers[method] as (params: unknown) => unknown;
  if (id === undefined || !("result" in declaration)) {
    handler(parsed.data);
    return;
  }
  Promise.resolve()
    .then(() => handler(parsed.data))
    .then(
      (result) => port.post({ id, result }),
      (error: unknown) => port.post({ id, error: error instanceof Error ? error.message : String(error) }),
    );
}
