/** Serves the companion page on loopback, to one browser page that shows a valid pass, and talks with it. */
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer, type ServerOptions } from "ws";
import type { Log } from "../session/log.ts";
import { createAddresses, type Addresses } from "./addresses.ts";
import { createAdmission } from "./admission.ts";
import { createAnswers } from "./answer.ts";
import { readPageFiles, type PageOptions } from "./pageFiles.ts";
import { createPages, type CompanionListener, type Pages } from "./pages.ts";
import { createPasses } from "./passes.ts";

export interface CompanionOptions extends PageOptions {
  listener: CompanionListener;
  log: Log;
}

export interface Companion extends Pick<Pages, "page" | "show"> {
  /** "http://127.0.0.1:PORT/": what to forward where the browser runs on another machine. Lets nobody in. */
  readonly address: string;
  /**
   * What to open in the browser: it lets one page in, once, within two minutes. Nothing may write it down.
   * @param forwarded where the browser reaches {@link address}, if not there.
   */
  url(forwarded?: string): string;
  close(): Promise<void>;
}

/** Of one request or of the wait for one, in milliseconds. The page's own take one or two. */
const requestTime = 5_000;
/** Bytes of a request's address and headers. Cookies of everything else on this host are among them. */
const headerLimit = 16_384;
/** Sockets at a time, of whatever kind: the page needs five, and the editor's process has no endless number. */
const connectionLimit = 200;
/** Bytes of one message. A data channel's are smaller: https://www.rfc-editor.org/rfc/rfc8841#section-6.1 */
const messageLimit = 1_048_576;
/** Milliseconds for a page to agree that its socket closes, before it is cut. */
const farewell = 1_000;

/** The package's types do not have its `closeTimeout` yet. */
const socketOptions: ServerOptions & { closeTimeout: number } = {
  noServer: true,
  maxPayload: messageLimit,
  perMessageDeflate: false,
  // None is spoken, so none is echoed: what a client names there is its own affair.
  handleProtocols: () => false,
  closeTimeout: farewell,
};

/** @throws where the page's files cannot be read, or loopback not be listened on. */
export async function startCompanion(options: CompanionOptions): Promise<Companion> {
  const files = await readPageFiles(options);
  const http = createServer({
    maxHeaderSize: headerLimit,
    headersTimeout: requestTime,
    requestTimeout: requestTime,
    keepAliveTimeout: requestTime,
    connectionsCheckingInterval: 1_000,
  });
  http.maxConnections = connectionLimit;
  const { port } = await listen(http);
  const address = `http://127.0.0.1:${port}/`;
  const addresses = createAddresses(port);
  const passes = createPasses();
  const pages = createPages(options.listener, options.log);
  const sockets = new WebSocketServer(socketOptions);
  const admission = createAdmission({ passes, admit: pages.admit, log: options.log });
  http.on("request", createAnswers(addresses, files));
  http.on("upgrade", (request, socket, head) => {
    const status = refusal(request, addresses);
    if (status !== undefined) return turnAway(socket, status);
    sockets.handleUpgrade(request, socket, head, (socket) => {
      // What broke it is told as its close.
      socket.on("error", () => undefined);
      admission.receive(socket);
    });
  });

  return {
    address,
    url(forwarded = address) {
      const url = new URL(forwarded);
      addresses.add(url.origin);
      if (!url.pathname.endsWith("/")) url.pathname += "/";
      url.hash = passes.issue();
      return url.href;
    },
    page: pages.page,
    show: pages.show,
    async close() {
      pages.close();
      const closed = Promise.all(
        [...sockets.clients].map((socket) => new Promise((resolve) => socket.once("close", resolve))),
      );
      for (const socket of sockets.clients) socket.close();
      const stopped = new Promise((resolve) => http.close(resolve));
      await closed;
      http.closeAllConnections();
      await stopped;
    },
  };
}

async function listen(http: Server): Promise<AddressInfo> {
  await new Promise<void>((resolve, reject) => {
    http.once("error", reject);
    http.listen({ host: "127.0.0.1", port: 0 }, resolve);
  });
  return http.address() as AddressInfo;
}

/** @returns the status that says why there is no socket. */
function refusal(request: IncomingMessage, addresses: Addresses): string | undefined {
  if (!addresses.isOurHost(request)) return "421 Misdirected Request";
  if (request.url !== "/socket") return "404 Not Found";
  if (!addresses.isOurOrigin(request)) return "403 Forbidden";
  return undefined;
}

function turnAway(socket: Duplex, status: string): void {
  // Whoever hangs up before it reads this has hung up.
  socket.on("error", () => undefined);
  socket.once("finish", () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
