/** What keeps a request from its server, by what `fetch` throws. */
import { SessionFailure, type WayReason } from "../session/failure.ts";
import { redact } from "../session/redact.ts";

/** By the codes of Node and of its fetch, undici, in the order in which they count. */
const codes: [WayReason, RegExp][] = [
  ["certificateRefused", /^(CERT_|ERR_TLS_CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/],
  ["nameUnknown", /^(ENOTFOUND|EAI_)/],
  ["connectionRefused", /^ECONNREFUSED$/],
  ["noRoute", /^(ENETUNREACH|EHOSTUNREACH|ENETDOWN|EADDRNOTAVAIL)$/],
  ["timedOut", /^(ETIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT)$/],
];

/** Of Chromium, whose fetch VS Code takes where the setting http.electronFetch says so. In words alone. */
const chromium: [WayReason, RegExp][] = [
  ["proxyPassword", /^net::ERR_PROXY_AUTH/],
  ["proxyFailed", /^net::ERR_(PROXY_CONNECTION|TUNNEL_CONNECTION)_FAILED$/],
  ["certificateRefused", /^net::ERR_(CERT_|SSL_.*CERT)/],
  ["nameUnknown", /^net::ERR_NAME_/],
  ["connectionRefused", /^net::ERR_CONNECTION_REFUSED$/],
  ["noRoute", /^net::ERR_(INTERNET_DISCONNECTED|ADDRESS_UNREACHABLE|NETWORK_CHANGED)$/],
  ["timedOut", /^net::ERR_(CONNECTION_)?TIMED_OUT$/],
];

/** @param url where the request was to go. */
export function obstacleTo(url: string, error: unknown): SessionFailure {
  const all = causesOf(error);
  const last = all.at(-1);
  const said = redact(last?.message || last?.name || String(error));
  const options = { detail: `${new URL(url).host}: ${said}`, cause: error };
  return new SessionFailure(reasonOf(url, all), options);
}

function reasonOf(url: string, all: readonly Error[]): WayReason {
  if (all.some(isTimeout)) return "timedOut";
  const found = codes.find(([, form]) => all.some((cause) => form.test(codeOf(cause))))?.[0];
  if (found !== undefined) return all.some((cause) => isElsewhere(url, cause)) ? "proxyFailed" : found;
  for (const { message } of all) {
    const named = chromium.find(([, form]) => form.test(message))?.[0];
    if (named !== undefined) return named;
    // Both undici and VS Code's own way through proxies tell of a proxy's refusal in words alone.
    const refusal = /^Proxy response \((\d+)\)/.exec(message)?.[1];
    if (refusal !== undefined) return proxyReason(Number(refusal));
    if (/\bproxy\b/i.test(message)) return "proxyFailed";
  }
  return "unreachable";
}

/** By the status with which a proxy answers. */
export function proxyReason(status: number): WayReason {
  if (status === 407) return "proxyPassword";
  return status >= 500 ? "proxyFailed" : "proxyRefused";
}

/** It was another place that could not be reached: that of the proxy. */
function isElsewhere(url: string, error: Error): boolean {
  const { hostname, port, protocol } = new URL(url);
  if ("hostname" in error && typeof error.hostname === "string") return error.hostname !== hostname;
  const usual = protocol === "https:" ? "443" : "80";
  return "port" in error && String(error.port) !== (port || usual);
}

function codeOf(error: Error): string {
  return "code" in error ? String(error.code) : "";
}

/** `fetch` hides the reason deep down, and has one for each address that it tried. */
function causesOf(error: unknown): Error[] {
  if (!(error instanceof Error)) return [];
  const tried = error instanceof AggregateError ? error.errors.flatMap(causesOf) : [];
  return [error, ...tried, ...causesOf(error.cause)];
}

export function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === "TimeoutError";
}
