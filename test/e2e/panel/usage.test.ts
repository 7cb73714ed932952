import assert from "node:assert/strict";
import type { PanelState } from "../../../src/shared/state.ts";
import type { UsageState } from "../../../src/shared/usage.ts";
import { eachPanel } from "./harness/eachPanel.ts";
import type { Panel } from "./harness/panelRig.ts";
import * as states from "./harness/states.ts";
import { nearlyUsed, noUsage, unpriced, used } from "./harness/usageStates.ts";

describe("what the panel shows of usage", () => {
  let panel: Panel;
  eachPanel((opened) => void (panel = opened));

  const withUsage = (usage: UsageState): PanelState => ({ ...states.live("listening"), usage });
  const summary = () => panel.frame.locator(".usage summary");
  const limits = () => panel.frame.locator(".limits");
  const details = () => panel.frame.locator(".accounts");
  const row = (name: string) => details().getByRole("row").filter({ hasText: name });
  const plain = (text: string): string => text.replaceAll(/\s+/g, " ").trim();

  it("is nothing where nothing was used", async () => {
    await panel.show(withUsage(noUsage));
    assert.equal(await panel.frame.locator(".usage").count(), 0);
    assert.equal(await limits().innerText(), "");
  });

  it("is the money of the conversation and of the day", async () => {
    await panel.show(withUsage(used));
    assert.equal(plain(await summary().innerText()), "Usage: $0.12 · today $1.40");
  });

  it("is a table by kind, opened and closed by keyboard", async () => {
    await panel.show(withUsage(used));
    await summary().press("Enter");
    const table = details().getByRole("table");
    assert.deepEqual((await table.getByRole("columnheader").allInnerTexts()).map(plain), [
      "Kind",
      "Conversation",
      "Today",
    ]);
    const rows = (await table.getByRole("row").allInnerTexts()).map(plain);
    assert.deepEqual(rows.slice(1), [
      "Text in 3,412 41,230",
      "Text in, cached 9,024 128,512",
      "Sound in 871 9,120",
      "Sound in, cached 1,216 14,080",
      "Text out 240 2,811",
      "Sound out 1,030 12,700",
      "Transcription, seconds 87 912",
      "US dollars $0.12 $1.40",
    ]);
    assert.equal(await table.getByRole("rowheader", { name: "Sound out" }).count(), 1);
    assert.match(await details().innerText(), /Prices of August 2026/);
    await summary().press("Enter");
    await details().waitFor({ state: "detached" });
  });

  it("stays open while the numbers change", async () => {
    await panel.show(withUsage(used));
    await summary().click();
    await details().waitFor();
    await panel.show(withUsage({ ...used, session: { ...used.session, usd: 0.34 } }));
    assert.match(await row("US dollars").innerText(), /\$0\.34/);
  });

  it("is how much of each budget is spent, marked where little is left", async () => {
    await panel.show(withUsage(nearlyUsed));
    await summary().click();
    const budgets = details().locator(".budget");
    assert.deepEqual(await budgets.allInnerTexts(), [
      "93% of today's budget of $1.50",
      "2% of the conversation's budget of $5.00",
    ]);
    assert.equal(await details().locator('.budget[data-near="true"]').count(), 1);
  });

  it("is tokens where the price is not known, and where to set it", async () => {
    await panel.show(withUsage(unpriced));
    assert.equal(plain(await summary().innerText()), "Usage: 15,793 tokens · today $1.40 and more");
    await summary().click();
    assert.match(
      await details().innerText(),
      /The price of my-own-deployment-of-a-realtime-model is not known/,
    );
    assert.equal(plain(await row("US dollars").innerText()), "US dollars not known $1.40 and more");
    await details().getByRole("button", { name: "Set Prices" }).press("Enter");
    assert.deepEqual(await panel.told("act"), [{ action: "openPrices" }]);
  });

  describe("of rate limits", () => {
    const near = (seconds: number): PanelState =>
      withUsage({ ...used, limits: [{ name: "tokens", left: 0.04, seconds }] });

    it("is which one is near, and when it is whole again", async () => {
      await panel.show(near(90));
      const text = plain(await limits().innerText());
      assert.match(text, /^Near the rate limit: 4% of the tokens are left\. All are back in \d+ seconds\.$/);
      // Of the time that passes, nothing is read aloud.
      assert.equal(
        plain(await panel.frame.getByRole("status").filter({ hasText: "rate limit" }).ariaSnapshot()),
        '- status: - paragraph: "Near the rate limit: 4% of the tokens are left."',
      );
    });

    it("counts down, and is gone when the time has passed, without a word of the host", async () => {
      await panel.show(near(3));
      const shown = await panel.frame.evaluate(
        () =>
          new Promise<string[]>((resolve) => {
            const line = document.querySelector(".limits");
            const seen: string[] = [];
            const look = (): void => {
              const [seconds] = /\d+ sec/.exec(line?.textContent ?? "") ?? ["gone"];
              if (seconds !== seen.at(-1)) seen.push(seconds);
              if (seconds === "gone") resolve(seen);
              else requestAnimationFrame(look);
            };
            look();
          }),
      );
      const counted = shown.slice(0, -1).map((text) => Number.parseInt(text));
      assert.equal(shown.at(-1), "gone");
      assert.ok(counted.length > 1 && counted.every((seconds, at) => at === 0 || seconds < counted[at - 1]!));
    });

    it("is gone where there is room again", async () => {
      await panel.show(near(60));
      await panel.show(withUsage(used));
      assert.equal(await limits().innerText(), "");
    });
  });
});
