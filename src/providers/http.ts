/** Requests whose every way of failing has a reason that the user can act on. */
import { SessionFailure, type FailurePlace } from "../session/failure.ts";
import { isTimeout, obstacleTo } from "./obstacle.ts";
import { failureFrom, readRefusal } from "./refusal.ts";

export interface PostOptions {
  /** POST where it is absent. */
  method?: "GET";
  headers: Record<string, string>;
  body?: string;
  signal: AbortSignal;
}

/** @throws {SessionFailure} what is on the way; an abort by the caller throws the signal's reason. */
export async function send(url: string, { method, headers, body, signal }: PostOptions): Promise<Response> {
  try {
    // VS Code has put its own in the place of `fetch`, which knows proxies and the system's certificates.
    return await fetch(url, {
      method: method ?? "POST",
      headers,
      signal,
      // To follow one could carry the key to another host.
      redirect: "manual",
      ...(body !== undefined && { body }),
    });
  } catch (error) {
    if (signal.aborted) {
      if (!isTimeout(signal.reason)) throw signal.reason;
      throw new SessionFailure("timedOut", { detail: new URL(url).host, cause: error });
    }
    throw obstacleTo(url, error);
  }
}

/** @param credential what was shown to the server, which may repeat it. */
export async function failureOf(
  response: Response,
  place: FailurePlace,
  credential: string | undefined,
): Promise<SessionFailure> {
  return failureFrom(await readRefusal(response, place, credential), place);
}
