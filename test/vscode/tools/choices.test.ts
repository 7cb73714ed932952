import assert from "node:assert/strict";
import * as vscode from "vscode";
import { call, closeEverything, editor, removeFromWorkspace, show, workspaceFolder } from "./workbench.ts";

const text = "first apple\nsecond apple\nthird pear\n";

describe("choosing by number", () => {
  let shown: vscode.TextEditor;

  beforeEach(async () => {
    await closeEverything();
    const uri = vscode.Uri.joinPath(workspaceFolder(), "choices.txt");
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    shown = await show("choices.txt");
    shown.selection = new vscode.Selection(2, 0, 2, 0);
    await call({ name: "go_to", arguments: { what: "text", name: "apple" } });
  });

  afterEach(async () => {
    await closeEverything();
    await removeFromWorkspace("choices.txt");
  });

  it("offers what fits equally well, and moves nothing", () => {
    const lines = editor.shownChoices()?.places.map(({ range }) => range.start.line);
    assert.deepEqual(lines, [1, 2]);
    assert.equal(shown.selection.active.line, 2);
  });

  it("goes to the one that is chosen, and takes the numbers away", async () => {
    const { status } = await call({ name: "go_to", arguments: { choice: 2 } });
    assert.equal(status, "done");
    assert.deepEqual(shown.selection.active, new vscode.Position(1, 7));
    assert.equal(editor.shownChoices(), undefined);
  });

  it("takes them away with the next call, whatever that does", async () => {
    await call({ name: "get_context", arguments: {} });
    assert.equal(editor.shownChoices(), undefined);
  });

  it("takes them away when the text changes", async () => {
    await shown.edit((builder) => builder.insert(new vscode.Position(0, 0), "x"));
    assert.equal(editor.shownChoices(), undefined);
  });

  it("takes them away when another file comes to the front", async () => {
    await show("src/price.ts");
    assert.equal(editor.shownChoices(), undefined);
  });
});
