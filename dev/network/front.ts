/** Lets a server on loopback be spoken to in TLS, under a name that a certificate vouches for. */
import { request as ask, type IncomingMessage, type RequestOptions } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import type { Certified } from "./certificates.ts";

export interface Front {
  readonly port: number;
  close(): void;
}

/** @param port of the server, on loopback. */
export async function startFront({ certificate, key }: Certified, port: number): Promise<Front> {
  // The server takes nobody's request who does not call it by an address of loopback.
  const inward = ({ method, url: path, headers }: IncomingMessage): RequestOptions => ({
    host: "127.0.0.1",
    port,
    method,
    path,
    headers: { ...headers, host: `127.0.0.1:${port}` },
  });
  const open = new Set<Duplex>();
  const server = createServer({ cert: certificate, key }, (request, response) => {
    const inner = ask(inward(request), (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    inner.on("error", () => response.destroy());
    request.pipe(inner);
  });
  server.on("upgrade", (request: IncomingMessage, outer: Duplex) => {
    open.add(outer);
    outer.on("error", () => outer.destroy());
    outer.on("close", () => open.delete(outer));
    const inner = ask(inward(request));
    inner.on("error", () => outer.destroy());
    inner.on("response", () => outer.end("HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\n\r\n"));
    inner.on("upgrade", ({ rawHeaders }, socket: Duplex, head: Buffer) => {
      socket.on("error", () => socket.destroy());
      socket.on("close", () => outer.destroy());
      outer.on("close", () => socket.destroy());
      const lines = rawHeaders.flatMap((name, at) =>
        at % 2 === 0 ? [`${name}: ${rawHeaders[at + 1]}`] : [],
      );
      outer.write(["HTTP/1.1 101 Switching Protocols", ...lines, "", ""].join("\r\n"));
      outer.write(head);
      outer.pipe(socket).pipe(outer);
    });
    inner.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
