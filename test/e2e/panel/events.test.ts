import assert from "node:assert/strict";
import type { LoggedEvent } from "../../../src/shared/events.ts";
import { events, openEventLog, showEvents, timings } from "./harness/events.ts";
import { eachPanel } from "./harness/eachPanel.ts";
import type { Panel } from "./harness/panelRig.ts";
import * as states from "./harness/states.ts";

describe("the panel's event log", () => {
  let panel: Panel;
  eachPanel(async (opened) => {
    panel = opened;
    await panel.page.locator("iframe").focus();
    await panel.show(states.busy);
  });

  const press = (key: string): Promise<void> => panel.page.keyboard.press(key);
  const button = (name: string) => panel.frame.getByRole("button", { name, exact: true });
  const opener = () => button("Event log");
  const log = () => panel.frame.getByRole("region", { name: "Event log" });
  const rows = () => log().locator("summary");
  const types = (): Promise<string[]> => log().locator(".type").allInnerTexts();
  const filter = () => log().getByRole("textbox", { name: "Filter by type or words" });
  const focused = (): Promise<string> =>
    panel.frame.evaluate(() => {
      const element = document.activeElement;
      return (
        element?.getAttribute("aria-label") ?? element?.textContent?.replaceAll(/\s+/g, " ").trim() ?? ""
      );
    });
  const open = async (): Promise<void> => {
    await opener().click();
    await showEvents(panel, { events, timings });
  };

  it("opens and closes by its button, and tells the host which", async () => {
    assert.equal(await opener().getAttribute("aria-expanded"), "false");
    await opener().click();
    assert.equal(await opener().getAttribute("aria-expanded"), "true");
    assert.match(await log().innerText(), /Nothing yet/);
    assert.equal(await button("Export").isDisabled(), true);
    await opener().click();
    assert.equal(await log().count(), 0);
    await opener().click();
    await button("Close the event log").click();
    assert.deepEqual(await panel.told("watchEvents"), [
      { open: true },
      { open: false },
      { open: true },
      { open: false },
    ]);
  });

  it("shows each row's direction, type, count and gist, and its time", async () => {
    await open();
    const texts = (await rows().allTextContents()).map((text) => text.replaceAll(/\s+/g, " ").trim());
    assert.equal(texts.length, 12);
    assert.deepEqual(
      [texts[0], texts[3], texts[6], texts[10]],
      [
        "Connection: connectingnegotiating09:41:12",
        "Sent: conversation.item.createuser: go to line forty two09:41:12",
        "Received: response.function_call_arguments.delta ×4[11 characters]09:41:12",
        "Error, Received: errorCancellation failed: no active response found09:41:12",
      ],
    );
    assert.equal(
      await log().locator("[aria-live], [role=log]").count(),
      0,
      "it would talk over the conversation",
    );
  });

  it("takes in new and changed rows, and drops those that are gone", async () => {
    await open();
    const changed = { ...events[6]!, count: 9 };
    const added = { ...events[11]!, number: 13, type: "reconnecting" };
    await showEvents(panel, { events: [changed, added], oldest: 6 });
    const shown = await types();
    assert.equal(shown.length, 8);
    assert.deepEqual([shown[1], shown.at(-1)], ["response.function_call_arguments.delta ×9", "reconnecting"]);
    await showEvents(panel, { oldest: 14 });
    assert.match(await log().innerText(), /Nothing yet/);
  });

  it("shows nothing of before when it is opened again", async () => {
    await open();
    await opener().click();
    await showEvents(panel, { events });
    await opener().click();
    assert.equal(await rows().count(), 0);
  });

  it("filters by words of the type and the gist, by direction, and by errors", async () => {
    await open();
    await filter().fill("ITEM line");
    assert.deepEqual(await types(), ["conversation.item.create", "conversation.item.create"]);
    await filter().fill("no such words");
    assert.match(await log().innerText(), /No event matches/);
    await filter().fill("");
    for (const name of ["Received", "Connection"]) await button(name).click();
    assert.equal(await button("Received").getAttribute("aria-pressed"), "false");
    assert.deepEqual(await types(), [
      "conversation.item.create",
      "response.create",
      "conversation.item.create",
    ]);
    for (const name of ["Received", "Connection", "Errors only"]) await button(name).click();
    assert.deepEqual(await types(), ["error", "failed"]);
  });

  it("copies what is filtered, exports and clears by way of the host", async () => {
    await open();
    await button("Errors only").click();
    await button("Copy").click();
    await log().getByRole("status").getByText("Copied 2 events.").waitFor();
    await panel.page.evaluate(() => {
      host.clipboardError = "No clipboard.";
    });
    await button("Copy").click();
    await log().getByText("The events could not be copied: RpcError: No clipboard.").waitFor();
    await button("Export").click();
    await button("Clear").click();
    assert.deepEqual(
      [await panel.told("copyEvents"), await panel.told("exportEvents"), await panel.told("clearEvents")],
      [
        [
          { of: "events", numbers: [11, 12] },
          { of: "events", numbers: [11, 12] },
        ],
        [{ of: "events" }],
        [{ of: "events" }],
      ],
    );
  });

  it("expands a row to its JSON, which is text and nothing else", async () => {
    const markup = `<img src=x onerror="globalThis.breached=true"><b>bold</b>`;
    const hostile = { ...events[3]!, type: markup, gist: markup, json: JSON.stringify({ text: markup }) };
    await opener().click();
    await showEvents(panel, { events: [hostile, events[10]!] });
    await rows().first().press("Enter");
    const json = log().locator("pre");
    assert.equal(await json.innerText(), JSON.stringify({ text: markup }, undefined, 2));
    assert.equal(await log().locator("img, b").count(), 0);
    assert.equal(await panel.frame.evaluate(() => Object.hasOwn(globalThis, "breached")), false);
    await rows().first().press("Enter");
    await rows().last().press("Space");
    // What is cut is shown as it is.
    await json.filter({ hasText: /^\{"type":"error".*\[312 characters\]$/ }).waitFor();
  });

  describe("by keyboard", () => {
    it("is reached from the foot, and left by Escape to where the focus was", async () => {
      await opener().focus();
      await press("Enter");
      await showEvents(panel, { events, timings });
      const order: string[] = [await focused()];
      for (let count = 0; count < 10; count++) {
        await press("Tab");
        order.push(await focused());
      }
      assert.deepEqual(order, [
        "Events",
        "Close the event log",
        "Filter by type or words",
        "Sent",
        "Received",
        "Connection",
        "Errors only",
        "Error, Connection: failedconnectionLost: network09:41:12",
        "Copy",
        "Export",
        "Clear",
      ]);
      await press("Escape");
      assert.equal(await log().count(), 0);
      assert.equal(await focused(), "Event log");
    });

    it("goes through the rows by the arrow keys, and comes back to the one it was at", async () => {
      await open();
      await rows().last().focus();
      const at = async (): Promise<string> => (await focused()).split(": ")[1] ?? "";
      const seen: string[] = [];
      for (const key of ["ArrowUp", "Home", "ArrowUp", "ArrowDown", "End", "ArrowDown", "ArrowUp"]) {
        await press(key);
        seen.push(await at());
      }
      const [first, second, last] = [/^connecting/, /^session.created/, /^failed/];
      const expected = [/^error/, first, first, second, last, last, /^error/];
      assert.ok(
        expected.every((pattern, index) => pattern.test(seen[index] ?? "")),
        seen.join("\n"),
      );
      await press("Shift+Tab");
      assert.equal(await focused(), "Errors only");
      await press("Tab");
      assert.match(await at(), /^error/);
    });

    it("goes round its pages by the arrow keys", async () => {
      await open();
      assert.equal(await focused(), "Events");
      await press("ArrowRight");
      assert.equal(await focused(), "Timings");
      assert.equal(await log().getByRole("table").count(), 1);
      await press("ArrowRight");
      assert.equal(await focused(), "Actions");
      await press("ArrowRight");
      assert.equal(await focused(), "Events");
      await press("ArrowLeft");
      assert.equal(await focused(), "Actions");
      await press("ArrowRight");
      assert.equal(await log().getByRole("tab", { name: "Events" }).getAttribute("aria-selected"), "true");
      assert.equal(await rows().count(), 12);
    });
  });

  it("opens by a command with the focus, and takes it again when it is open", async () => {
    const box = panel.frame.getByRole("textbox", { name: "Message" });
    await box.focus();
    await openEventLog(panel);
    assert.equal(await focused(), "Events");
    await box.focus();
    await openEventLog(panel);
    assert.equal(await focused(), "Events");
    await press("Escape");
    assert.equal(await focused(), "Message");
    assert.deepEqual(await panel.told("watchEvents"), [{ open: true }, { open: false }]);
  });

  it("opens where no key is set yet", async () => {
    await panel.show(states.noKey);
    await openEventLog(panel);
    assert.equal(await log().count(), 1);
  });

  it("shows how long each turn took, the newest first, and what is usual", async () => {
    await open();
    await log().getByRole("tab", { name: "Timings" }).click();
    const table = log().getByRole("table");
    const lines = (await table.getByRole("row").allInnerTexts()).map((line) =>
      line.replaceAll("\u200b", "").replaceAll(/\s+/g, " ").trim(),
    );
    assert.deepEqual(lines, [
      "Turn Answer begins First sound Calls End",
      // Of 312, 420, 280 and 305; of 1204, 811 and 990; of 12, 48 and 90; of the two whole turns 2980 and 4020.
      "Median 309 990 48 3500",
      "09:41:36 spoken running 305 find_in_file …",
      "09:41:28 key held reconnected 280 990 open_file 48 replace_text 90 4020",
      "09:41:20 spoken interrupted 420 811 1302",
      "09:41:12 typed 312 1204 go_to_line 12 2980",
    ]);
  });

  it("stays at its end while rows come, and where it is once one has scrolled", async () => {
    const many = Array.from({ length: 500 }, (_, index): LoggedEvent => ({
      ...events[3]!,
      number: index + 1,
    }));
    const more = (from: number): LoggedEvent[] =>
      many.slice(0, 20).map((event, index) => ({ ...event, number: from + index }));
    const visible = (number: number): Promise<boolean> =>
      rows()
        .nth(number)
        .evaluate((row) => {
          const box = row.getBoundingClientRect();
          const scroller = row.closest(".scroller")!.getBoundingClientRect();
          return box.bottom > scroller.top + 1 && box.top < scroller.bottom - 1;
        });
    await opener().click();
    await showEvents(panel, { events: many });
    assert.ok(await visible(499));
    await showEvents(panel, { events: more(501), oldest: 21 });
    assert.equal(await rows().count(), 500);
    assert.ok(await visible(499), "it follows");
    await rows().nth(250).scrollIntoViewIfNeeded();
    const top = (): Promise<number> =>
      rows()
        .nth(250)
        .evaluate((row) => row.getBoundingClientRect().top);
    const before = await top();
    await showEvents(panel, { events: more(521), oldest: 21 });
    assert.equal(await rows().count(), 520);
    // A browser scrolls by whole pixels of the screen.
    assert.ok(Math.abs((await top()) - before) <= 1, `it holds still: ${before}, ${await top()}`);
  });
});
