/** When each event of a session came or went. */
import type { RealtimeClientEvent } from "openai/resources/realtime/realtime";
import type { ServerEvent } from "./protocol.ts";

export interface TimedEvent {
  /** Milliseconds on this process's monotonic clock. */
  at: number;
  /** Client events stand here as they came, right or wrong, if they were JSON objects. */
  event: ServerEvent | RealtimeClientEvent;
  /** With `speech_stopped`: when the last sound of the speech arrived. */
  soundEndedAt?: number;
}

export interface Timeline {
  readonly events: readonly TimedEvent[];
  /** What came in, as it was on the wire. */
  readonly received: readonly unknown[];
  readonly sent: readonly ServerEvent[];
  noteReceived(message: unknown): void;
  noteSent(event: ServerEvent, soundEndedAt?: number): void;
}

export function createTimeline(): Timeline {
  const events: TimedEvent[] = [];
  const received: unknown[] = [];
  const sent: ServerEvent[] = [];
  return {
    events,
    received,
    sent,
    noteReceived(message) {
      received.push(message);
      if (typeof message !== "object" || message === null) return;
      events.push({ at: performance.now(), event: message as RealtimeClientEvent });
    },
    noteSent(event, soundEndedAt) {
      sent.push(event);
      events.push({ at: performance.now(), event, ...(soundEndedAt === undefined ? {} : { soundEndedAt }) });
    },
  };
}
