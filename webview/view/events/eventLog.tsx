/** The event log: what passes between the editor and the model, and how long each stage of a turn takes. */
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { usePanel } from "../context.ts";
import { giveFocusBack } from "../focus.ts";
import { Icon } from "../icons.tsx";
import { useObserved } from "../observable.ts";
import { ActionList } from "./actionList.tsx";
import { EventList } from "./eventList.tsx";
import { TimingTable } from "./timingTable.tsx";

const sectionId = "event-log";
const titleId = "event-log-title";
const pageId = "event-log-page";

const pages = ["events", "timings", "actions"] as const;
type Page = (typeof pages)[number];

export function EventLogButton(): JSX.Element {
  const { text, events } = usePanel();
  const open = useObserved(events.asked, (asked) => asked > 0);
  return (
    <button
      type="button"
      class="button icon-only"
      aria-label={text("events.title")}
      title={text("events.title")}
      aria-expanded={open}
      aria-controls={open ? sectionId : undefined}
      onClick={() => (open ? events.close() : events.show())}
    >
      <Icon name="list" />
    </button>
  );
}

export function EventLog(): JSX.Element | null {
  const { events } = usePanel();
  const asked = useObserved(events.asked, (asked) => asked);
  return asked === 0 ? null : <OpenEventLog asked={asked} />;
}

function OpenEventLog({ asked }: { asked: number }): JSX.Element {
  const { text, events } = usePanel();
  const [page, setPage] = useState<Page>("events");
  const section = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    return () => giveFocusBack(before, ".events");
  }, []);
  useEffect(() => section.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus(), [asked]);

  return (
    <section
      ref={section}
      id={sectionId}
      class="events"
      aria-labelledby={titleId}
      onKeyDown={(event) => {
        if (event.key === "Escape") events.close();
      }}
    >
      <div class="head">
        <h2 id={titleId} class="unseen">
          {text("events.title")}
        </h2>
        <Tabs chosen={page} onChoose={setPage} />
        <button
          type="button"
          class="button icon-only"
          aria-label={text("events.close")}
          title={text("events.close")}
          onClick={events.close}
        >
          <Icon name="failed" />
        </button>
      </div>
      <div class="page" id={pageId} role="tabpanel" aria-labelledby={tabId(page)}>
        {page === "events" && <EventList />}
        {page === "timings" && <TimingTable />}
        {page === "actions" && <ActionList />}
      </div>
    </section>
  );
}

function Tabs({ chosen, onChoose }: { chosen: Page; onChoose(page: Page): void }): JSX.Element {
  const { text } = usePanel();
  function onKeyDown({ key }: KeyboardEvent): void {
    if (key !== "ArrowLeft" && key !== "ArrowRight") return;
    const step = key === "ArrowRight" ? 1 : -1;
    const other = pages[(pages.indexOf(chosen) + step + pages.length) % pages.length] ?? chosen;
    onChoose(other);
    document.getElementById(tabId(other))?.focus();
  }
  return (
    <div class="tabs" role="tablist" aria-label={text("events.tabs")} onKeyDown={onKeyDown}>
      {pages.map((page) => (
        <button
          key={page}
          type="button"
          role="tab"
          id={tabId(page)}
          aria-selected={page === chosen}
          aria-controls={pageId}
          tabIndex={page === chosen ? 0 : -1}
          onClick={() => onChoose(page)}
        >
          {text(`events.${page}`)}
        </button>
      ))}
    </div>
  );
}

function tabId(page: Page): string {
  return `event-log-${page}`;
}
