/** One WebSocket to the model's server. It goes the way of the editor's proxy settings, with its certificates. */
import type { IncomingMessage } from "node:http";
import { WebSocket } from "ws";
import { failureOf } from "../../providers/http.ts";
import { obstacleTo } from "../../providers/obstacle.ts";
import type { SocketAddress } from "../../providers/provider.ts";
import { SessionFailure, type FailurePlace } from "../../session/failure.ts";

export interface ChannelListener {
  received(text: string): void;
  /** Told once, and never after {@link Channel.close}. */
  closed(reason: string): void;
}

export interface Channel {
  send(text: string): void;
  close(): void;
}

/** Between two signs of life that are asked for, in ms: a dead one is noticed after twice this. */
const beatTime = 10_000;

/** What may wait to be sent, in bytes: ten seconds of the microphone. Who speaks is not to be answered later still. */
const mostWaiting = 640_000;

/** The API's own limit of an event, in bytes. */
const largestEvent = 15 << 20;

/** Of a refusal, in bytes: what is longer is a page for people. */
const largestRefusal = 65_536;

/** @throws {SessionFailure} where the server does not let us in, or the signal's reason. */
export async function openChannel(
  address: SocketAddress,
  listener: ChannelListener,
  signal: AbortSignal,
): Promise<Channel> {
  signal.throwIfAborted();
  const { url, headers } = address;
  // With an agent or a `createConnection` of our own, the editor would leave out its proxy.
  const socket = new WebSocket(url, { headers, perMessageDeflate: false, maxPayload: largestEvent });
  const giveUp = (): void => socket.terminate();
  signal.addEventListener("abort", giveUp, { once: true });
  // The server's first word may come with its yes, and is lost where nobody listens by then.
  const channel = channelOver(socket, listener);
  try {
    await opened(socket, address);
    return channel;
  } catch (error) {
    channel.close();
    if (!signal.aborted) throw error;
    throw signal.reason instanceof Error && signal.reason.name === "TimeoutError"
      ? new SessionFailure("timedOut", { detail: new URL(url).host, cause: signal.reason })
      : signal.reason;
  } finally {
    signal.removeEventListener("abort", giveUp);
  }
}

/** @throws {SessionFailure} */
function opened(socket: WebSocket, { url, headers, place }: SocketAddress): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once("open", resolve);
    socket.on("error", (error) => {
      reject(obstacleTo(url, error).with({ place }));
    });
    socket.once("unexpected-response", (_request, response) => {
      refusalOf(response, place, headers)
        .then(reject, reject)
        .finally(() => socket.terminate());
    });
  });
}

async function refusalOf(
  response: IncomingMessage,
  place: FailurePlace,
  headers: Record<string, string>,
): Promise<SessionFailure> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size > largestRefusal) break;
  }
  const credential = Object.values(headers)[0]?.replace(/^Bearer /, "");
  // A redirect is followed nowhere, and a 1xx or 2xx is none of what a WebSocket begins with.
  const { statusCode = 0 } = response;
  if (statusCode < 400) return new SessionFailure("badAnswer", { detail: `HTTP ${statusCode}` });
  const failure = await failureOf(
    new Response(Buffer.concat(chunks), { status: statusCode }),
    place,
    credential,
  );
  // Not the user's key: the secret that was made from it a moment ago.
  const isSecret = failure.reason === "keyRefused" && credential?.startsWith("ek_") === true;
  return isSecret ? failure.with({ reason: "secretRefused" }) : failure;
}

function channelOver(socket: WebSocket, listener: ChannelListener): Channel {
  let over = false;
  let alive = true;
  const beat = setInterval(() => {
    if (socket.readyState !== socket.OPEN) return;
    if (!alive) return end("The server has gone quiet.");
    alive = false;
    socket.ping();
  }, beatTime);
  beat.unref();
  socket.once("open", () => {
    socket.on("error", (error) => end(`The WebSocket broke: ${error.message}`));
    socket.on("close", (code, reason) => {
      const said = reason.toString();
      end(`The server closed the WebSocket (${code}${said === "" ? "" : `: ${said}`}).`);
    });
  });

  function close(): void {
    over = true;
    clearInterval(beat);
    socket.close();
  }
  function end(reason: string): void {
    if (over) return;
    close();
    // Closing waits for the other end, which may be what is missing.
    socket.terminate();
    listener.closed(reason);
  }
  socket.on("pong", () => (alive = true));
  socket.on("message", (data: Buffer, isBinary) => {
    alive = true;
    if (!over && !isBinary) listener.received(data.toString());
  });

  return {
    send(text) {
      if (over) return;
      if (socket.bufferedAmount > mostWaiting) {
        return end("The network is too slow for the sound: ten seconds of it could not be sent.");
      }
      socket.send(text);
    },
    close,
  };
}
