/** The client of the probe, the small extension in dev/probe that tells what VS Code itself shows. */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

/** Lines and columns are 1-based; files are relative to the workspace. */
export interface EditorState {
  file: string;
  line: number;
  column: number;
  selection: string;
  text: string;
  dirty: boolean;
  visible: { from: number; to: number } | null;
}

export interface ProbeState {
  /** The active text editor. */
  editor: EditorState | null;
  /** The labels of all tabs. */
  openEditors: string[];
  problems: { file: string; line: number; message: string; error: boolean }[];
  terminals: number;
  trusted: boolean;
  /** Whether Viva Voce is there, and whether it was activated. */
  extension: "missing" | "inactive" | "active";
}

export interface Resources {
  heapBytes: number;
  cpuMs: number;
}

export interface Probe {
  state(): Promise<ProbeState>;
  open(file: string, at?: { line: number; column?: number }): Promise<void>;
  command(id: string, ...args: unknown[]): Promise<unknown>;
  setting(key: string): Promise<unknown>;
  /** Changes a setting of the user's. */
  configure(key: string, value: unknown): Promise<void>;
  /** Activates the extension. @returns how long that took, in milliseconds. */
  activation(): Promise<number>;
  /** Lets every call that asks for a definition wait for ever. */
  hang(): Promise<void>;
  /** How often a definition was asked for since then. */
  asked(): Promise<number>;
  /** Ends the extension host as a crash does. */
  crash(): void;
  /** Resolves when the extension host is gone. */
  readonly gone: Promise<void>;
  /** What the extension host holds after its garbage was collected, and its processor time since it began. */
  resources(): Promise<Resources>;
  /** Puts a stand-in where VS Code's own sign-in to Microsoft would be: each use gives another token. */
  standInMicrosoft(): Promise<void>;
  /**
   * @param refuse what the next sign-in fails with.
   * @returns the scopes of each sign-in, and all tokens that were given out.
   */
  microsoft(act?: { refuse?: string; signOut?: boolean }): Promise<{ asked: string[][]; tokens: string[] }>;
  /** Makes saving take its time. */
  holdSaves(): Promise<void>;
  /** @returns how often something was saved since it was held. */
  releaseSaves(): Promise<number>;
  /**
   * Asks for the state until `holds` says yes.
   * @throws {Error} with the last state, where that takes longer than `timeout` milliseconds.
   */
  until(what: string, holds: (state: ProbeState) => boolean, timeout?: number): Promise<ProbeState>;
  close(): void;
}

/** How often a socket or a state that is waited for is looked at, in milliseconds. */
const interval = 50;

/**
 * Connects as soon as the probe listens, which is once a workbench is open.
 * @throws {Error} where that takes longer than `timeout` milliseconds.
 */
export async function connectProbe(path: string, timeout = 30_000): Promise<Probe> {
  const { socket, call } = await openAnswering(path, AbortSignal.timeout(timeout));
  const gone = new Promise<void>((resolve) => {
    socket.once("close", () => resolve());
  });
  const state = async (): Promise<ProbeState> => (await call("state")) as ProbeState;
  return {
    state,
    async open(file, at) {
      await call("open", { file, ...at });
    },
    async command(id, ...args) {
      return ((await call("command", { id, args })) as { result: unknown }).result;
    },
    async setting(key) {
      return ((await call("settings", { key })) as { value: unknown }).value;
    },
    async configure(key, value) {
      await call("configure", { key, value });
    },
    async activation() {
      return ((await call("activation")) as { ms: number }).ms;
    },
    async holdSaves() {
      await call("holdSaves");
    },
    releaseSaves: async () => ((await call("releaseSaves")) as { saves: number }).saves,
    async standInMicrosoft() {
      await call("standInMicrosoft");
    },
    microsoft: async (act) => (await call("microsoft", act)) as Awaited<ReturnType<Probe["microsoft"]>>,
    async hang() {
      await call("hang");
    },
    asked: async () => ((await call("asked")) as { times: number }).times,
    // Nobody is left to answer.
    crash: () => void call("crash").catch(() => undefined),
    gone,
    resources: async () => (await call("resources")) as Resources,
    async until(what, holds, limit = 10_000) {
      const deadline = performance.now() + limit;
      for (;;) {
        const current = await state();
        if (holds(current)) return current;
        if (performance.now() > deadline) {
          throw new Error(
            `Not within ${limit} ms: ${what}. The state is ${JSON.stringify(current, undefined, 1)}`,
          );
        }
        await delay(interval);
      }
    },
    close: () => void socket.destroy(),
  };
}

/** A host that is ending may still take a connection, and answers nothing on it. */
async function openAnswering(path: string, signal: AbortSignal): Promise<{ socket: Socket; call: Caller }> {
  for (;;) {
    const socket = await openSocket(path, signal);
    const call = caller(socket);
    const answers = await call("state").then(
      () => true,
      () => false,
    );
    if (answers) return { socket, call };
    socket.destroy();
  }
}

async function openSocket(path: string, signal: AbortSignal): Promise<Socket> {
  for (;;) {
    const socket = connect(path);
    try {
      await once(socket, "connect", { signal });
      return socket;
    } catch (error) {
      socket.destroy();
      if (signal.aborted) throw new Error(`No probe answered at ${path}.`, { cause: error });
      await delay(interval);
    }
  }
}

type Caller = (method: string, params?: object) => Promise<unknown>;

/** Matches answers to requests by their id. */
function caller(socket: Socket): Caller {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let lastId = 0;
  let buffered = "";
  socket.setEncoding("utf8").on("data", (chunk: string) => {
    const lines = (buffered + chunk).split("\n");
    buffered = lines.pop() ?? "";
    for (const line of lines) {
      const { id, result, error } = JSON.parse(line) as { id: number; result?: unknown; error?: string };
      const request = waiting.get(id);
      waiting.delete(id);
      if (error === undefined) request?.resolve(result);
      else request?.reject(new Error(error));
    }
  });
  socket.on("error", () => {
    // "close" follows and rejects what waits.
  });
  socket.on("close", () => {
    for (const request of waiting.values()) request.reject(new Error("The probe is gone: VS Code ended."));
    waiting.clear();
  });
  return async (method, params = {}) => {
    if (socket.destroyed) throw new Error("The probe is gone: VS Code ended.");
    const id = ++lastId;
    const request = Promise.withResolvers<unknown>();
    waiting.set(id, request);
    socket.write(`${JSON.stringify({ id, method, params })}\n`);
    return request.promise;
  };
}
