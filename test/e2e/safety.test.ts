import assert from "node:assert/strict";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import type { Plan } from "../../dev/realtime/mind/plan.ts";
import type { ServerSession } from "../../dev/realtime/session.ts";
import type { Stage } from "../../dev/stage/stage.ts";
import { screenshots, sharedStage } from "./sharedStage.ts";
import { addedItems, callOutputs, currentSession, until } from "./talking.ts";

describe("nothing without a yes, and everything back", () => {
  let stage: Stage;
  let session: ServerSession;
  let original: string;
  const ends: (() => void)[] = [];

  before(async () => {
    stage = await sharedStage();
    await stage.panel.connect();
    session = currentSession(stage);
    await stage.probe.configure("vivaVoce.confirm.lines", 2);
  });
  beforeEach(async () => {
    await stage.probe.open("src/inventory.ts", { line: 1 });
    ({ text: original } = (await stage.probe.until("inventory", ({ editor }) => editor !== null)).editor!);
  });
  afterEach(async () => {
    for (const end of ends.splice(0)) end();
    await stage.probe.command("workbench.action.terminal.killAll");
    await stage.probe.until("no terminal", ({ terminals }) => terminals === 0);
  });
  after(async () => {
    await stage?.probe.configure("vivaVoce.confirm.lines", undefined);
    await stage?.panel.stop();
    await rm(join(stage.workspace, "actions.jsonl"), { force: true });
  });

  const log = (): Locator => stage.panel.log();
  const button = (name: string): Locator => log().getByRole("button", { name, exact: true });
  const text = async (): Promise<string> => (await stage.probe.state()).editor?.text ?? "";
  const lines = (count: number) => (): Promise<unknown> =>
    stage.probe.until(`${count} lines`, ({ editor }) => editor?.text.split("\n").length === count);
  const whole = (): Promise<unknown> => lines(original.split("\n").length)();
  const shorter = (): Promise<unknown> => lines(original.split("\n").length - 5)();

  /** A notification says so. */
  const told = (words: string | RegExp): Promise<void> =>
    stage.workbench.page.locator(".notification-list-item", { hasText: words }).waitFor();
  async function nothingIsAllowed(): Promise<void> {
    await told("In this workspace, nothing is always allowed.");
    await stage.probe.command("notifications.clearAll");
  }

  /** What the model does when the user types these words. */
  function onWords(words: string, plan: (session: ServerSession) => Plan): void {
    ends.push(stage.server.script.onTurn((turn) => (turn.words === words ? plan(session) : undefined)));
  }
  async function askToDelete(): Promise<void> {
    await stage.panel.type("delete lines 3 to 7");
    await button("Allow").waitFor();
    assert.equal(await text(), original, "nothing is done before a yes");
  }
  const lastId = (): string => {
    const outputs = callOutputs(session).map(({ output }) => output);
    return (
      /confirm_\d+/.exec(outputs.findLast((output) => output.includes("confirmation_required")) ?? "")?.[0] ??
      ""
    );
  };

  it("shows the diff of a large edit, does it after a yes in words, and takes it back", async () => {
    await askToDelete();
    const diff = log().getByRole("group", { name: "What would change" });
    const removed = await diff.locator("li.removed code").allInnerTexts();
    assert.deepEqual(
      removed.map((line) => line.trim()),
      original
        .split("\n")
        .slice(2, 7)
        .map((line) => line.trim()),
    );
    await stage.workbench.screenshot(join(screenshots, "asking-diff.png"));
    await stage.panel.type("yes do it");
    await shorter();
    await button("Allow").waitFor({ state: "detached" });
    await stage.panel.type("undo that");
    await whole();
    assert.equal(await text(), original);
  });

  it("takes yes and no by key, wherever the focus is", async () => {
    const { page } = stage.workbench;
    await askToDelete();
    await stage.probe.command("workbench.action.focusActiveEditorGroup");
    await page.keyboard.press("Control+Alt+Shift+N");
    await stage.panel.newest("tool").and(log().locator('[data-status="refused"]')).waitFor();
    assert.equal(await text(), original);
    await askToDelete();
    await stage.probe.command("workbench.action.focusActiveEditorGroup");
    await page.keyboard.press("Control+Alt+Shift+Y");
    await shorter();
    await stage.panel.type("undo that");
    await whole();
  });

  it("does nothing after words that are no yes, whatever the model makes of them", async () => {
    onWords("What would that do?", () => ({
      outputs: [
        { call: "confirm_action", arguments: JSON.stringify({ id: lastId(), accept: true, always: true }) },
      ],
    }));
    await askToDelete();
    const told = callOutputs(session).length;
    await stage.panel.type("What would that do?");
    await until("the model is told", () => callOutputs(session).length > told);
    assert.match(callOutputs(session).at(-1)?.output ?? "", /not heard as a yes/);
    assert.equal(await text(), original);
    await button("Deny").click();
    await button("Deny").waitFor({ state: "detached" });
  });

  it("asks no more for what is always allowed, until that is taken back", async () => {
    const { workbench, panel, probe } = stage;
    const command = "run the command create terminal editor";
    await panel.type(command);
    await button("Always in This Workspace").click();
    await probe.until("a terminal", ({ terminals }) => terminals === 1);
    await panel.type(command);
    await probe.until("another terminal", ({ terminals }) => terminals === 2);
    assert.match(JSON.stringify(addedItems(session)), /The user clicked Always for call/);

    await workbench.runCommand("Viva Voce: Allowed Actions");
    const rule = workbench.page.locator(".quick-input-widget:visible .monaco-list-row", {
      hasText: "command:workbench.action.createTerminalEditor",
    });
    await rule.click();
    await nothingIsAllowed();
    await panel.type(command);
    await button("Deny").click();
    await button("Deny").waitFor({ state: "detached" });
    assert.equal((await probe.state()).terminals, 2);
  });

  it("remembers an always that the user has said, and none that the model has made up", async () => {
    const { panel, probe } = stage;
    const answer = (words: string): void =>
      onWords(words, () => ({
        outputs: [
          { call: "confirm_action", arguments: JSON.stringify({ id: lastId(), accept: true, always: true }) },
        ],
      }));
    answer("yes please");
    answer("yes, always");
    for (const [words, terminals] of [
      ["yes please", 1],
      ["yes, always", 2],
    ] as const) {
      await panel.type("run the command create terminal editor");
      await button("Allow").waitFor();
      await panel.type(words);
      await probe.until(`${terminals} terminals`, (state) => state.terminals === terminals);
      await button("Allow").waitFor({ state: "detached" });
    }
    await panel.type("run the command create terminal editor");
    await probe.until("a third terminal", ({ terminals }) => terminals === 3);
    await stage.workbench.runCommand("Viva Voce: Allowed Actions");
    await stage.workbench.page.locator(".quick-input-widget:visible .monaco-list-row").first().click();
    await nothingIsAllowed();
  });

  it("takes back what was saved and closed", async () => {
    const { panel, probe, workspace } = stage;
    const onDisk = (): Promise<string> => readFile(join(workspace, "src/inventory.ts"), "utf8");
    await panel.type("insert a comment check this");
    await probe.until("inserted", ({ editor }) => editor?.text.includes("// check this") === true);
    await panel.type("save the file");
    await probe.until("saved", ({ editor }) => editor?.dirty === false);
    await probe.command("workbench.action.closeAllEditors");
    assert.match(await onDisk(), /check this/);
    await panel.type("undo that");
    for (let now = await onDisk(); now !== original; now = await onDisk()) {
      await probe.until("a moment", () => true);
    }
    // The call is not over with that: it shows the place, and would take the focus from what comes next.
    await panel.shows("listening");
  });

  it("lists what was done, why, and who allowed it, and exports that", async () => {
    const { workbench, workspace } = stage;
    await workbench.runCommand("Viva Voce: Show Event Log");
    const section = workbench.panel.getByRole("region", { name: "Event log" });
    await section.getByRole("tab", { name: "Actions" }).click();
    const row = section.locator("summary", { hasText: "create Terminal Editor" }).first();
    await row.click();
    await section.locator(".facts", { hasText: "your click" }).waitFor();
    await section
      .locator(".facts", { hasText: "“run the command create terminal editor” (typed)" })
      .waitFor();
    await workbench.screenshot(join(screenshots, "actions.png"));

    await section.getByRole("button", { name: "Export" }).click();
    const dialog = workbench.page.locator(".quick-input-widget:visible input.input");
    await workbench.page.locator(".quick-input-title", { hasText: "Export Event Log" }).waitFor();
    const file = join(workspace, "actions.jsonl");
    // What it proposes comes a moment after the dialog, and would take the place of what was typed.
    await workbench.page.waitForFunction(() => {
      const input = document.querySelector<HTMLInputElement>(".quick-input-widget input.input");
      return input?.value.includes("viva-voce-actions") === true;
    });
    await dialog.fill(file);
    await dialog.press("Enter");
    await told(/actions were exported/);
    const exported = (await readFile(file, "utf8"))
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { tool: string; allowedBy: string; outcome: string });
    for (const allowedBy of ["voice", "key", "click", "rule", "harmless"]) {
      assert.ok(
        exported.some((each) => each.allowedBy === allowedBy && each.outcome === "done"),
        allowedBy,
      );
    }
    await section.getByRole("button", { name: "Close the event log" }).click();
  });
});
