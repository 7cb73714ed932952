import assert from "node:assert/strict";
import { eachPanel } from "./harness/eachPanel.ts";
import type { Panel } from "./harness/panelRig.ts";
import * as states from "./harness/states.ts";

describe("the transcript", () => {
  let panel: Panel;
  eachPanel((opened) => void (panel = opened));

  /** Pixels between the view's end and the conversation's. */
  const fromBottom = (): Promise<number> =>
    panel.frame
      .locator(".log")
      .evaluate((log) => Math.round(log.scrollHeight - log.scrollTop - log.clientHeight));
  const scrollTo = (top: number): Promise<void> =>
    panel.frame.locator(".log").evaluate(
      (log, top) =>
        new Promise<void>((resolve) => {
          log.addEventListener("scrollend", () => resolve(), { once: true });
          log.scrollTop = top;
        }),
      top,
    );
  const shown = (text: string): Promise<void> => panel.frame.getByText(text).waitFor();

  it("follows the newest entry", async () => {
    await panel.show(states.long(30));
    await shown("Sentence number 29,");
    assert.equal(await fromBottom(), 0);
    await panel.show(states.long(31));
    await shown("Sentence number 30,");
    assert.equal(await fromBottom(), 0);
  });

  it("follows it still when the panel becomes lower", async () => {
    await panel.show(states.long(30));
    await shown("Sentence number 29,");
    await panel.page.setViewportSize({ width: 300, height: 400 });
    await panel.frame.waitForFunction(() => {
      const log = document.querySelector(".log");
      return log !== null && innerHeight === 400 && log.scrollHeight - log.scrollTop - log.clientHeight < 1;
    });
  });

  it("follows it still when the panel becomes lower with a new entry", async () => {
    await panel.show(states.long(30));
    await shown("Sentence number 29,");
    await panel.frame.evaluate(() => {
      const transcript = document.querySelector<HTMLElement>(".transcript")!;
      // After the entry's own scroll, and before the frame in which that is told.
      new MutationObserver(() => (transcript.style.paddingBottom = "100px")).observe(
        transcript.querySelector(".log")!,
        { childList: true },
      );
    });
    await panel.show(states.long(31));
    await shown("Sentence number 30,");
    await panel.frame.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    assert.equal(await panel.frame.getByRole("button", { name: "Newest" }).count(), 0);
    assert.equal(await fromBottom(), 0);
  });

  it("holds still while something older is read, and jumps back on request", async () => {
    await panel.show(states.long(30));
    await shown("Sentence number 29,");
    await scrollTo(100);
    const jump = panel.frame.getByRole("button", { name: "Newest" });
    await jump.waitFor();
    await panel.show(states.long(31));
    await shown("Sentence number 30,");
    assert.equal(await panel.frame.locator(".log").evaluate(({ scrollTop }) => scrollTop), 100);
    await jump.click();
    assert.equal(await fromBottom(), 0);
    assert.equal(await jump.count(), 0);
    assert.equal(await panel.frame.evaluate(() => document.activeElement?.className), "log");
  });

  it("says so when a question waits out of sight", async () => {
    await panel.show(states.asking);
    await panel.frame.getByRole("button", { name: "Allow" }).waitFor();
    await scrollTo(0);
    await panel.frame.getByRole("button", { name: "Waiting for your answer" }).click();
    assert.equal(await fromBottom(), 0);
  });

  it("finds its place again after a reload", async () => {
    await panel.show(states.long(30));
    await shown("Sentence number 29,");
    await scrollTo(100);
    await panel.frame.evaluate(() => location.reload()).catch(() => undefined);
    await panel.page.waitForFunction(() => host.told.filter(({ method }) => method === "ready").length === 2);
    await panel.show(states.long(30));
    await shown("Sentence number 29,");
    assert.equal(await panel.frame.locator(".log").evaluate(({ scrollTop }) => scrollTop), 100);
  });

  it("keeps the page small in a long session, and brings the earlier part on request", async () => {
    await panel.show(states.long(450));
    await shown("Sentence number 449,");
    const count = (): Promise<number> => panel.frame.locator(".entry").count();
    assert.equal(await count(), 200);
    await panel.frame.getByRole("button", { name: "Show 200 earlier" }).click();
    await shown("Sentence number 50,");
    assert.equal(await count(), 400);
    await panel.frame.getByRole("button", { name: "Show 50 earlier" }).click();
    await shown("Sentence number 0,");
    assert.equal(await panel.frame.getByRole("button", { name: /earlier/ }).count(), 0);
  });

  it("leaves the entries alone that did not change", async () => {
    await panel.show(states.long(50));
    await shown("Sentence number 49,");
    await panel.frame.evaluate(() => {
      const touched: string[] = [];
      const observer = new MutationObserver((records) => {
        for (const { target } of records) {
          const element = target instanceof Element ? target : target.parentElement;
          touched.push(element?.closest(".entry, .log")?.className ?? "elsewhere");
        }
      });
      observer.observe(document.body, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
      });
      Object.assign(globalThis, { touched });
    });
    await panel.show(states.long(51));
    await shown("Sentence number 50,");
    assert.deepEqual(
      await panel.frame.evaluate(() => (globalThis as unknown as { touched: string[] }).touched),
      ["log"],
    );
  });
});
