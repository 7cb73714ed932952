/** What the assistant did, does, or asks to do. */
import type { JSX } from "preact";
import type { Entry, ToolCallStatus } from "../../src/shared/state.ts";
import { usePanel } from "./context.ts";
import { Icon, type IconName } from "./icons.tsx";
import { Question } from "./question.tsx";
import { compactArguments, prettyArguments, toolTitle } from "./toolWords.ts";

type ToolCall = Extract<Entry, { kind: "tool" }>;

const statusIcon: Record<ToolCallStatus, IconName> = {
  running: "running",
  asking: "asking",
  done: "done",
  failed: "failed",
  refused: "refused",
  cancelled: "cancelled",
  expired: "cancelled",
};

export function ToolCard({ call }: { call: ToolCall }): JSX.Element {
  const { text } = usePanel();
  const title = toolTitle(call.name);
  return (
    <article
      class="entry tool"
      data-status={call.status}
      aria-label={`${title}: ${text(`tool.${call.status}`)}`}
    >
      <details>
        <summary>
          <Icon name="chevron" />
          <span class="act">
            {title} <span class="arguments">{compactArguments(call.arguments)}</span>
          </span>
          <span class="status">
            <Icon name={statusIcon[call.status]} />
            {text(`tool.${call.status}`)}
          </span>
        </summary>
        <pre aria-label={text("tool.arguments", title)} tabIndex={0}>
          {prettyArguments(call.arguments)}
        </pre>
      </details>
      {call.result !== "" && <p class="result">{call.result}</p>}
      {call.status === "expired" && <p class="result">{text("tool.expired.why")}</p>}
      {call.status === "asking" && <Question call={call} question={call.question ?? title} />}
    </article>
  );
}
