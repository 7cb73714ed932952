import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { call, closeEverything, editor } from "./workbench.ts";

describe("what may be changed", () => {
  let folder = "";

  beforeEach(async () => {
    await closeEverything();
    folder = mkdtempSync(join(tmpdir(), "outside-"));
    writeFileSync(join(folder, "a.txt"), "alpha\nbeta\n");
  });

  afterEach(async () => {
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    rmSync(folder, { recursive: true });
  });

  it("reads a file outside the workspace, and changes nothing there", async () => {
    const path = join(folder, "a.txt");
    const shown = await vscode.window.showTextDocument(vscode.Uri.file(path));
    assert.equal(editor.active()?.path, path);
    assert.equal((await call({ name: "go_to", arguments: { line: 2 } })).status, "done");
    const changes: [string, Record<string, unknown>][] = [
      ["insert_text", { text: "new" }],
      ["replace", { name: "alpha", text: "new" }],
      ["delete", { line: 1 }],
    ];
    for (const [name, args] of changes) {
      const { status, result } = await call({ name, arguments: args });
      assert.equal(status, "failed", name);
      assert.match(String(result["error"]), /outside the workspace/);
    }
    await shown.edit((builder) => builder.insert(new vscode.Position(0, 0), "by hand "));
    for (const name of ["undo", "redo", "save_file"]) {
      assert.equal((await call({ name, arguments: {} })).status, "failed", name);
    }
    assert.equal(shown.document.getText(), "by hand alpha\nbeta\n");
    assert.equal(readFileSync(path, "utf8"), "alpha\nbeta\n");
  });

  it("lists no files outside the workspace, and none that are excluded", async () => {
    const files = await editor.files(new AbortController().signal);
    assert.ok(files.includes("src/cart.ts"));
    assert.deepEqual(
      files.filter((file) => /^\/|^\.\.|node_modules|\.git\//.test(file)),
      [],
    );
  });

  it("edits a file that was never saved, and sends the user to name it", async () => {
    const document = await vscode.workspace.openTextDocument({ content: "alpha" });
    await vscode.window.showTextDocument(document);
    assert.equal(
      (await call({ name: "insert_text", arguments: { text: "new ", where: "cursor" } })).status,
      "done",
    );
    assert.equal(document.getText(), "new alpha");
    const { result } = await call({ name: "save_file", arguments: {} });
    assert.match(String(result["error"]), /has no name yet\. Use run_command "Save As"/);
  });

  it("goes to what is in an unsaved file by its path", async () => {
    const document = await vscode.workspace.openTextDocument({ content: "alpha\nbeta" });
    await vscode.window.showTextDocument(document);
    const path = editor.active()?.path ?? assert.fail("no editor");
    await editor.open(path, { line: 2, column: 3 });
    assert.deepEqual(editor.active()?.cursor, { line: 2, column: 3 });
  });

  it("tells that a view of VS Code's own is no text", async () => {
    await vscode.commands.executeCommand("workbench.action.openSettings");
    const { result } = await call({ name: "insert_text", arguments: { text: "new" } });
    assert.equal(result["ok"], false);
  });
});
