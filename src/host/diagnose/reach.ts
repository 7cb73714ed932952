/** Whether a server can be reached, the same way as sessions reach it: proxy and certificates included. */
import { isTimeout, obstacleTo } from "../../providers/obstacle.ts";
import type { SessionFailure } from "../../session/failure.ts";
import { since } from "./check.ts";

export type Reach = { reached: true; milliseconds: number } | { reached: false; failure: SessionFailure };

/** Sends nothing secret; any answer at all counts. @throws the signal's reason, unless that is a time-out. */
export async function reach(url: string, signal: AbortSignal): Promise<Reach> {
  const start = performance.now();
  try {
    await fetch(url, { method: "HEAD", redirect: "manual", signal });
    return { reached: true, milliseconds: since(start) };
  } catch (error) {
    if (signal.aborted && !isTimeout(signal.reason)) throw signal.reason;
    return { reached: false, failure: obstacleTo(url, error) };
  }
}
