/**
 * A Realtime server on loopback that hears: it speaks the GA protocol over HTTP, WebRTC and WebSockets, recognises spoken
 * commands, and answers with function calls and a voice. Its mind is a table of commands, not a model.
 */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Endpointer } from "soundswallower";
import type { WebSocket } from "ws";
import { defaultSession, usualSessionSeconds } from "./configuration/session.ts";
import { endpointers } from "./hearing/engine.ts";
import { startRecogniser, type Recogniser } from "./hearing/recogniser.ts";
import { createListener, type ListenerOptions, type LoggedRequest } from "./http/listener.ts";
import { Responses } from "./http/responses.ts";
import { route, type RouteOptions } from "./http/routes.ts";
import { identifiers, type NewId } from "./identifiers.ts";
import { takeUpgrades, type UpgradeOptions } from "./http/upgrade.ts";
import { createPeer } from "./peer.ts";
import type { Session } from "./protocol.ts";
import { createScript, type Script, type Scripted } from "./script.ts";
import { createSecrets } from "./secrets.ts";
import { LiveSession, type ServerSession } from "./session.ts";
import type { AzureOptions } from "./variants/azure.ts";
import { variantOf } from "./variants/all.ts";
import type { Plays, Variant } from "./variants/variant.ts";
import { socketCarrier } from "./socket.ts";

export interface RealtimeServerOptions {
  /** The standard key that clients must present. */
  key: string;
  /** 0, the default, takes a free one. */
  port?: number;
  /** Origins of pages that may ask; none by default. */
  origins?: readonly string[];
  /** Seconds that secrets live, whatever clients ask for. */
  secretSeconds?: number;
  /** Seconds that a session lasts; an hour by default. */
  sessionSeconds?: number;
  /** Whom it plays; OpenAI by default. */
  plays?: Plays;
  /** How Azure is, where it is played. */
  azure?: AzureOptions;
  /** WebRTC finds no way, as behind a firewall that lets no UDP through. */
  udpBlocked?: boolean;
  /** Makes ids the same in every run. */
  seed?: number;
}

export interface RealtimeServer {
  /** "http://127.0.0.1:PORT/v1" */
  readonly url: string;
  readonly port: number;
  readonly requests: readonly LoggedRequest[];
  /** Every session since the start, the closed ones too. */
  readonly sessions: readonly ServerSession[];
  readonly script: Script;
  /** What is done over the Responses API. */
  readonly responses: Pick<Responses, "cancelled">;
  close(): Promise<void>;
}

interface CallParts {
  newId: NewId;
  sessionSeconds: number;
  script: Scripted;
  wire: Variant["wire"];
  recogniser: Recogniser;
  newEndpointer(): Endpointer;
  udpBlocked: boolean;
}

/** @throws {ProtocolError} where the offer is none. */
async function answerCall(configuration: Session, offer: string, { wire, udpBlocked, ...parts }: CallParts) {
  const wired = wire?.((text) => peer.sendText(text), "peer");
  const peer = createPeer(
    {
      opened: () => session.open(),
      received(data) {
        for (const event of wired?.received(data) ?? [data]) session.receive(event);
      },
      heard: (samples) => session.hear(samples),
      closed: () => session.end(),
    },
    udpBlocked,
  );
  const sendText = (text: string): void => {
    for (const message of wired?.sent(text) ?? [text]) peer.sendText(message);
  };
  const session = new LiveSession({ ...parts, configuration, carrier: { ...peer, sendText } });
  return { session, sdp: await peer.answer(offer) };
}

function openOverSocket(
  configuration: Session,
  socket: WebSocket,
  { wire, ...parts }: CallParts,
): LiveSession {
  const carrier = socketCarrier(socket);
  const wired = wire?.(carrier.sendText, "socket");
  const sendText = (text: string): void => {
    for (const message of wired?.sent(text) ?? [text]) carrier.sendText(message);
  };
  const session = new LiveSession({ ...parts, configuration, carrier: { ...carrier, sendText } });
  socket.on("message", (data: Buffer) => {
    for (const event of wired?.received(data.toString()) ?? [data.toString()]) session.receive(event);
  });
  socket.on("close", () => session.end());
  session.open();
  return session;
}

function createWeb(
  door: Omit<ListenerOptions, "route">,
  calls: RouteOptions,
  startSession: UpgradeOptions["startSession"],
): { http: Server; hangUp(): void } {
  const http = createServer(
    createListener({ ...door, route: (request, path) => route(request, path, calls) }),
  );
  return { http, hangUp: takeUpgrades(http, { ...calls, ...door, startSession }) };
}

/** @returns the port it listens on. */
async function listen(http: Server, port = 0): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    http.once("error", reject);
    http.listen(port, "127.0.0.1", resolve);
  });
  return (http.address() as AddressInfo).port;
}

/** Resolves when the server listens and its recogniser is ready, in about half a second. */
export async function startRealtimeServer(options: RealtimeServerOptions): Promise<RealtimeServer> {
  const [recogniser, newEndpointer] = await Promise.all([startRecogniser(), endpointers()]);
  const newId = identifiers(options.seed);
  const script = createScript();
  const variant = variantOf(options);
  const requests: LoggedRequest[] = [];
  const sessions = new Map<string, LiveSession>();
  const { sessionSeconds = usualSessionSeconds, udpBlocked = false } = options;
  const { wire } = variant;
  const parts = { newId, script, recogniser, newEndpointer, sessionSeconds, udpBlocked, wire };
  const newSession = (): Session =>
    defaultSession(newId("sess_"), Math.floor(Date.now() / 1000) + sessionSeconds);

  const calls = {
    responses: new Responses(),
    key: options.key,
    variant,
    secrets: createSecrets(newId),
    secretSeconds: options.secretSeconds,
    newSession,
    async startCall(configured: Session, offer: string) {
      // One secret may open several sessions, so each is told apart.
      const { id, expires_at } = newSession();
      const { session, sdp } = await answerCall({ ...configured, id, expires_at }, offer, parts);
      const callId = newId("rtc_");
      sessions.set(callId, session);
      return { sdp, callId };
    },
    hangUp(callId: string) {
      const session = sessions.get(callId);
      if (session === undefined || session.closed) return false;
      session.drop();
      return true;
    },
  };
  const door = {
    port: () => port,
    log: (request: LoggedRequest) => void requests.push(request),
    takeFailure: (path: string) => script.takeFailure(path),
    origins: options.origins ?? [],
  };
  const { http, hangUp } = createWeb(door, calls, (configuration, socket) =>
    sessions.set(newId("sock_"), openOverSocket(configuration, socket, parts)),
  );
  const port = await listen(http, options.port);
  return {
    url: `http://127.0.0.1:${port}/v1`,
    port,
    requests,
    get sessions() {
      return [...sessions.values()];
    },
    script,
    responses: calls.responses,
    async close() {
      for (const session of sessions.values()) session.drop();
      hangUp();
      http.closeAllConnections();
      await Promise.all([new Promise((resolve) => http.close(resolve)), recogniser.close()]);
    },
  };
}
