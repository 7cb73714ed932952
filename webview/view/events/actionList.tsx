/** What the assistant has done and why: each call with its cause, who allowed it, and what came of it. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ActionOutcome, LoggedAction } from "../../../src/shared/actions.ts";
import { usePanel, type Text } from "../context.ts";
import { Icon, type IconName } from "../icons.tsx";
import { useObserved } from "../observable.ts";
import { prettyArguments, toolTitle } from "../toolWords.ts";
import { moveFocus } from "./eventList.tsx";
import { clock } from "./eventRow.tsx";
import { LogButtons } from "./logButtons.tsx";

const icons: Record<ActionOutcome, IconName> = {
  running: "running",
  asking: "asking",
  done: "done",
  failed: "failed",
  refused: "refused",
  denied: "refused",
  expired: "cancelled",
  cancelled: "cancelled",
};

export function ActionList(): JSX.Element {
  const { text, events } = usePanel();
  const actions = useObserved(events.seen, ({ actions }) => actions);
  const [chosen, setChosen] = useState<number>();
  const reachable = actions.find(({ number }) => number === chosen) ?? actions.at(-1);
  return (
    <>
      <div class="scroller">
        {actions.length === 0 ? (
          <p class="none">{text("actions.none")}</p>
        ) : (
          <ol aria-label={text("events.actions")} onKeyDown={moveFocus}>
            {actions.map((action) => (
              <ActionRow
                key={action.number}
                action={action}
                reachable={action === reachable}
                onFocus={setChosen}
              />
            ))}
          </ol>
        )}
      </div>
      <LogButtons of="actions" rows={actions} empty={actions.length === 0} />
    </>
  );
}

interface ActionRowProps {
  action: LoggedAction;
  reachable: boolean;
  onFocus(number: number): void;
}

function ActionRow({ action, reachable, onFocus }: ActionRowProps): JSX.Element {
  const { text } = usePanel();
  const [open, setOpen] = useState(false);
  const { number, at, tool, outcome, summary, cause } = action;
  const isProblem = outcome === "failed" || outcome === "denied";
  return (
    <li data-problem={isProblem}>
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary tabIndex={reachable ? 0 : -1} onFocus={() => onFocus(number)}>
          <Icon name={icons[outcome]} />
          <span class="unseen">{outcomeText(outcome, text)}: </span>
          <span class="about">
            <span class="type">{toolTitle(tool)}</span>
            <span class="gist">{summary === "" ? (cause?.words ?? "") : summary}</span>
          </span>
          <time dateTime={new Date(at).toISOString()}>{clock.format(at)}</time>
        </summary>
        {open && <ActionFacts action={action} />}
      </details>
    </li>
  );
}

function ActionFacts({ action }: { action: LoggedAction }): JSX.Element {
  const { text } = usePanel();
  const { tool, allowedBy, cause, outcome, summary, took, risk } = action;
  const words =
    cause?.words === ""
      ? text("actions.unwritten")
      : `“${cause?.words}” (${text(cause?.typed ? "typed" : "spoken")})`;
  return (
    <>
      <dl class="facts">
        {cause !== undefined && <Fact name={text("actions.cause")} value={words} />}
        {cause !== undefined && <Fact name={text("actions.item")} value={cause.item} />}
        {risk !== undefined && <Fact name={text("actions.risk")} value={risk} />}
        <Fact name={text("actions.allowedBy")} value={text(`actions.${allowedBy}`)} />
        <Fact
          name={text("actions.outcome")}
          value={summary === "" ? outcomeText(outcome, text) : `${outcomeText(outcome, text)}: ${summary}`}
        />
        {took !== undefined && (
          <Fact name={text("actions.took")} value={text("actions.milliseconds", Math.round(took))} />
        )}
      </dl>
      <pre tabIndex={0} aria-label={text("tool.arguments", toolTitle(tool))}>
        {prettyArguments(action.arguments)}
      </pre>
    </>
  );
}

function Fact({ name, value }: { name: string; value: string }): JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function outcomeText(outcome: ActionOutcome, text: Text): string {
  return text(outcome === "denied" ? "actions.denied" : `tool.${outcome}`);
}
