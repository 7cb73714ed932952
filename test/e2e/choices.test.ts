import assert from "node:assert/strict";
import { join } from "node:path";
import type { Stage } from "../../dev/stage/stage.ts";
import { screenshots, sharedStage } from "./sharedStage.ts";

describe("several places that fit equally well", () => {
  let stage: Stage;
  before(async () => {
    stage = await sharedStage();
    await stage.probe.open("src/inventory.ts", { line: 30 });
    await stage.panel.connect();
  });
  after(() => stage.panel.stop());

  /** Resolves when the numbers in the editor, as the page draws them before the text, are so many at the least. */
  const drawn = async (atLeast: number, atMost = 99): Promise<unknown> =>
    stage.workbench.page.waitForFunction(
      ([least = 0, most = 0]) => {
        const parts = [...document.querySelectorAll(".view-lines .view-line span")];
        const contents = parts.map((part) => getComputedStyle(part, "::before").content);
        const numbers = contents.filter((content) => /^"\d"$/.test(content)).length;
        return numbers >= least && numbers <= most;
      },
      [atLeast, atMost],
    );

  it("are numbered in the editor and in the panel, and chosen by number", async () => {
    const { panel, probe, workbench } = stage;
    await panel.type("go to stock");
    await panel.newest("assistant").filter({ hasText: "Several symbols match" }).waitFor();
    // Those that are farther down than the editor shows are not drawn.
    await drawn(1);
    assert.equal((await probe.state()).editor?.line, 30);
    const card = panel.newest("tool");
    assert.match((await card.getAttribute("aria-label")) ?? "", /: Failed$/);
    assert.match(await card.innerText(), /Several symbols match "stock"/);
    await workbench.screenshot(join(screenshots, "choices.png"));

    await panel.type("number two");
    await probe.until("the second", ({ editor }) => editor?.line === 37);
    await drawn(0, 0);
  });

  it("are forgotten with the next command", async () => {
    const { panel, probe } = stage;
    await probe.open("src/inventory.ts", { line: 30 });
    await panel.type("go to stock");
    await drawn(1);
    await panel.type("go to line 3");
    await probe.until("line 3", ({ editor }) => editor?.line === 3);
    await drawn(0, 0);
  });
});
