import assert from "node:assert/strict";
import * as vscode from "vscode";
import { runCommand } from "../../../src/tools/commands.ts";
import { knownCommands } from "../../../src/tools/knownCommands.ts";
import { call, closeEverything, editor, newRouter, prepared, show, until } from "./workbench.ts";

const signal = new AbortController().signal;

const desktopOnly = ["In", "Out", "Reset"].map((direction) => `workbench.action.zoom${direction}`);

describe("commands of a real VS Code", () => {
  const ran: unknown[][] = [];
  let command: vscode.Disposable;

  before(() => {
    command = vscode.commands.registerCommand("rocketLauncher.launchRocket", (...args: unknown[]) =>
      ran.push(args),
    );
  });
  beforeEach(() => ran.splice(0));
  after(() => command.dispose());

  it("has every known command", async () => {
    const registered = new Set(await vscode.commands.getCommands(true));
    // In a browser, zooming is the browser's business.
    if (vscode.env.uiKind === vscode.UIKind.Web) for (const id of desktopOnly) registered.add(id);
    assert.deepEqual(
      knownCommands.map(({ id }) => id).filter((id) => !registered.has(id)),
      [],
    );
  });

  it("are listed with their titles, without placeholders and internal ones", async () => {
    const commands = await editor.commands();
    assert.ok(commands.length > 1500);
    const titles = new Map(commands.map(({ id, title }) => [id, title]));
    assert.equal(titles.get("git.checkout"), "Git: Checkout to...");
    assert.equal(titles.get("rocketLauncher.launchRocket"), "rocketLauncher: launch Rocket");
    assert.equal(titles.get("workbench.action.terminal.toggleTerminal"), "View: Toggle Terminal");
    for (const { id, title } of commands) {
      assert.ok(!id.startsWith("_"), id);
      assert.match(title, /\S/);
      assert.doesNotMatch(title, /^%|%$/);
    }
  });

  it("runs what is known to do no harm at once", async () => {
    const before = vscode.window.terminals.length;
    const { status, output } = await call({
      name: "run_command",
      arguments: { command: "toggle the terminal" },
    });
    assert.equal(status, "done", output);
    await until("terminal", () => vscode.window.terminals.length > before || undefined);
    for (const terminal of vscode.window.terminals) terminal.dispose();
  });

  it("asks before a command of an extension, and runs it after a yes", async () => {
    const router = newRouter();
    const args = JSON.stringify({ command: "launch rocket" });
    const asked = await router.run({ callId: "call_1", name: "run_command", arguments: args }, signal);
    assert.equal(asked.status, "asking", asked.output);
    assert.equal(
      asked.question,
      "Run the command “rocketLauncher: launch Rocket” (rocketLauncher.launchRocket)?",
    );
    assert.deepEqual(ran, []);
    router.userSpoke(performance.now());
    const answer = JSON.stringify({ id: "confirm_1", accept: true });
    const { status } = await router.run(
      { callId: "call_2", name: "confirm_action", arguments: answer },
      signal,
    );
    assert.equal(status, "done");
    assert.deepEqual(ran, [[]]);
  });

  it("does not wait for a menu that waits for the user", async () => {
    const { result } = await call({ name: "run_command", arguments: { command: "change theme" } });
    assert.equal(result["ok"], true);
    await vscode.commands.executeCommand("workbench.action.closeQuickOpen");
  });

  it("tells of a command that needs arguments", async () => {
    const failing = vscode.commands.registerCommand("rocketLauncher.refuel", (amount: unknown) => {
      if (amount === undefined) throw new Error("How much?");
    });
    try {
      const router = newRouter();
      const args = JSON.stringify({ command: "rocketLauncher.refuel" });
      await router.run({ callId: "call_1", name: "run_command", arguments: args }, signal);
      const outcome = await router.confirm("call_1", true, signal);
      assert.equal(outcome?.status, "failed");
      assert.match(
        outcome.summary,
        /^The command rocketLauncher\.refuel failed: How much\?\. It may need arguments/,
      );
    } finally {
      failing.dispose();
    }
  });

  for (const [spoken, id] of [
    ["toggle side bar", "workbench.action.toggleSidebarVisibility"],
    ["split the editor", "workbench.action.splitEditor"],
    ["close this file", "workbench.action.closeActiveEditor"],
    ["next tab", "workbench.action.nextEditor"],
    ["word rap", "editor.action.toggleWordWrap"],
    ["zen mode", "workbench.action.toggleZenMode"],
    ["fold all", "editor.foldAll"],
    ["show the problems", "workbench.actions.view.problems"],
    ["format document", "editor.action.formatDocument"],
    ["new untitled file", "workbench.action.files.newUntitledFile"],
  ] as const) {
    it(`finds "${spoken}" among all of them`, async () => {
      const asked = await findCommand(spoken);
      assert.equal(asked, id);
    });
  }

  it("formats and folds for real", async () => {
    await closeEverything();
    await show("src/price.ts");
    await call({ name: "run_command", arguments: { command: "fold all" } });
    await until("folded lines", () => {
      const ranges = vscode.window.activeTextEditor?.visibleRanges ?? [];
      return ranges.length > 1 || undefined;
    });
    await call({ name: "run_command", arguments: { command: "unfold all" } });
    await closeEverything();
  });
});

/** The id of the command that a spoken name finds, without running it. */
async function findCommand(spoken: string): Promise<string | undefined> {
  const { question } = await prepared(runCommand, { command: spoken }, signal);
  return /\(([^()]+)\)\?$/.exec(question)?.[1];
}
