/** The ways out of a page of the event log. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { usePanel } from "../context.ts";

interface LogButtonsProps {
  of: "events" | "actions";
  /** What is shown, which is what is copied. */
  rows: readonly { number: number }[];
  empty: boolean;
}

export function LogButtons({ of, rows, empty }: LogButtonsProps): JSX.Element {
  const { text, intents } = usePanel();
  const [told, setTold] = useState("");
  function copy(): void {
    intents.copyEvents({ of, numbers: rows.map(({ number }) => number) }).then(
      ({ count }) => setTold(text(`${of}.copied`, count)),
      (error: unknown) => setTold(text("events.notCopied", String(error))),
    );
  }
  return (
    <div class="buttons">
      <button type="button" class="button" disabled={rows.length === 0} onClick={copy}>
        {text("events.copy")}
      </button>
      <button type="button" class="button" disabled={empty} onClick={() => intents.exportEvents({ of })}>
        {text("events.export")}
      </button>
      <button type="button" class="button" disabled={empty} onClick={() => intents.clearEvents({ of })}>
        {text("events.clear")}
      </button>
      <span class="told" role="status">
        {told}
      </span>
    </div>
  );
}
