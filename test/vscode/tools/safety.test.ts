import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { call, closeEverything, editor, removeFromWorkspace, workspaceFolder } from "./workbench.ts";

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

  it("lets no command of VS Code change a file outside the workspace", async () => {
    const path = join(folder, "a.txt");
    const shown = await vscode.window.showTextDocument(vscode.Uri.file(path));
    shown.selection = new vscode.Selection(0, 0, 0, 2);
    await vscode.env.clipboard.writeText("pasted");
    for (const command of [
      "Paste",
      "Cut",
      "Toggle Line Comment",
      "Copy Line Down",
      "Sort Lines Ascending",
      "Indent Line",
      "Format Document",
    ]) {
      const { status, result } = await call({ name: "run_command", arguments: { command } });
      assert.equal(status, "failed", command);
      assert.match(String(result["error"]), /outside the workspace/);
    }
    assert.equal(shown.document.getText(), "alpha\nbeta\n");
    assert.equal(await vscode.env.clipboard.readText(), "pasted");
  });

  it("lets no command change the user's own settings", async () => {
    await vscode.commands.executeCommand("workbench.action.openSettingsJson");
    const document = vscode.window.activeTextEditor?.document ?? assert.fail("no settings");
    const before = document.getText();
    const { status, result } = await call({ name: "run_command", arguments: { command: "Copy Line Down" } });
    assert.equal(status, "failed");
    assert.match(String(result["error"]), /outside the workspace/);
    assert.equal(document.getText(), before);
  });

  it("still runs such commands inside the workspace, and in what was never saved", async () => {
    const document = await vscode.workspace.openTextDocument({ content: "alpha" });
    await vscode.window.showTextDocument(document);
    const { status, output } = await call({ name: "run_command", arguments: { command: "Copy Line Down" } });
    assert.equal(status, "done", output);
    assert.equal(document.getText(), "alpha\nalpha");
  });

  for (const [name, args] of [
    ["manage_file", { action: "save_all" }],
    ["run_command", { command: "Save All" }],
  ] as const) {
    it(`saves all that is inside the workspace by ${name}, and says what it leaves`, async () => {
      const path = join(folder, "a.txt");
      const inside = vscode.Uri.joinPath(workspaceFolder(), `saving_${name}`, "b.txt");
      await vscode.workspace.fs.writeFile(inside, new TextEncoder().encode("b"));
      try {
        for (const uri of [inside, vscode.Uri.file(path)]) {
          const shown = await vscode.window.showTextDocument(uri, { preview: false });
          await shown.edit((builder) => builder.insert(new vscode.Position(0, 0), "by hand "));
        }
        const { result, summary } = await call({ name, arguments: args });
        assert.equal(result["saved"], 1);
        assert.deepEqual(result["outside"], [path]);
        assert.ok(summary.includes(path), summary);
        assert.equal(readFileSync(path, "utf8"), "alpha\nbeta\n");
        assert.equal(readFileSync(inside.fsPath, "utf8"), "by hand b");
      } finally {
        await removeFromWorkspace(`saving_${name}`);
      }
    });
  }

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
