import assert from "node:assert/strict";
import type { Entry, PanelState } from "../../../src/shared/state.ts";
import { actions, events, openEventLog, showEvents } from "./harness/events.ts";
import { eachPanel } from "./harness/eachPanel.ts";
import type { Panel } from "./harness/panelRig.ts";
import * as states from "./harness/states.ts";

describe("what the panel asks, and what was done", () => {
  let panel: Panel;
  eachPanel(async (opened) => {
    panel = opened;
    await panel.page.locator("iframe").focus();
  });

  const press = (key: string): Promise<void> => panel.page.keyboard.press(key);
  const button = (name: string) => panel.frame.getByRole("button", { name, exact: true });
  const card = () => panel.frame.locator(".tool").last();
  const alert = () => panel.frame.getByRole("alert");
  const focused = (): Promise<string> =>
    panel.frame.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute("aria-label") ?? element?.textContent?.trim() ?? "";
    });

  it("shows what would change, line by line, as text", async () => {
    await panel.show(states.askingDiff);
    const diff = card().getByRole("group", { name: "What would change" });
    const lines = await diff
      .getByRole("listitem")
      .evaluateAll((items) =>
        items.map((item) => [
          [...item.querySelectorAll(".sign")].map((sign) => sign.textContent).join(""),
          (item.textContent ?? "").slice(1),
        ]),
      );
    assert.deepEqual(lines, [
      [" ", "export function total(items: Item[]): number {"],
      ["-", "removed:   return items.reduce((sum, { price }) => sum + price, 0);"],
      ["+", "added:   return items.reduce((sum, { amount }) => sum + amount, 0);"],
      [" ", "}"],
      ["-", "removed: const price = 3;"],
      ["+", "added: const amount = 3;"],
    ]);
    assert.deepEqual(
      await diff.getByRole("list").evaluateAll((lists) => lists.map((list) => list.ariaLabel)),
      ["Lines from 3 on", "Lines from 41 on"],
    );
    const figures = await diff.getByRole("figure").allInnerTexts();
    assert.match(figures[0] ?? "", /src\/price\.ts[^]*−2 \+2/);
    assert.match(figures[1] ?? "", /src\/cart\.ts[^]*There is more than is shown here/);
  });

  it("shows a command line and its folder", async () => {
    await panel.show(states.askingCommand);
    assert.equal(
      await card().getByLabel("The command", { exact: true }).innerText(),
      "rm -rf dist && npm run build",
    );
    assert.match(await card().innerText(), /in packages\/core/);
  });

  it("shows markup in all of that as it is", async () => {
    await panel.show(states.hostile);
    assert.equal(await panel.frame.locator("img, .preview b, .preview script").count(), 0);
    assert.match(await card().locator(".diff").innerText(), /<img src=x/);
    assert.equal(await panel.frame.evaluate(() => Object.hasOwn(globalThis, "breached")), false);
  });

  it("takes a yes, a no, and an always, and says what that would allow", async () => {
    await panel.show(states.askingCommand);
    await button("Allow").click();
    await button("Deny").click();
    const always = button("Always in This Workspace");
    assert.equal(
      await always.getAttribute("title"),
      "From now on this runs without a question: terminal:rm -rf dist && npm run build",
    );
    await always.click();
    assert.deepEqual(await panel.told("confirm"), [
      { callId: "t7", accept: true },
      { callId: "t7", accept: false },
      { callId: "t7", accept: true, always: true },
    ]);
  });

  it("offers no always where there is nothing to remember", async () => {
    await panel.show(states.asking);
    assert.equal(await button("Allow").count(), 1);
    assert.equal(await button("Always in This Workspace").count(), 0);
  });

  it("is answered by keyboard, the diff on the way", async () => {
    await panel.show(states.askingDiff);
    await card().locator("summary").focus();
    const order: string[] = [];
    for (let count = 0; count < 4; count++) {
      await press("Tab");
      order.push(await focused());
    }
    assert.deepEqual(order, [
      "src/price.ts: 2 lines go, 2 lines come",
      "Allow",
      "Deny",
      "Always in This Workspace",
    ]);
    await press("Enter");
    assert.deepEqual(await panel.told("confirm"), [{ callId: "t6", accept: true, always: true }]);
  });

  it("is said to screen readers once, with the keys, and takes no focus", async () => {
    await panel.show(states.live("listening", "open", states.conversation));
    await panel.frame.getByRole("textbox", { name: "Message" }).focus();
    assert.equal(await alert().count(), 0);
    await panel.show(states.askingDiff);
    assert.equal(
      await alert().innerText(),
      "Change 3 lines of 2 files? Ctrl+Alt+Shift+Y allows, Ctrl+Alt+Shift+N denies.",
    );
    assert.equal(
      await card().locator(".question").getAttribute("aria-live"),
      "off",
      "the log would say it again",
    );
    assert.equal(await focused(), "Message");
  });

  it("says where a question went by", async () => {
    await panel.show(states.askingDiff);
    await panel.show(states.expired);
    assert.match(await card().innerText(), /Expired[^]*Nobody answered within a minute, so nothing was done/);
    assert.equal(await button("Allow").count(), 0);
    assert.match(await alert().innerText(), /^Nobody answered within a minute/);
    const answered: Entry[] = states.expired.entries.slice(0, 2);
    await panel.show({ ...states.expired, entries: answered } satisfies PanelState);
    assert.equal(await alert().count(), 0);
  });

  it("does not say so of a question of before", async () => {
    await panel.show(states.expired);
    assert.equal(await alert().count(), 0);
  });

  describe("in the list of actions", () => {
    const log = () => panel.frame.getByRole("region", { name: "Event log" });
    const rows = () => log().locator("summary");
    beforeEach(async () => {
      await panel.show(states.busy);
      await openEventLog(panel);
      await showEvents(panel, { events, actions });
      await log().getByRole("tab", { name: "Actions" }).click();
    });

    it("is each call, with what came of it", async () => {
      const texts = (await rows().allTextContents()).map((text) => text.replaceAll(/\s+/g, " ").trim());
      assert.deepEqual(texts, [
        "Done: Go to linesrc/inventory.ts, line 4209:41:12",
        "Done: Run commandGit: Push09:41:21",
        'Forbidden: Run commandThe user\'s settings forbid this: vivaVoce.confirm.deny holds "command:*".09:41:32',
      ]);
    });

    it("is told with its cause, its risk, and who allowed it", async () => {
      await rows().nth(1).press("Enter");
      assert.equal(
        (await log().locator(".facts").innerText()).replaceAll(/\s+/g, " ").trim(),
        "After “push it” (typed) Item typed_1 Risk external Allowed by your voice Outcome Done: Git: Push Took 1204 ms",
      );
      assert.equal(await log().locator("pre").innerText(), JSON.stringify({ command: "push" }, undefined, 2));
      await rows().nth(2).press("Enter");
      assert.match(await log().locator(".facts").nth(1).innerText(), /not written down[^]*nobody/);
    });

    it("is kept while nothing is told of it, and changes where something is", async () => {
      await showEvents(panel, { events });
      assert.equal(await rows().count(), 3);
      await showEvents(panel, { actions: actions.slice(1) });
      assert.equal(await rows().count(), 2);
    });

    it("goes through by the arrow keys", async () => {
      await rows().last().focus();
      await press("ArrowUp");
      assert.match(await focused(), /Git: Push/);
      await press("Home");
      assert.match(await focused(), /line 42/);
    });

    it("is copied, exported and cleared by the same buttons", async () => {
      await button("Copy").click();
      await log().getByRole("status").getByText("Copied 3 actions.").waitFor();
      await button("Export").click();
      await button("Clear").click();
      assert.deepEqual(
        [await panel.told("copyEvents"), await panel.told("exportEvents"), await panel.told("clearEvents")],
        [[{ of: "actions", numbers: [1, 2, 3] }], [{ of: "actions" }], [{ of: "actions" }]],
      );
    });
  });
});
