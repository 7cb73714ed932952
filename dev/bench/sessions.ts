/** The session that is measured, on the server's side. */
import { setTimeout as delay } from "node:timers/promises";
import type { ServerSession } from "../realtime/session.ts";
import type { Stage } from "../stage/stage.ts";

export function currentSession({ server }: Stage): ServerSession {
  const session = server.sessions.at(-1);
  if (session === undefined) throw new Error("There is no session.");
  return session;
}

/** @throws {Error} where it does not hold within `limit` milliseconds. */
export async function until(what: string, holds: () => boolean, limit = 20_000): Promise<void> {
  for (const end = performance.now() + limit; !holds(); await delay(5)) {
    if (performance.now() > end) throw new Error(`Not within ${limit} ms: ${what}.`);
  }
}
