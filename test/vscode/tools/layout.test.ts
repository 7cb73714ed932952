import assert from "node:assert/strict";
import * as vscode from "vscode";
import { layoutCommands } from "../../../src/tools/workbench/layoutCommands.ts";
import { call, closeEverything, editor, show, until } from "./workbench.ts";

const tabs = (): string[] => editor.workbench.tabs().map(({ path, label }) => path ?? label);

async function keep(...paths: string[]): Promise<void> {
  for (const path of paths) {
    await show(path);
    await vscode.commands.executeCommand("workbench.action.keepEditor");
  }
}

describe("layout by voice, in VS Code", () => {
  beforeEach(closeEverything);
  after(closeEverything);

  it("knows only commands that there are", async () => {
    const known = new Set(await vscode.commands.getCommands());
    const missing = Object.values(layoutCommands).filter((id) => !known.has(id));
    // In a browser it is the browser that zooms.
    const ofBrowser = missing.filter((id) => /zoom(In|Out|Reset)$/.test(id));
    assert.deepEqual(missing, vscode.env.uiKind === vscode.UIKind.Web ? ofBrowser : []);
  });

  it("goes to tabs by name, by number, next and previous", async () => {
    await keep("src/cart.ts", "src/price.ts", "src/inventory.ts");
    for (const [args, expected] of [
      [{ action: "tab", name: "card" }, "src/cart.ts"],
      [{ action: "tab", nth: 2 }, "src/price.ts"],
      [{ action: "next_tab" }, "src/inventory.ts"],
      [{ action: "next_tab" }, "src/cart.ts"],
      [{ action: "previous_tab" }, "src/inventory.ts"],
    ] as const) {
      const { output } = await call({ name: "arrange", arguments: args });
      await until(`${expected} (${output})`, () => editor.active()?.path === expected || undefined);
    }
  });

  it("closes one, the others, all, and opens one again", async () => {
    await keep("src/cart.ts", "src/price.ts", "src/inventory.ts");
    await call({ name: "arrange", arguments: { action: "close", name: "price" } });
    await until("two tabs", () => tabs().length === 2 || undefined);
    await call({ name: "arrange", arguments: { action: "reopen" } });
    await until("the tab", () => tabs().includes("src/price.ts") || undefined);
    await call({ name: "arrange", arguments: { action: "close_others", name: "cart" } });
    await until("one tab", () => tabs().length === 1 || undefined);
    assert.deepEqual(tabs(), ["src/cart.ts"]);
    await call({ name: "arrange", arguments: { action: "close_all" } });
    await until("no tab", () => tabs().length === 0 || undefined);
    assert.equal((await call({ name: "arrange", arguments: { action: "close" } })).status, "failed");
  });

  it("asks before it closes what is unsaved", async () => {
    const document = await vscode.workspace.openTextDocument({ content: "new" });
    await vscode.window.showTextDocument(document);
    await until("unsaved tab", () => editor.workbench.tabs()[0]?.unsaved || undefined);
    const { status } = await call({ name: "arrange", arguments: { action: "close" } });
    assert.equal(status, "asking");
    assert.equal(tabs().length, 1);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });

  it("splits, moves and focuses groups", async () => {
    await keep("src/cart.ts", "src/price.ts");
    await call({ name: "arrange", arguments: { action: "split_right" } });
    await until("second group", () => vscode.window.tabGroups.all.length === 2 || undefined);
    await call({ name: "arrange", arguments: { action: "focus_group", nth: 1 } });
    await until(
      "first group",
      () => vscode.window.tabGroups.activeTabGroup.viewColumn === vscode.ViewColumn.One || undefined,
    );
    await call({ name: "arrange", arguments: { action: "tab", name: "cart" } });
    await call({ name: "arrange", arguments: { action: "move_to_group", nth: 2 } });
    await until(
      "the tab there",
      () =>
        editor.workbench.tabs().some(({ path, group }) => path === "src/cart.ts" && group === 2) || undefined,
    );
  });

  it("pins", async () => {
    await keep("src/cart.ts");
    await call({ name: "arrange", arguments: { action: "pin" } });
    await until("pinned tab", () => editor.workbench.tabs()[0]?.pinned || undefined);
    // A pinned one stays when all are closed.
    await call({ name: "arrange", arguments: { action: "unpin" } });
    await until("unpinned tab", () => editor.workbench.tabs()[0]?.pinned === false || undefined);
  });

  for (const action of Object.keys(layoutCommands).filter(
    (each) => !/zen|full_screen|zoom|terminal|maximize|reopen|pin|font/.test(each),
  )) {
    it(`does ${action}`, async () => {
      await keep("src/cart.ts");
      const { status, output } = await call({ name: "arrange", arguments: { action } });
      assert.equal(status, "done", output);
    });
  }
});
