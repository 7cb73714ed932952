/** The companion page's server, a page that behaves, and the means of those that do not. */
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { request, type IncomingHttpHeaders, type RequestOptions } from "node:http";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { WebSocket, type ClientOptions } from "ws";
import { startCompanion, type Companion } from "../../../src/companion/companionServer.ts";
import { companionContract, companionNews } from "../../../src/shared/companion.ts";
import { connect, type Client, type Handlers } from "../../../src/shared/rpc.ts";

export interface Told {
  what: string;
  params: unknown;
}

export interface Page {
  readonly socket: WebSocket;
  readonly host: Client<typeof companionNews>;
  /** What it has to show the next time. */
  readonly pass: string;
  /** What the host asked of it. */
  readonly asked: Told[];
  /** The close code, once the host has closed it. */
  readonly closed: Promise<number>;
}

export interface Rig {
  readonly companion: Companion;
  readonly port: number;
  /** What the page told the host, and that it went away. */
  readonly told: Told[];
  readonly logged: string[];
  newPass(): string;
  get(path: string, options?: RequestOptions): Promise<Answer>;
  /** Opens a socket as a page of this origin does; without one, as a program does. */
  dial(origin?: string, options?: ClientOptions): WebSocket;
  /** A page that does all that it should. */
  open(pass?: string): Promise<Page>;
  /** Sends bytes as they are. @returns all that came back until the server hung up */
  raw(bytes: string): Promise<string>;
  close(): Promise<void>;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

export const texts = { title: "Das Mikrofon </script><b>" };
export const state = { window: "shop — src", session: { status: "idle" } } as const;
const files = { "companion.js": "document.title;", "companion.css": "body { margin: 0 }" };

export async function startRig(): Promise<Rig> {
  const folder = await mkdtemp(join(tmpdir(), "companion-"));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  await writeFile(join(folder, "secret.txt"), "not for pages");
  const told: Told[] = [];
  const logged: string[] = [];
  const log = (message: string): void => void logged.push(message);
  const companion = await startCompanion({
    folder,
    texts,
    language: "de",
    log: { debug: log, warn: log, error: log },
    listener: {
      ...recorder(companionNews, told),
      gone: (reason) => told.push({ what: "gone", params: reason }),
    },
  });
  companion.show(state);
  const port = Number(new URL(companion.address).port);
  const newPass = (): string => new URL(companion.url()).hash.slice(1);
  const dial = (origin?: string, options: ClientOptions = {}): WebSocket =>
    new WebSocket(`ws://127.0.0.1:${port}/socket`, {
      ...(origin !== undefined && { origin }),
      ...options,
    });
  return {
    companion,
    port,
    told,
    logged,
    newPass,
    get: (path, options) => get(port, path, options),
    dial,
    open: (pass = newPass()) => openPage(dial(`http://127.0.0.1:${port}`), pass),
    raw: (bytes) => sendRaw(port, bytes),
    async close() {
      await companion.close();
      await rm(folder, { recursive: true });
    },
  };
}

function recorder<C extends typeof companionNews>(contract: C, told: Told[]): Handlers<C> {
  return Object.fromEntries(
    Object.keys(contract).map((what) => [what, (params: unknown) => void told.push({ what, params })]),
  ) as unknown as Handlers<C>;
}

/** The test's own time limit ends a wait in vain. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** @throws where the host does not let it in. */
async function openPage(socket: WebSocket, pass: string): Promise<Page> {
  const closed = once(socket, "close").then(([code]) => code as number);
  await once(socket, "open");
  socket.send(JSON.stringify({ pass }));
  const refused = closed.then((code) => Promise.reject(new Error(`closed: ${code}`)));
  // Later on the host may well close it.
  refused.catch(() => undefined);
  const next = await Promise.race([once(socket, "message"), refused]);
  const asked: Told[] = [];
  const { call: host } = connect({
    port: {
      post: (message) => socket.send(JSON.stringify(message)),
      listen(receive) {
        const onMessage = (data: unknown): void => receive(JSON.parse(String(data)));
        socket.on("message", onMessage);
        return () => socket.off("message", onMessage);
      },
    },
    offered: companionContract,
    handlers: pageHandlers(asked),
    wanted: companionNews,
    onRejected: (reason) => {
      throw new Error(reason);
    },
  });
  const shown = once(socket, "message");
  socket.send(JSON.stringify({ kept: true }));
  // The first thing that a page hears once it is let in.
  await Promise.race([shown, refused]);
  return { socket, host, pass: (JSON.parse(String(next[0])) as { pass: string }).pass, asked, closed };
}

function pageHandlers(asked: Told[]): Handlers<typeof companionContract> {
  const note = (what: string) => (params: unknown) => void asked.push({ what, params });
  return {
    async offer({ link, microphone, gated }) {
      note("offer")({ link, microphone, gated });
      return { sdp: "v=0", microphone: { granted: true } };
    },
    async answer(params) {
      note("answer")(params);
      return {};
    },
    async setMicrophone(params) {
      note("setMicrophone")(params);
      return { granted: true };
    },
    send: note("send"),
    play: note("play"),
    flush: note("flush"),
    setGate: note("setGate"),
    setAudible: note("setAudible"),
    setSpeaker: note("setSpeaker"),
    audio: note("audio"),
    close: note("close"),
    async report(params) {
      note("report")(params);
      return { ice: "connected", received: 0, lost: 0, blocked: false };
    },
    async mayPlay(params) {
      note("mayPlay")(params);
      return { allowed: true };
    },
    show: note("show"),
    beat: note("beat"),
  };
}

/** Node's own client, because `fetch` neither sets a Host nor leaves a path as it is. */
async function get(port: number, path: string, options: RequestOptions = {}): Promise<Answer> {
  const asked = request({ host: "127.0.0.1", port, path, agent: false, ...options });
  asked.end();
  const [response] = await once(asked, "response");
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

async function sendRaw(port: number, bytes: string): Promise<string> {
  const socket = createConnection({ host: "127.0.0.1", port });
  // What was still on its way to a server that has hung up is reset.
  socket.on("error", () => undefined);
  let received = "";
  socket.setEncoding("utf8").on("data", (data: string) => (received += data));
  socket.write(bytes);
  await once(socket, "close");
  return received;
}
