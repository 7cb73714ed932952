/** A proxy on loopback: the only one who knows where certain names are. */
import { createServer } from "node:http";
import { connect, type AddressInfo } from "node:net";
import type { Duplex } from "node:stream";

export interface ProxyOptions {
  /** Ports on loopback by "name:port"; every other place is refused. */
  places: Record<string, number>;
  /** "name:password", where it wants one. */
  credentials?: string;
}

export interface Proxy {
  readonly port: number;
  /** The places that were asked for, in order, the refused ones too. */
  readonly asked: readonly string[];
  /** Wants others from now on, "name:password". Ends the ways that stand, which clients keep for later requests. */
  want(credentials: string): void;
  close(): void;
}

export async function startProxy({ places, credentials }: ProxyOptions): Promise<Proxy> {
  const asked: string[] = [];
  const open = new Set<Duplex>();
  const keep = (socket: Duplex): void => {
    open.add(socket);
    // Whichever end goes first, "close" follows.
    socket.on("error", () => socket.destroy());
    socket.on("close", () => open.delete(socket));
  };
  const hangUp = (): void => {
    for (const socket of open) socket.destroy();
  };
  let wanted = credentials === undefined ? undefined : basic(credentials);
  const server = createServer((_, response) => response.writeHead(400).end());
  server.on("connection", keep);
  server.on("connect", ({ url = "", headers }, socket: Duplex) => {
    keep(socket);
    asked.push(url);
    const refuse = (head: string): void => void socket.end(`HTTP/1.1 ${head}\r\nConnection: close\r\n\r\n`);
    if (headers["proxy-authorization"] !== wanted) {
      return refuse('407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="loopback"');
    }
    const port = places[url];
    if (port === undefined) return refuse("403 Forbidden");
    const server = connect(port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      socket.pipe(server).pipe(socket);
    });
    keep(server);
    server.on("close", () => socket.destroy());
    socket.on("close", () => server.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    want(credentials) {
      wanted = basic(credentials);
      hangUp();
    },
    close() {
      server.close();
      hangUp();
    },
  };
}

function basic(credentials: string): string {
  return `Basic ${Buffer.from(credentials).toString("base64")}`;
}
