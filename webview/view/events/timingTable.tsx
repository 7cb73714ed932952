/** How long the stages of each turn took, the newest first, below what they usually take. */
import type { JSX } from "preact";
import type { TurnTiming } from "../../../src/shared/events.ts";
import { usePanel } from "../context.ts";
import { useObserved } from "../observable.ts";
import { clock } from "./eventRow.tsx";
import { mediansOf } from "./medians.ts";

/** A line may break here, in the middle of a name. */
const mayBreak = "\u200b";

const columns = ["turn", "answer", "output", "calls", "end"] as const;

export function TimingTable(): JSX.Element {
  const { text, events } = usePanel();
  const timings = useObserved(events.seen, ({ timings }) => timings);
  if (timings.length === 0) return <p class="none">{text("timings.none")}</p>;
  const usual = mediansOf(timings);
  return (
    <div class="scroller table" tabIndex={0} role="group" aria-label={text("events.timings")}>
      <table>
        <caption>{text("timings.unit")}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {text(`timings.${column}`)}
              </th>
            ))}
          </tr>
          <tr class="usual">
            <th scope="row">{text("timings.median")}</th>
            <td>{usual.answer}</td>
            <td>{usual.output}</td>
            <td>{usual.call}</td>
            <td>{usual.end}</td>
          </tr>
        </thead>
        <tbody>
          {timings.toReversed().map((turn) => (
            <TurnRow key={turn.number} turn={turn} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TurnRow({ turn }: { turn: TurnTiming }): JSX.Element {
  const { text } = usePanel();
  const { at, begin, answer, output, calls, end, outcome, reconnected } = turn;
  return (
    <tr>
      <th scope="row">
        <time dateTime={new Date(at).toISOString()}>{clock.format(at)}</time> {text(`timings.${begin}`)}
        {outcome !== "done" && <div class="remark">{text(`timings.${outcome}`)}</div>}
        {reconnected && <div class="remark">{text("timings.reconnected")}</div>}
      </th>
      <td>{answer}</td>
      <td>{output}</td>
      <td>
        {calls.map(({ name, run }, index) => (
          <div key={index}>
            {name.replaceAll("_", `_${mayBreak}`)} {run ?? "…"}
          </div>
        ))}
      </td>
      <td>{end}</td>
    </tr>
  );
}
