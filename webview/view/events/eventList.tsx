/** The rows of the event log, the choice among them, and the ways out. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { direction, type LoggedEvent } from "../../../src/shared/events.ts";
import { usePanel } from "../context.ts";
import { useObserved } from "../observable.ts";
import { everything, matching, type EventFilter } from "./eventFilter.ts";
import { EventRow } from "./eventRow.tsx";
import { LogButtons } from "./logButtons.tsx";

export function EventList(): JSX.Element {
  const { text, events } = usePanel();
  const all = useObserved(events.seen, ({ events }) => events);
  const [filter, setFilter] = useState(everything);
  const rows = matching(all, filter);
  return (
    <>
      <Filter filter={filter} onChange={setFilter} />
      <div class="scroller">
        {rows.length === 0 ? (
          <p class="none">{text(all.length === 0 ? "events.none" : "events.noneMatches")}</p>
        ) : (
          <Rows rows={rows} />
        )}
      </div>
      <LogButtons of="events" rows={rows} empty={all.length === 0} />
    </>
  );
}

function Filter({
  filter,
  onChange,
}: {
  filter: EventFilter;
  onChange(filter: EventFilter): void;
}): JSX.Element {
  const { text } = usePanel();
  const { words, hidden, problemsOnly } = filter;
  return (
    <div class="filter">
      <input
        type="text"
        value={words}
        aria-label={text("events.filter")}
        placeholder={text("events.filter")}
        onInput={({ currentTarget }) => onChange({ ...filter, words: currentTarget.value })}
      />
      {direction.options.map((each) => (
        <Toggle
          key={each}
          label={text(`events.${each}`)}
          on={!hidden.includes(each)}
          onChange={(on) =>
            onChange({ ...filter, hidden: on ? hidden.filter((other) => other !== each) : [...hidden, each] })
          }
        />
      ))}
      <Toggle
        label={text("events.problems")}
        on={problemsOnly}
        onChange={(problemsOnly) => onChange({ ...filter, problemsOnly })}
      />
    </div>
  );
}

interface ToggleProps {
  label: string;
  on: boolean;
  onChange(on: boolean): void;
}

function Toggle({ label, on, onChange }: ToggleProps): JSX.Element {
  return (
    <button type="button" class="toggle" aria-pressed={on} onClick={() => onChange(!on)}>
      {label}
    </button>
  );
}

/** One row is in the order of the Tab key, the newest at first; the arrow keys lead to the others. */
function Rows({ rows }: { rows: readonly LoggedEvent[] }): JSX.Element {
  const { text } = usePanel();
  const [chosen, setChosen] = useState<number>();
  const reachable = rows.find(({ number }) => number === chosen) ?? rows.at(-1);
  return (
    <ol aria-label={text("events.events")} onKeyDown={moveFocus}>
      {rows.map((event) => (
        <EventRow
          key={event.number}
          event={event}
          text={text}
          reachable={event === reachable}
          onFocus={setChosen}
        />
      ))}
    </ol>
  );
}

export function moveFocus(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const summaries = [...event.currentTarget.querySelectorAll("summary")];
  const at = summaries.findIndex((summary) => summary === event.target);
  const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: summaries.length - 1 }[event.key];
  if (at === -1 || to === undefined) return;
  event.preventDefault();
  summaries[to]?.focus();
}
