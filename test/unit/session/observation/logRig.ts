/** An event log, and a server's words put into it. */
import assert from "node:assert/strict";
import { EventLog } from "../../../../src/session/observation/eventLog.ts";
import { parseServerEvent } from "../../../../src/session/serverEvents.ts";
import type { LoggedEvent } from "../../../../src/shared/events.ts";

/** Secrets that the log knows of; the second one is not the same in JSON. */
export const key = "sk-loopback-0123456789abcdef";
export const quoted = 'pass"word\\';

export interface LogRig {
  log: EventLog;
  /** How often the log told of a change. */
  changes(): number;
  /** @param event a text is received as it is. */
  receive(event: unknown): void;
  last(): LoggedEvent;
  lastJson(): Record<string, unknown>;
}

/** Its clock begins at 1 s, and goes on by 1 ms with each row. */
export function createLogRig(): LogRig {
  let now = 1_000;
  let changes = 0;
  const log = new EventLog({ secrets: () => [key, quoted], now: () => now++, changed: () => changes++ });
  const last = (): LoggedEvent => {
    const event = log.events().at(-1);
    assert.ok(event);
    return event;
  };
  return {
    log,
    changes: () => changes,
    receive(event) {
      const data = typeof event === "string" ? event : JSON.stringify(event);
      log.received(parseServerEvent(data), data);
    },
    last,
    lastJson: () => JSON.parse(last().json) as Record<string, unknown>,
  };
}
