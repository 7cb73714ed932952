/** What this conversation and this day have cost; on request, what it was used for. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import {
  countText,
  isNothing,
  tokenKinds,
  tokensOf,
  usdText,
  type Spent,
  type UsageState,
} from "../../src/shared/usage.ts";
import { usePanel, type Text } from "./context.ts";
import { Icon } from "./icons.tsx";

export function UsageRow({ usage }: { usage: UsageState }): JSX.Element | null {
  const { text } = usePanel();
  const [open, setOpen] = useState(false);
  const { session, day } = usage;
  if (isNothing(session) && isNothing(day)) return null;
  return (
    <details class="usage" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <Icon name="chevron" />
        <span class="unseen">{text("usage.label")}: </span>
        <span>{text("usage.both", shortText(session, text), shortText(day, text))}</span>
      </summary>
      {open && <Details usage={usage} />}
    </details>
  );
}

/** Money where it is known, else tokens. */
function shortText(spent: Spent, text: Text): string {
  if (spent.usd === null) return text("usage.tokens", countText(tokensOf(spent)));
  return spent.priced ? usdText(spent.usd) : text("usage.more", usdText(spent.usd));
}

function Details({ usage }: { usage: UsageState }): JSX.Element {
  const { text, intents } = usePanel();
  const { budgets, unpriced, priceDate } = usage;
  return (
    <div class="accounts">
      <Table usage={usage} />
      {budgets.map(({ of, usd, share }) => (
        <p key={of} class="budget" data-near={share >= 0.8}>
          {text(`usage.budget.${of}`, percentage.format(share), usdText(usd))}
        </p>
      ))}
      {unpriced.length > 0 && (
        <>
          <p>{text("usage.unpriced", unpriced.join(", "))}</p>
          <button type="button" class="button" onClick={() => intents.act({ action: "openPrices" })}>
            {text("action.openPrices")}
          </button>
        </>
      )}
      <p>{text("usage.prices", month.format(new Date(priceDate)))}</p>
    </div>
  );
}

function Table({ usage: { session, day } }: { usage: UsageState }): JSX.Element {
  const { text } = usePanel();
  const counts = (amount: (spent: Spent) => number): [number, number] => [amount(session), amount(day)];
  const rows = [
    ...tokenKinds.map((kind) => ({ name: text(`usage.${kind}`), of: counts(({ tokens }) => tokens[kind]) })),
    { name: text("usage.transcribedTokens"), of: counts(({ transcription }) => transcription.tokens) },
    { name: text("usage.transcribedSeconds"), of: counts(({ transcription }) => transcription.seconds) },
  ].filter(({ of }) => of.some((count) => count > 0));
  return (
    <table>
      <thead>
        <Row name={text("usage.kind")} cells={[text("usage.session"), text("usage.day")]} head />
      </thead>
      <tbody>
        {rows.map(({ name, of }) => (
          <Row key={name} name={name} cells={of.map((count) => countText(count))} />
        ))}
        <Row name={text("usage.money")} cells={[session, day].map((spent) => moneyText(spent, text))} />
      </tbody>
    </table>
  );
}

function Row({ name, cells, head }: { name: string; cells: string[]; head?: boolean }): JSX.Element {
  return (
    <tr>
      <th scope={head === true ? "col" : "row"}>{name}</th>
      {cells.map((cell, index) =>
        head === true ? (
          <th key={index} scope="col">
            {cell}
          </th>
        ) : (
          <td key={index}>{cell}</td>
        ),
      )}
    </tr>
  );
}

function moneyText(spent: Spent, text: Text): string {
  return spent.usd === null ? text("usage.unknown") : shortText(spent, text);
}

const percentage = new Intl.NumberFormat(undefined, { style: "percent" });
// A month is no moment: in any other zone it might be the one before.
const month = new Intl.DateTimeFormat(undefined, { month: "long", year: "numeric", timeZone: "UTC" });
