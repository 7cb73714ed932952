import assert from "node:assert/strict";
import type { Spending } from "../../../src/usage/amounts.ts";
import { Account } from "../../../src/usage/account.ts";
import { Budget, type Standing } from "../../../src/usage/budget.ts";
import { DayStore } from "../../../src/usage/dayStore.ts";
import { createPrices } from "../../../src/usage/prices.ts";
import { tokensOf, usdText } from "../../../src/shared/usage.ts";
import { memory } from "./usageRig.ts";

/** Text that the model is given: 4 USD for a million tokens, so this is `usd` of it. */
const worth = (usd: number, model = "gpt-realtime"): Spending => ({
  use: "conversation",
  model,
  reported: "",
  amounts: { textIn: usd * 250_000 },
});

describe("the account", () => {
  let now: Date;
  let kept: ReturnType<typeof memory>;
  let budgets: { session: number; day: number };
  let own: unknown;
  const stores: DayStore[] = [];
  beforeEach(() => {
    now = new Date(2026, 7, 14, 12);
    kept = memory();
    budgets = { session: 0, day: 0 };
    own = {};
  });
  afterEach(() => {
    for (const store of stores.splice(0)) store.dispose();
  });

  /** Of one window. */
  function open(): { account: Account; budget: Budget; days: DayStore } {
    const days = new DayStore({ memory: kept, now: () => now, failed: assert.ifError });
    stores.push(days);
    const account = new Account({ days, prices: () => createPrices(own), budgets: () => budgets });
    const budget = new Budget({
      today: () => days.date,
      waved: () => kept.get("waved"),
      wave: (day) => void kept.update("waved", day),
    });
    return { account, budget, days };
  }
  const names = (all: Standing[]): string[] => all.map(({ of }) => of);

  it("is of the conversation and of the day, in tokens and in money", () => {
    const before = open();
    before.account.add(worth(1));
    before.days.write();
    const { account } = open();
    account.add(worth(0.5));
    account.add({
      use: "transcription",
      model: "gpt-transcribe",
      reported: "",
      amounts: { seconds: 120 },
    });
    account.add({
      use: "transcription",
      model: "gpt-4o-transcribe",
      reported: "",
      amounts: { audioIn: 1_000, textOut: 100 },
    });
    const { session, day, unpriced, priceDate } = account.state([]);
    assert.equal(session.tokens.textIn, 125_000);
    assert.equal(session.tokens.audioIn, 0, "what is written down is counted apart");
    assert.deepEqual(session.transcription, { tokens: 1_100, seconds: 120 });
    assert.equal(tokensOf(session), 126_100);
    assert.equal(session.usd?.toFixed(6), "0.512500");
    assert.equal(day.usd?.toFixed(6), "1.512500");
    assert.deepEqual([session.priced, unpriced, priceDate], [true, [], "2026-08"]);
  });

  it("begins anew with another conversation; the day goes on", () => {
    const { account } = open();
    account.add(worth(1));
    account.newConversation();
    const { session, day } = account.state([]);
    assert.deepEqual([tokensOf(session), session.usd, day.usd], [0, 0, 1]);
  });

  it("counts tokens whose price is not known, says so, and has their money once the price is set", () => {
    const { account } = open();
    account.add(worth(1, "my-deployment"));
    let state = account.state([]);
    assert.deepEqual([state.session.usd, state.session.priced], [null, false]);
    assert.deepEqual([tokensOf(state.session), state.unpriced], [250_000, ["my-deployment"]]);
    account.add(worth(0.25));
    state = account.state([]);
    assert.deepEqual([state.session.usd, state.session.priced], [0.25, false]);
    own = { "my-deployment": "gpt-realtime" };
    state = account.state([]);
    assert.deepEqual([state.session.usd, state.session.priced, state.unpriced], [1.25, true, []]);
  });

  describe("of a budget", () => {
    it("is none where none is set", () => {
      const { account, budget } = open();
      account.add(worth(1_000));
      assert.deepEqual(account.standings(), []);
      assert.deepEqual(budget.over(account.standings()), []);
    });

    it("warns once at 80 %, and is used up at 100 %", () => {
      budgets.session = 1;
      const { account, budget } = open();
      const after = (usd: number): [string[], string[]] => {
        account.add(worth(usd));
        const standings = account.standings();
        return [names(budget.near(standings)), names(budget.over(standings))];
      };
      assert.deepEqual(after(0.79), [[], []]);
      assert.deepEqual(after(0.01), [["session"], []]);
      assert.deepEqual(after(0.1), [[], []]);
      assert.deepEqual(after(0.1), [[], ["session"]]);
    });

    it("of the day counts what other windows have spent, and is whole again on the next", () => {
      budgets.day = 1;
      const other = open();
      const { account, budget, days } = open();
      other.account.add(worth(0.9));
      other.days.write();
      account.add(worth(0.1));
      assert.deepEqual(names(budget.over(account.standings())), ["day"]);
      assert.deepEqual(account.state([]).budgets, [{ of: "day", usd: 1, share: 1 }]);
      days.write();
      now = new Date(2026, 7, 15, 0, 0, 1);
      account.add(worth(0.8));
      assert.deepEqual(names(budget.over(account.standings())), []);
      assert.deepEqual(names(budget.near(account.standings())), ["day"], "another day, another warning");
    });

    it("does not stop again once the user has gone on: that conversation, or that day in all windows", () => {
      budgets = { day: 1, session: 1 };
      const { account, budget } = open();
      const over = (): string[] => names(budget.over(account.standings()));
      account.add(worth(1));
      assert.deepEqual(over(), ["day", "session"]);
      budget.wave(budget.over(account.standings()));
      account.add(worth(5));
      assert.deepEqual(over(), []);
      const other = open();
      other.account.add(worth(5));
      assert.deepEqual(names(other.budget.over(other.account.standings())), ["session"]);
      account.newConversation();
      budget.newConversation();
      account.add(worth(1));
      assert.deepEqual(over(), ["session"]);
      now = new Date(2026, 7, 15, 12);
      account.add(worth(1));
      assert.deepEqual(over(), ["day", "session"]);
    });

    it("is no longer used up once it is raised", () => {
      budgets.day = 1;
      const { account, budget } = open();
      account.add(worth(1));
      budgets.day = 2;
      assert.deepEqual(names(budget.over(account.standings())), []);
    });
  });
});

describe("money", () => {
  it("is written in cents, and in parts of them where it is less", () => {
    const texts = [0, 12.345, 0.1, 0.0456, 0.00123, 1_234.5].map((usd) => usdText(usd, "en-US"));
    assert.deepEqual(texts, ["$0.00", "$12.35", "$0.10", "$0.046", "$0.0012", "$1,234.50"]);
    assert.match(usdText(1_234.5, "de"), /^1\.234,50\s\$$/);
  });
});
