/** The conversation, newest at the bottom. Follows it while the bottom is in view, and holds still otherwise. */
import type { JSX, RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Entry } from "../../src/shared/state.ts";
import type { Keeper } from "../vscodeApi.ts";
import { usePanel } from "./context.ts";
import { EntryRow } from "./entryRow.tsx";
import { Icon } from "./icons.tsx";

/** Entries that are in the page at first, and how many more each click on "earlier" brings. */
const page = 200;
/** Pixels from the bottom that still count as the bottom. */
const nearBottom = 24;

export function Transcript({ entries }: { entries: readonly Entry[] }): JSX.Element {
  const { text, keeper } = usePanel();
  const scroller = useRef<HTMLDivElement>(null);
  const { follows, follow } = useFollowing(scroller, entries, keeper);
  const [shown, setShown] = useState(page);
  const earlier = Math.max(0, entries.length - shown);
  const asks = entries.some((entry) => entry.kind === "tool" && entry.status === "asking");

  return (
    <div class="transcript">
      <div
        class="log"
        ref={scroller}
        role="log"
        aria-live="polite"
        aria-relevant="additions text"
        aria-label={text("conversation")}
        tabIndex={0}
      >
        {earlier > 0 && (
          <button type="button" class="button earlier" onClick={() => setShown(shown + page)}>
            {text("conversation.earlier", Math.min(page, earlier))}
          </button>
        )}
        {entries.slice(earlier).map((entry) => (
          <EntryRow key={entry.id} entry={entry} />
        ))}
      </div>
      {!follows && (
        <button type="button" class={`button jump ${asks ? "primary" : ""}`} onClick={follow}>
          <Icon name="down" />
          {text(asks ? "conversation.asks" : "conversation.jump")}
        </button>
      )}
    </div>
  );
}

function useFollowing(
  scroller: RefObject<HTMLDivElement | null>,
  entries: readonly Entry[],
  keeper: Keeper,
): { follows: boolean; follow(): void } {
  const [follows, setFollows] = useState(() => keeper.read().scroll === undefined);
  const following = useRef(follows);

  function toBottom(): void {
    const log = scroller.current;
    if (log !== null && following.current) log.scrollTop = log.scrollHeight;
  }
  function follow(): void {
    following.current = true;
    setFollows(true);
    toBottom();
    // The button is about to go; the focus would go with it.
    scroller.current?.focus();
  }

  useLayoutEffect(toBottom, [entries]);
  useLayoutEffect(() => {
    const log = scroller.current;
    const kept = keeper.read().scroll;
    if (log !== null && kept !== undefined) log.scrollTop = kept;
  }, []);
  useEffect(() => {
    const log = scroller.current;
    if (log === null) return undefined;
    let top = log.scrollTop;
    const onScroll = (): void => {
      const down = log.scrollTop >= top;
      top = log.scrollTop;
      const atBottom = log.scrollHeight - top - log.clientHeight <= nearBottom;
      // This is told a frame later, when the log may be lower than it was: only who scrolls up leaves the bottom.
      if (!atBottom && down) return;
      following.current = atBottom;
      setFollows(atBottom);
    };
    const onScrollEnd = (): void => keeper.write({ scroll: following.current ? undefined : log.scrollTop });
    // A narrower panel or a taller text box moves the bottom without a scroll.
    const resized = new ResizeObserver(toBottom);
    log.addEventListener("scroll", onScroll, { passive: true });
    log.addEventListener("scrollend", onScrollEnd);
    resized.observe(log);
    return () => {
      log.removeEventListener("scroll", onScroll);
      log.removeEventListener("scrollend", onScrollEnd);
      resized.disconnect();
    };
  }, []);

  return { follows, follow };
}
