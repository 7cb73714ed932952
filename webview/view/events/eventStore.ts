/** The event log in the panel: whether it is shown, and the rows that the host told of since it is. */
import type { LoggedAction } from "../../../src/shared/actions.ts";
import type { LoggedEvent, TurnTiming } from "../../../src/shared/events.ts";
import { observable, type Observable } from "../observable.ts";

export interface EventsSeen {
  /** By number, the oldest first. */
  events: readonly LoggedEvent[];
  timings: readonly TurnTiming[];
  /** The oldest first. */
  actions: readonly LoggedAction[];
}

interface EventNews extends Omit<EventsSeen, "actions"> {
  /** Rows before this number are gone. */
  oldest: number;
  /** All of them; absent where none has changed. */
  actions?: readonly LoggedAction[] | undefined;
}

export interface EventStore {
  readonly seen: Observable<EventsSeen>;
  /** How often it was asked for since it is open; 0 while it is not. */
  readonly asked: Observable<number>;
  /** Opens it, or gives it the focus once more. */
  show(): void;
  close(): void;
  receive(news: EventNews): void;
}

const nothing: EventsSeen = { events: [], timings: [], actions: [] };

/** @param watch tells the host whether to send what changes. */
export function createEventStore(watch: (open: boolean) => void): EventStore {
  const seen = observable(nothing);
  const asked = observable(0);
  return {
    seen,
    asked,
    show() {
      asked.set(asked.get() + 1);
      if (asked.get() === 1) watch(true);
    },
    close() {
      if (asked.get() === 0) return;
      asked.set(0);
      watch(false);
      seen.set(nothing);
    },
    receive({ events, oldest, timings, actions = seen.get().actions }) {
      if (asked.get() > 0) seen.set({ events: merge(seen.get().events, events, oldest), timings, actions });
    },
  };
}

function merge(
  before: readonly LoggedEvent[],
  changed: readonly LoggedEvent[],
  oldest: number,
): LoggedEvent[] {
  const byNumber = new Map(before.map((event) => [event.number, event]));
  // One that is there keeps its place; a new one has the highest number.
  for (const event of changed) byNumber.set(event.number, event);
  return [...byNumber.values()].filter(({ number }) => number >= oldest);
}
