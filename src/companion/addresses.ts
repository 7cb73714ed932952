/**
 * The addresses that the companion page is reached by. A request for any other host comes from a page that
 * rebinds its name to this machine, and a socket of any other origin from a page that is not ours.
 */
import type { IncomingMessage } from "node:http";

export interface Addresses {
  /** Lets the page be reached by this address, too: one that is forwarded to us. */
  add(address: string): void;
  isOurHost(request: IncomingMessage): boolean;
  isOurOrigin(request: IncomingMessage): boolean;
  /** Where the page's socket may go, for its Content Security Policy. */
  sockets(): string[];
}

export function createAddresses(port: number): Addresses {
  const origins = new Set([`http://127.0.0.1:${port}`, `http://localhost:${port}`]);
  const hosts = new Set([...origins].map((origin) => new URL(origin).host));

  return {
    add(address) {
      const { origin, host } = new URL(address);
      origins.add(origin);
      hosts.add(host);
    },
    isOurHost: ({ headers }) => headers.host !== undefined && hosts.has(headers.host),
    isOurOrigin: ({ headers }) => headers.origin !== undefined && origins.has(headers.origin),
    sockets: () => [...origins].map((origin) => origin.replace(/^http/, "ws")),
  };
}
