/** Which rows of the event log are shown. */
import type { Direction, LoggedEvent } from "../../../src/shared/events.ts";

export interface EventFilter {
  /** All of these words stand in the type or the gist. */
  words: string;
  hidden: readonly Direction[];
  problemsOnly: boolean;
}

export const everything: EventFilter = { words: "", hidden: [], problemsOnly: false };

export function matching(events: readonly LoggedEvent[], filter: EventFilter): readonly LoggedEvent[] {
  const words = filter.words.toLowerCase().split(/\s+/);
  return events.filter(({ direction, problem, type, gist }) => {
    if (filter.hidden.includes(direction) || (filter.problemsOnly && !problem)) return false;
    const text = `${type} ${gist}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
