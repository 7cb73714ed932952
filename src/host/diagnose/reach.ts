/** Whether a server can be reached, the same way as sessions reach it: by `fetch`, proxy and certificates included. */
import { since } from "./check.ts";

/**
 * `name`: no address is known for it. `refused`: nobody listens there. `route`: no network leads there.
 * `certificate`: it is not trusted. `timeout`: silence. `proxy`: one on the way says no. `broken`: anything else.
 */
export type Obstacle = "name" | "refused" | "route" | "certificate" | "timeout" | "proxy" | "broken";

export type Reach =
  { reached: true; milliseconds: number } | { reached: false; obstacle: Obstacle; detail: string };

/** Sends nothing secret; any answer at all counts. @throws the signal's reason, unless that is a time-out. */
export async function reach(url: string, signal: AbortSignal): Promise<Reach> {
  const start = performance.now();
  try {
    await fetch(url, { method: "HEAD", redirect: "manual", signal });
    return { reached: true, milliseconds: since(start) };
  } catch (error) {
    if (signal.aborted && !isTimeout(signal.reason)) throw signal.reason;
    return { reached: false, ...obstacleIn(error) };
  }
}

/** By the codes of Node and of its fetch, undici, in the order in which they count. */
const codes: [Obstacle, RegExp][] = [
  ["proxy", /^UND_ERR_PRX/],
  ["certificate", /^(CERT_|ERR_TLS_CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/],
  ["name", /^(ENOTFOUND|EAI_)/],
  ["refused", /^ECONNREFUSED$/],
  ["route", /^(ENETUNREACH|EHOSTUNREACH|ENETDOWN|EADDRNOTAVAIL)$/],
  ["timeout", /^(ETIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT)$/],
];

export function obstacleIn(error: unknown): { obstacle: Obstacle; detail: string } {
  const all = causesOf(error);
  const last = all.at(-1);
  const detail = last?.message || last?.name || String(error);
  if (all.some(isTimeout)) return { obstacle: "timeout", detail };
  const seen = all.map((cause) => ("code" in cause ? String(cause.code) : ""));
  const found = codes.find(([, form]) => seen.some((code) => form.test(code)));
  if (found !== undefined) return { obstacle: found[0], detail };
  // Both undici and VS Code's own way through proxies tell of a proxy's refusal in words alone.
  const proxy = all.some(({ message }) => /\bproxy\b/i.test(message));
  return { obstacle: proxy ? "proxy" : "broken", detail };
}

/** `fetch` hides the reason deep down, and has one for each address that it tried. */
function causesOf(error: unknown): Error[] {
  if (!(error instanceof Error)) return [];
  const tried = error instanceof AggregateError ? error.errors.flatMap(causesOf) : [];
  return [error, ...tried, ...causesOf(error.cause)];
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === "TimeoutError";
}
