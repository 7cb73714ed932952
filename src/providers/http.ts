/** Requests whose every way of failing has a reason that the user can act on. */
import * as z from "zod";
import { SessionFailure, type FailureReason } from "../session/failure.ts";
import { redact } from "../session/redact.ts";

export interface PostOptions {
  /** POST where it is absent. */
  method?: "GET";
  headers: Record<string, string>;
  body?: string;
  signal: AbortSignal;
}

/** @throws {SessionFailure} `unreachable` or `timedOut`; an abort by the caller throws the signal's reason. */
export async function send(url: string, { method, headers, body, signal }: PostOptions): Promise<Response> {
  try {
    // A redirect could carry the key to another host.
    return await fetch(url, {
      method: method ?? "POST",
      headers,
      signal,
      redirect: "error",
      ...(body !== undefined && { body }),
    });
  } catch (error) {
    if (signal.aborted) {
      if (signal.reason instanceof Error && signal.reason.name === "TimeoutError") {
        throw new SessionFailure("timedOut", { detail: new URL(url).host, cause: error });
      }
      throw signal.reason;
    }
    throw new SessionFailure("unreachable", {
      detail: `${new URL(url).host}: ${rootCause(error)}`,
      cause: error,
    });
  }
}

/** `fetch` hides the reason ("ECONNREFUSED", "self-signed certificate") two causes deep. */
function rootCause(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof AggregateError && cause.errors.length > 0) return rootCause(cause.errors[0]);
  return cause instanceof Error ? rootCause(cause) : error.message;
}

const errorBody = z.object({
  error: z.object({ message: z.string(), code: z.string().nullish(), param: z.string().nullish() }),
});

/** Characters. A page of HTML tells no more. */
const longestDetail = 300;

const quotaCodes = new Set([
  "insufficient_quota",
  "credit_balance_exhausted",
  "organization_spend_limit_exceeded",
  "project_spend_limit_exceeded",
  "organization_usage_limit_exceeded",
]);

/** What a server says that does not do what it was asked. */
export interface Refusal {
  status: number;
  code: string | undefined;
  /** The field of the request that is to blame, by its path. */
  param: string | undefined;
  /** In the server's words, without the credential. */
  said: string;
}

/** @param credential what was shown to the server, which may repeat it. */
export async function readRefusal(response: Response, credential: string | undefined): Promise<Refusal> {
  const text = await response.text().catch(() => "");
  const { error } = errorBody.safeParse(parseJson(text)).data ?? {};
  return {
    status: response.status,
    code: error?.code ?? undefined,
    param: error?.param ?? undefined,
    said: redact(error?.message ?? text, credential === undefined ? [] : [credential]),
  };
}

/** The reason follows the status and the API's error code, never the message's words. */
export function failureFrom({ status, code, said }: Refusal): SessionFailure {
  return new SessionFailure(reasonOf(status, code ?? ""), {
    detail: `HTTP ${status}${code === undefined ? "" : ` ${code}`}: ${said.slice(0, longestDetail)}`,
  });
}

/** @param credential see {@link readRefusal}. */
export async function failureOf(response: Response, credential: string | undefined): Promise<SessionFailure> {
  return failureFrom(await readRefusal(response, credential));
}

function reasonOf(status: number, code: string): FailureReason {
  if (quotaCodes.has(code)) return "quotaExceeded";
  if (code === "model_not_found" || code === "DeploymentNotFound") return "modelUnknown";
  // There is no Realtime API at this address.
  if (status === 404 || status === 405) return "badAnswer";
  if (status === 401) return "keyRefused";
  if (status === 403) return "forbidden";
  if (status === 429) return "rateLimited";
  return status >= 500 ? "serverFailed" : "requestRejected";
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
