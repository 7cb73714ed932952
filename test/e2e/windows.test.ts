import assert from "node:assert/strict";
import { panelOf, type PanelDriver } from "../../dev/stage/panelDriver.ts";
import type { Stage } from "../../dev/stage/stage.ts";
import type { Workbench } from "../../dev/vscode/workbench.ts";
import { sharedStage } from "./sharedStage.ts";

describe("two windows", () => {
  let stage: Stage;
  let other: Workbench;
  let otherPanel: PanelDriver;
  before(async () => {
    stage = await sharedStage();
    await stage.panel.connect();
    other = await stage.workbench.openWindow();
    otherPanel = panelOf(other);
    await otherPanel.show();
  });
  after(async () => {
    await other?.page.close();
    await stage?.workbench.page.bringToFront();
  });

  const notification = (workbench: Workbench, text: string) =>
    workbench.page.locator(".notification-toast:visible").filter({ hasText: text });

  it("never have the microphone both: the second one asks", async () => {
    await otherPanel.button("Connect").click();
    const question = notification(other, "The microphone is with another window");
    await question.waitFor();
    await otherPanel.shows("idle");
    await stage.panel.shows("listening");
    await question.getByRole("button", { name: "Talk Here" }).click();
    await otherPanel.shows("listening");
  });

  it("pass it on: the first one ends its session, says so, and keeps its conversation", async () => {
    await stage.panel.shows("idle");
    await stage.workbench.page.bringToFront();
    const news = notification(stage.workbench, "The microphone is now with the window");
    await news.waitFor();
    assert.match(await news.innerText(), /The conversation here is kept\./);
  });

  it("are free again once the session has ended", async () => {
    await other.page.bringToFront();
    await otherPanel.stop();
    await stage.workbench.page.bringToFront();
    await stage.panel.connect();
    await stage.panel.stop();
  });
});
