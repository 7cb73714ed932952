/** What is being typed. It is never lost: not by a reload, and not by a session that ends as it is sent. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { PanelState } from "../../src/shared/state.ts";
import { usePanel } from "./context.ts";

interface Draft {
  draft: string;
  write(draft: string): void;
  /** Does nothing while the session is not live, or there is nothing to say. */
  send(): void;
}

export function useDraft(state: PanelState): Draft {
  const { intents, keeper } = usePanel();
  const [draft, setDraft] = useState(() => keeper.read().draft);
  const sent = useRef<{ text: string; before: PanelState }>(undefined);

  function write(next: string): void {
    setDraft(next);
    keeper.write({ draft: next });
  }

  useEffect(() => {
    const waiting = sent.current;
    if (waiting === undefined || state === waiting.before) return;
    if (arrived(waiting.text, waiting.before, state)) sent.current = undefined;
    else if (state.session.status !== "live") {
      sent.current = undefined;
      write(draft === "" ? waiting.text : `${waiting.text}\n${draft}`);
    }
  }, [state]);

  return {
    draft,
    write,
    send() {
      const text = draft.trim();
      if (state.session.status !== "live" || text === "") return;
      sent.current = { text, before: state };
      intents.say({ text });
      write("");
    },
  };
}

/** Whether the host has taken the text into the conversation. */
function arrived(text: string, before: PanelState, now: PanelState): boolean {
  const known = new Set(before.entries.map(({ id }) => id));
  return now.entries.some(
    (entry) => entry.kind === "user" && entry.typed && entry.text === text && !known.has(entry.id),
  );
}
