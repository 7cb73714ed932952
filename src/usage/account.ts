/** What this conversation and this day have used, what that costs, and where the budgets stand. */
import { tokenKinds, type Spent, type UsageState } from "../shared/usage.ts";
import { addAmounts, addSpendings, type Amounts, type Spending } from "./amounts.ts";
import { standings, type BudgetName, type Standing } from "./budget.ts";
import type { DayStore } from "./dayStore.ts";
import type { Prices } from "./prices.ts";
import { priceDate } from "./priceTable.ts";

export interface AccountOptions {
  days: DayStore;
  prices(): Prices;
  /** In USD; 0 is none. */
  budgets(): Record<BudgetName, number>;
}

export class Account {
  readonly #options: AccountOptions;
  #session: Spending[] = [];

  constructor(options: AccountOptions) {
    this.#options = options;
  }

  add(spending: Spending): void {
    this.#session = addSpendings(this.#session, [spending]);
    this.#options.days.add(spending);
  }

  newConversation(): void {
    this.#session = [];
  }

  /** Where the budgets stand, as far as prices are known. */
  standings(): Standing[] {
    const { session, day } = this.#spent();
    return standings(this.#options.budgets(), { session: session.usd ?? 0, day: day.usd ?? 0 });
  }

  /** The models of this conversation or day that have no known price. */
  unpriced(): string[] {
    const { days, prices } = this.#options;
    const missing = addSpendings(days.today, this.#session).filter(
      (spending) => prices().usdOf(spending) === undefined,
    );
    return [...new Set(missing.map(({ model }) => model))];
  }

  state(limits: UsageState["limits"]): UsageState {
    const budgets = this.standings().map(({ of, usd, share }) => ({ of, usd, share }));
    return { ...this.#spent(), budgets, unpriced: this.unpriced(), priceDate, limits };
  }

  #spent(): Record<BudgetName, Spent> {
    const prices = this.#options.prices();
    return { session: sumOf(this.#session, prices), day: sumOf(this.#options.days.today, prices) };
  }
}

function sumOf(spendings: readonly Spending[], prices: Prices): Spent {
  const costs = spendings.map((spending) => prices.usdOf(spending));
  const known = costs.filter((usd) => usd !== undefined);
  const total = (use: Spending["use"]): Amounts =>
    spendings
      .filter((one) => one.use === use)
      .reduce<Amounts>((sum, one) => addAmounts(sum, one.amounts), {});
  const conversation = addAmounts(total("conversation"), total("research"));
  const { seconds = 0, ...transcribed } = total("transcription");
  return {
    tokens: Object.fromEntries(tokenKinds.map((kind) => [kind, conversation[kind] ?? 0])) as Spent["tokens"],
    transcription: { tokens: Object.values(transcribed).reduce((sum, count) => sum + count, 0), seconds },
    usd: known.length === 0 && costs.length > 0 ? null : known.reduce((sum, usd) => sum + usd, 0),
    priced: known.length === costs.length,
  };
}
