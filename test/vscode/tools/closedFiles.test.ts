import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeEverything, editor, removeFromWorkspace, until, workspaceFolder } from "./workbench.ts";

describe("a file that is not open, in VS Code", () => {
  const folder = "closedFiles";
  const uri = vscode.Uri.joinPath(workspaceFolder(), folder, "prices.txt");
  const path = `${folder}/prices.txt`;
  const isShown = (): boolean =>
    vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label === "prices.txt"));
  const onDisk = async (): Promise<string> =>
    new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  const change = (text: string): Promise<void> => {
    const range = { start: { line: 1, column: 1 }, end: { line: 1, column: 100 } };
    return editor.applyEdits([{ path, edits: [{ range, text }] }]);
  };

  beforeEach(async () => {
    await closeEverything();
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode("ten"));
  });
  afterEach(async () => {
    await closeEverything();
    await removeFromWorkspace(folder);
  });

  it("is saved where it is changed, and stays closed where VS Code has opened it by itself meanwhile", async () => {
    let opened = false;
    const tabs = vscode.window.tabGroups.onDidChangeTabs(() => (opened = opened || isShown()));
    // As on a busy machine: VS Code opens what is not saved for 0.8 s, and nothing is saved while this lasts.
    const stall = vscode.workspace.onDidChangeTextDocument(() => {
      stall.dispose();
      for (const end = performance.now() + 2_000; performance.now() < end;);
    });
    await change("twenty");
    tabs.dispose();
    assert.ok(opened, "VS Code did not open it");
    assert.equal(await onDisk(), "twenty");
    await until("end of its tab", () => !isShown());
    // Were it taken for one that the user has opened, it would be left to them to save.
    await change("thirty");
    assert.equal(await onDisk(), "thirty");
  });
});
