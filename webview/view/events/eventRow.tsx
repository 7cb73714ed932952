/** One row of the event log, and its JSON on request. */
import { Component, type JSX } from "preact";
import type { LoggedEvent } from "../../../src/shared/events.ts";
import type { Text } from "../context.ts";
import { Icon } from "../icons.tsx";
import { prettyArguments } from "../toolWords.ts";

interface EventRowProps {
  event: LoggedEvent;
  text: Text;
  reachable: boolean;
  onFocus(number: number): void;
}

/** A class, because there are 500 of them ten times a second: only what changed is rendered again. */
export class EventRow extends Component<EventRowProps, { open: boolean }> {
  override state = { open: false };

  override shouldComponentUpdate(next: EventRowProps, { open }: { open: boolean }): boolean {
    const { event, reachable } = this.props;
    return next.event !== event || next.reachable !== reachable || open !== this.state.open;
  }

  override render({ event, text, reachable, onFocus }: EventRowProps): JSX.Element {
    const { number, at, direction, type, gist, count, problem, json } = event;
    return (
      <li data-problem={problem}>
        <details onToggle={({ currentTarget }) => this.setState({ open: currentTarget.open })}>
          <summary tabIndex={reachable ? 0 : -1} onFocus={() => onFocus(number)}>
            <Icon name={problem ? "warning" : direction} />
            <span class="unseen">
              {problem && `${text("events.problem")}, `}
              {text(`events.${direction}`)}:{" "}
            </span>
            <span class="about">
              <span class="type">
                {type}
                {count > 1 && ` ×${count}`}
              </span>
              {gist !== "" && <span class="gist">{gist}</span>}
            </span>
            <time dateTime={new Date(at).toISOString()}>{clock.format(at)}</time>
          </summary>
          {this.state.open && (
            <pre tabIndex={0} aria-label={text("events.json", type)}>
              {prettyArguments(json)}
            </pre>
          )}
        </details>
      </li>
    );
  }
}

export const clock = new Intl.DateTimeFormat(undefined, {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});
