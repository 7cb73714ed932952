/** Sessions over a WebSocket: lets in who shows the key or a secret, under the address that WebSockets have. */
import { STATUS_CODES, type IncomingMessage, type Server } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import type { Session } from "../protocol.ts";
import { HttpError, type Answer } from "./answer.ts";
import { credentialOf, wrongCredential } from "./credentials.ts";
import type { CallOptions } from "./calls.ts";
import { checkHost } from "./guard.ts";
import { failWith, logged, type ListenerOptions } from "./listener.ts";
import { checkModel } from "./models.ts";
import { ownSession } from "../variants/pipeline.ts";

export interface UpgradeOptions
  extends
    Pick<ListenerOptions, "port" | "log" | "takeFailure">,
    Pick<CallOptions, "key" | "variant" | "secrets" | "newSession"> {
  startSession(session: Session, socket: WebSocket): void;
}

/** Bytes: the API's own limit of an event is 15 MB. */
const largestMessage = 15 << 20;

/** @returns a function that hangs up on those that wait for an answer. */
export function takeUpgrades(http: Server, options: UpgradeOptions): () => void {
  const waiting = new Set<Duplex>();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessage });
  http.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://loopback");
    const entry = logged(request, pathname);
    options.log(entry);
    waiting.add(socket);
    socket.on("error", () => socket.destroy());
    admit(request, { pathname, searchParams }, options).then(
      (session) => {
        waiting.delete(socket);
        entry.status = 101;
        sockets.handleUpgrade(request, socket, head, (open) => options.startSession(session, open));
      },
      (error: unknown) => {
        if (!(error instanceof Refusal)) throw error;
        if (error.answer === undefined) return void socket.destroy();
        entry.status = error.answer.status;
        refuse(socket, error.answer);
      },
    );
  });
  return () => {
    for (const socket of waiting) socket.destroy();
  };
}

class Refusal extends Error {
  /** None where the request is to be hung up on. */
  readonly answer: Answer | undefined;

  constructor(answer: Answer | undefined) {
    super("refused");
    this.answer = answer;
  }
}

/** @throws {Refusal} */
async function admit(
  request: IncomingMessage,
  { pathname, searchParams }: Pick<URL, "pathname" | "searchParams">,
  options: UpgradeOptions,
): Promise<Session> {
  const failure = options.takeFailure(pathname);
  if (failure !== undefined) throw new Refusal(await failWith(failure));
  try {
    checkHost(request, options.port());
    // No page opens one: it could not show a credential in a header.
    if (request.headers.origin !== undefined) throw new HttpError(403, "Pages are not served here.");
    if (!/^(?:\/openai)?\/v1\/realtime$/.test(pathname))
      throw new HttpError(404, `Invalid URL (${pathname})`);
    const model = searchParams.get("model");
    if (options.variant.handlers["/realtime/client_secrets"] !== null)
      return sessionFor(credentialOf(request), model, options);
    options.variant.admit(request, options.key);
    return ownSession(options.newSession(), model ?? undefined);
  } catch (error) {
    if (error instanceof HttpError) throw new Refusal(error.answer);
    throw error;
  }
}

/** A secret brings its session; with the key, it is the model's default one. @throws {HttpError} */
function sessionFor(credential: string, model: string | null, options: UpgradeOptions): Session {
  const kept = options.secrets.find(credential)?.session;
  if (kept === undefined && credential !== options.key) throw wrongCredential(credential);
  const wanted = model ?? kept?.model;
  if (wanted === undefined || wanted === "") {
    throw new HttpError(400, "You must provide a model parameter.", { code: "missing_model" });
  }
  checkModel(wanted, options.variant.models);
  // One secret may open several sessions, so each is told apart.
  const { id, expires_at } = options.newSession();
  return { ...(kept ?? options.newSession()), model: wanted, id, expires_at };
}

function refuse(socket: Duplex, { status, headers = {}, body }: Answer): void {
  const text = typeof body === "string" ? body : JSON.stringify(body ?? {});
  const lines = Object.entries({ ...headers, "content-type": "application/json", connection: "close" });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}content-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  );
}
