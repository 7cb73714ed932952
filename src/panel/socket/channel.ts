/** One WebSocket to the model's server. It goes the way of the editor's proxy settings, with its certificates. */
import type { IncomingMessage } from "node:http";
import { WebSocket } from "ws";
import { failureOf } from "../../providers/http.ts";
import { obstacleTo } from "../../providers/obstacle.ts";
import type { SocketAddress } from "../../providers/provider.ts";
import { SessionFailure } from "../../session/failure.ts";

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
  // VS Code gives the request an agent that knows its proxy and the certificates, and that makes the connection in the
  // place of ws. Where `http.proxySupport` is "on", one of our own would keep it from doing so.
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
function opened(socket: WebSocket, address: SocketAddress): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once("open", resolve);
    socket.on("error", (error) => {
      reject(obstacleTo(address.url, error).with({ place: address.place }));
    });
    socket.once("unexpected-response", (_request, response) => {
      refusalOf(response, address)
        .then(reject, reject)
        .finally(() => socket.terminate());
    });
  });
}

async function refusalOf(
  response: IncomingMessage,
  { place, headers, secret }: SocketAddress,
): Promise<SessionFailure> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size > largestRefusal) break;
  }
  const credential = Object.values(headers)[0]?.replace(/^Bearer /, "");
  // A 1xx or 2xx is none of what a WebSocket begins with.
  const { statusCode = 0 } = response;
  if (statusCode < 300) return new SessionFailure("badAnswer", { detail: `HTTP ${statusCode}` });
  const failure = await failureOf(
    new Response(statusCode === 304 ? null : Buffer.concat(chunks), {
      status: statusCode,
      headers: headersOf(response),
    }),
    place,
    credential,
  );
  // Not the user's key: the secret that was made from it a moment ago.
  return secret && statusCode === 401 ? failure.with({ reason: "secretRefused" }) : failure;
}

/** What a refusal is told by besides its words. */
const tellingHeaders = ["location", "retry-after", "retry-after-ms"];

function headersOf({ headers }: IncomingMessage): [string, string][] {
  return tellingHeaders.flatMap((name): [string, string][] => {
    const value = headers[name];
    return typeof value === "string" ? [[name, value]] : [];
  });
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
