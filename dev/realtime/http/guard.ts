/** Who may speak to a server on loopback: programs of this machine, and pages of the origins that are let in. */
import type { IncomingMessage } from "node:http";
import { HttpError } from "./answer.ts";

/** @throws {HttpError} where the request was made for another host, as a page does that rebinds a name. */
export function checkHost(request: IncomingMessage, port: number): void {
  const host = request.headers.host ?? "";
  if (host === `127.0.0.1:${port}` || host === `localhost:${port}`) return;
  throw new HttpError(403, `Host '${host}' is not served here.`);
}

/**
 * @returns the headers that let the page read the answer; none where no page asks.
 * @throws {HttpError} where the page is not let in.
 */
export function corsHeaders(request: IncomingMessage, origins: readonly string[]): Record<string, string> {
  const { origin } = request.headers;
  if (origin === undefined) return {};
  if (!origins.includes(origin)) throw new HttpError(403, `Origin '${origin}' is not allowed.`);
  return {
    "access-control-allow-origin": origin,
    "access-control-allow-methods": "GET, POST, OPTIONS",
    "access-control-allow-headers": "authorization, content-type, api-key, openai-safety-identifier",
    vary: "Origin",
  };
}
