/** What asks for a yes, and what exactly would happen. */
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { Entry } from "../../src/shared/state.ts";
import { usePanel } from "./context.ts";
import { PreviewBox } from "./preview.tsx";

type ToolCall = Extract<Entry, { kind: "tool" }>;

/** Never takes the focus by itself: a yes must not be typed by accident. Said by {@link QuestionAlert}, once. */
export function Question({ call, question }: { call: ToolCall; question: string }): JSX.Element {
  const { text, intents } = usePanel();
  const { id, preview, always } = call;
  const label = `question-${id}`;
  return (
    <div class="question" role="group" aria-labelledby={label} aria-live="off">
      <p id={label}>{question}</p>
      {preview !== undefined && <PreviewBox preview={preview} />}
      <div class="buttons">
        <button
          type="button"
          class="button primary"
          aria-describedby={label}
          title={text("allow.key")}
          onClick={() => intents.confirm({ callId: id, accept: true })}
        >
          {text("allow")}
        </button>
        <button
          type="button"
          class="button"
          aria-describedby={label}
          title={text("deny.key")}
          onClick={() => intents.confirm({ callId: id, accept: false })}
        >
          {text("deny")}
        </button>
        {always !== undefined && (
          <button
            type="button"
            class="button"
            title={text("always.what", always)}
            onClick={() => intents.confirm({ callId: id, accept: true, always: true })}
          >
            {text("always")}
          </button>
        )}
      </div>
    </div>
  );
}

/**
 * Says a question to screen readers as it comes up, wherever the focus is, with the keys that answer it; and that
 * it went by.
 */
export function QuestionAlert({ entries }: { entries: readonly Entry[] }): JSX.Element | null {
  const { text } = usePanel();
  const asked = useRef<string>(undefined);
  const asking = entries.findLast(
    (entry): entry is ToolCall => entry.kind === "tool" && entry.status === "asking",
  );
  if (asking !== undefined) asked.current = asking.id;
  const went = entries.some(
    (entry) => entry.kind === "tool" && entry.status === "expired" && entry.id === asked.current,
  );
  if (asking === undefined && !went) return null;
  return (
    <p class="unseen" role="alert" key={asking?.id ?? "expired"}>
      {asking === undefined
        ? text("tool.expired.why")
        : text("question.announced", asking.question ?? asking.name)}
    </p>
  );
}
