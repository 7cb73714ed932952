import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import type { Stage } from "../../dev/stage/stage.ts";
import { exportEventLog } from "./exportedLog.ts";
import { screenshots, sharedStage } from "./sharedStage.ts";

const line = z.object({
  number: z.int(),
  at: z.number(),
  direction: z.enum(["sent", "received", "state"]),
  type: z.string(),
  gist: z.string(),
  count: z.int().min(1),
  event: z.unknown(),
});
type Line = z.infer<typeof line>;

describe("the event log", () => {
  let stage: Stage;
  before(async () => {
    stage = await sharedStage();
    await stage.probe.open("src/inventory.ts", { line: 1 });
    await stage.workbench.runCommand("Viva Voce: Show Event Log");
    await log().waitFor();
    // Other tests may have left theirs.
    await stage.panel.connect();
    await log().getByRole("button", { name: "Clear" }).click();
    await stage.panel.stop();
    await stage.panel.connect();
    await stage.panel.type("go to line 12");
    await stage.probe.until("line 12", ({ editor }) => editor?.line === 12);
    await row("response.done").nth(1).waitFor();
    await stage.panel.shows("listening");
  });
  after(async () => {
    await stage?.panel.stop();
    await stage?.panel.button("Close the event log").click();
    await rm(join(stage.workspace, "events.jsonl"), { force: true });
  });

  const log = () => stage.workbench.panel.getByRole("region", { name: "Event log" });
  const row = (type: string) =>
    log().locator("summary", { has: stage.workbench.panel.getByText(type, { exact: true }) });

  const linesOf = (text: string): Line[] =>
    text
      .trimEnd()
      .split("\n")
      .map((each) => line.parse(JSON.parse(each)));

  it("shows what passes, as it passes", async () => {
    await row("conversation.item.create").filter({ hasText: "user: go to line 12" }).waitFor();
    await row("live").waitFor();
    await row("response.done").filter({ hasText: "completed: go_to" }).click();
    await log().locator("pre", { hasText: '"name": "go_to"' }).waitFor();
    await stage.workbench.screenshot(join(screenshots, "event-log.png"));
  });

  it("tells how long the turn's stages took", async () => {
    await log().getByRole("tab", { name: "Timings" }).click();
    const cells = log().locator("tbody tr").first().locator("th, td");
    const [turn, answer, output, calls, end] = await cells.allInnerTexts();
    assert.match(turn ?? "", /typed$/);
    assert.match(calls?.replaceAll("\u200b", "") ?? "", /^go_to \d+$/);
    const stages = [answer, output, end].map(Number);
    assert.ok(
      stages.every((stage) => stage > 0) && stages[0]! < stages[1]! && stages[1]! <= stages[2]!,
      stages.join(", "),
    );
    await log().getByRole("tab", { name: "Events" }).click();
  });

  it("is copied as it is filtered", async () => {
    const { page } = stage.workbench;
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await log().getByRole("textbox", { name: "Filter by type or words" }).fill("go_to completed");
    await log().getByRole("button", { name: "Copy" }).click();
    await log().getByText("Copied 1 events.").waitFor();
    const [copied, ...more] = linesOf(await page.evaluate(() => navigator.clipboard.readText()));
    assert.deepEqual([copied?.type, copied?.direction, more], ["response.done", "received", []]);
  });

  it("is exported whole, one event to a line", async () => {
    const lines = linesOf(await exportEventLog(stage));
    const types = lines.map(({ direction, type }) => `${direction} ${type}`);
    for (const type of [
      "state live",
      "received session.created",
      "sent response.create",
      "received response.done",
    ]) {
      assert.ok(types.includes(type), `${type} is not in ${types.join(", ")}`);
    }
    const typed = lines.find(({ gist }) => gist === "user: go to line 12");
    assert.partialDeepStrictEqual(typed?.event, {
      type: "conversation.item.create",
      item: { type: "message", role: "user", content: [{ type: "input_text", text: "go to line 12" }] },
    });
    const numbers = lines.map(({ number }) => number);
    assert.deepEqual(
      numbers,
      numbers.toSorted((a, b) => a - b),
    );
  });
});
