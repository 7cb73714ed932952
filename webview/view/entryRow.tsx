/** One line of the conversation. */
import type { JSX } from "preact";
import type { Entry } from "../../src/shared/state.ts";
import { usePanel, type Text } from "./context.ts";
import { Icon } from "./icons.tsx";
import { ToolCard } from "./toolCard.tsx";

export function EntryRow({ entry }: { entry: Entry }): JSX.Element {
  switch (entry.kind) {
    case "user":
      return <UserEntry entry={entry} />;
    case "assistant":
      return <AssistantEntry entry={entry} />;
    case "tool":
      return <ToolCard call={entry} />;
    case "notice":
      return <NoticeEntry entry={entry} />;
  }
}

type EntryOf<Kind extends Entry["kind"]> = Extract<Entry, { kind: Kind }>;

function UserEntry({ entry }: { entry: EntryOf<"user"> }): JSX.Element {
  const { text } = usePanel();
  const pending = entry.status === "pending";
  return (
    // Busy, so that a screen reader waits for the whole sentence.
    <article class="entry user" data-status={entry.status} aria-busy={pending}>
      <div class="meta">
        <span class="speaker">{text("you")}</span>
        <span class="means" title={text(entry.typed ? "typed" : "spoken")}>
          <Icon name={entry.typed ? "keyboard" : "microphone"} />
          <span class="unseen">{text(entry.typed ? "typed" : "spoken")}</span>
        </span>
        <Time at={entry.at} />
      </div>
      <p class="words">{entry.text === "" ? <em>{emptyUserText(entry.status, text)}</em> : entry.text}</p>
      {entry.status === "failed" && entry.text !== "" && <p class="remark">{text("unheard")}</p>}
    </article>
  );
}

function emptyUserText(status: EntryOf<"user">["status"], text: Text): string {
  if (status === "pending") return `${text("pending")}…`;
  return status === "failed" ? text("unheard") : "…";
}

function AssistantEntry({ entry }: { entry: EntryOf<"assistant"> }): JSX.Element {
  const { text } = usePanel();
  return (
    <article class="entry assistant" data-status={entry.status} aria-busy={entry.status === "streaming"}>
      <div class="meta">
        <span class="speaker">{text("assistant")}</span>
        <Time at={entry.at} />
      </div>
      <p class="words">
        {entry.text === "" && entry.status === "streaming" ? <em>{text("answering")}…</em> : entry.text}
        {entry.status === "cut" && (
          <>
            {breaksOff(entry.text) && "…"}
            {entry.text !== "" && " "}
            <span class="remark">({text("interrupted")})</span>
          </>
        )}
      </p>
    </article>
  );
}

/** Whether what was said ends within a sentence. */
function breaksOff(words: string): boolean {
  const end = words.trimEnd().replace(/["'”’»)\]]+$/, "");
  return end !== "" && !/[.!?…。！？]$/.test(end);
}

function NoticeEntry({ entry }: { entry: EntryOf<"notice"> }): JSX.Element {
  const { text } = usePanel();
  return (
    <article class="entry notice">
      <Icon name="notice" />
      <p class="words">
        <span class="unseen">{text("notice")}: </span>
        {entry.text}
      </p>
      <Time at={entry.at} />
    </article>
  );
}

const hoursAndMinutes = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });

function Time({ at }: { at: number }): JSX.Element {
  const date = new Date(at);
  return <time dateTime={date.toISOString()}>{hoursAndMinutes.format(date)}</time>;
}
