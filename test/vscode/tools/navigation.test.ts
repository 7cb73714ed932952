import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  call,
  closeEverything,
  editor,
  forgetCalls,
  noProblems,
  show,
  until,
  workspaceFolder,
} from "./workbench.ts";

/** The cursor's line and the text from it on, in the active editor. */
function cursor(): string {
  const { document, selection } = vscode.window.activeTextEditor ?? assert.fail("no editor");
  const { line, character } = selection.active;
  const text = document.lineAt(line).text.slice(character);
  return `${vscode.workspace.asRelativePath(document.uri)}:${line + 1}: ${text}`;
}

async function putCursor(path: string, text: string): Promise<void> {
  const shown = await show(path);
  const at = shown.document.positionAt(shown.document.getText().indexOf(text));
  shown.selection = new vscode.Selection(at, at);
}

/** What the TypeScript server knows of the cursor, once it is awake. */
async function definition(): Promise<unknown> {
  const at = editor.active()?.cursor ?? assert.fail("no editor");
  return (await editor.workbench.related("definition", at, new AbortController().signal))[0];
}

describe("moving over files, with the TypeScript server", () => {
  beforeEach(async () => {
    await closeEverything();
  });

  it("goes to the definition in another file, and back", async () => {
    await putCursor("src/order.ts", "applyDiscount(calc");
    await until("definition", definition);
    const { result } = await call({ name: "navigate", arguments: { to: "definition" } });
    assert.deepEqual(result, {
      ok: true,
      file: "src/price.ts",
      line: 23,
      text: "export function applyDiscount(total: number, percent: number): number {",
    });
    assert.match(cursor(), /^src\/price\.ts:23: applyDiscount\(total/);

    const back = await call({ name: "navigate", arguments: { to: "back" } });
    assert.equal(back.result["file"], "src/order.ts");
    assert.match(cursor(), /^src\/order\.ts:25: applyDiscount\(calc/);
  });

  it("goes through an import to the definition itself", async () => {
    await putCursor("src/order.ts", "reserveStock }");
    await until("definition", definition);
    await call({ name: "navigate", arguments: { to: "definition" } });
    assert.match(cursor(), /^src\/inventory\.ts:\d+: reserveStock\(/);
  });

  for (const [name, expected] of [
    ["calculate the total", /^src\/price\.ts:\d+: calculateTotal\(/],
    ["re move item", /^src\/cart\.ts:\d+: removeItem\(/],
    ["the class shopping card", /^src\/cart\.ts:\d+: ShoppingCart/],
    ["cheque stalk", /^src\/inventory\.ts:\d+: checkStock\(/],
    ["out of stock error", /^src\/inventory\.ts:\d+: OutOfStockError/],
  ] as const) {
    it(`goes to "${name}" in a file that is not open`, async () => {
      await show("test/price.test.ts");
      await until(
        "symbols",
        async () => (await editor.workspaceSymbols("cart", new AbortController().signal))[0],
      );
      const { status, output } = await call({ name: "go_to", arguments: { name } });
      assert.equal(status, "done", output);
      assert.match(cursor(), expected);
    });
  }

  it("goes to the problem that the server finds in another file", async () => {
    await noProblems();
    await show("src/order.ts");
    await until("problem", () => editor.problems()[0]);
    await show("src/cart.ts");
    const { result } = await call({ name: "navigate", arguments: { to: "problem" } });
    assert.deepEqual(result, {
      ok: true,
      file: "src/order.ts",
      line: 26,
      text: "  return { number: lastNumber, items: cart.items, total: formatPrice(total) };",
      severity: "error",
      message: "Type 'string' is not assignable to type 'number'.",
      number: 1,
      of: 1,
    });
    assert.match(cursor(), /^src\/order\.ts:26: total: formatPrice/);
  });

  it("tells the branch and the open files", async () => {
    await show("src/order.ts");
    const readme = vscode.Uri.joinPath(workspaceFolder(), "README.md");
    const options = { preview: false, viewColumn: vscode.ViewColumn.Beside };
    await vscode.commands.executeCommand("vscode.open", readme, options);
    await until("branch", () => editor.branch());
    const { result } = await call({ name: "get_context", arguments: {} });
    assert.equal(result["file"], "README.md");
    assert.equal(result["branch"], "main");
    assert.deepEqual(result["open"], ["src/order.ts", "README.md"]);
  });

  it("tells that no file is open", async () => {
    forgetCalls();
    const { result } = await call({ name: "get_context", arguments: {} });
    assert.equal(result["file"], null);
    assert.deepEqual(result["open"], []);
    for (const name of ["read_code", "undo", "save_file"]) {
      const { result } = await call({ name, arguments: {} });
      assert.equal(result["error"], "No text editor is open. Open a file first, with open_file.");
    }
  });

  it("shows a line far down in the middle of the editor", async () => {
    await show("src/inventory.ts");
    await call({ name: "go_to", arguments: { line: 42 } });
    const shown = await until("line in view", () => {
      const visible = editor.active()?.visible;
      return visible !== undefined && visible.from < 42 && visible.to > 42 ? visible : undefined;
    });
    assert.ok(shown.from > 1 || shown.to >= 62);
  });

  it("tells at most 40 lines of what is in view, around the cursor", async () => {
    const text = Array.from({ length: 300 }, (_, index) => `line ${index + 1}`).join("\n");
    const document = await vscode.workspace.openTextDocument({ content: text });
    await vscode.window.showTextDocument(document);
    await call({ name: "go_to", arguments: { line: 150 } });
    await until("line in view", () => (editor.active()?.visible.from ?? 1) > 1 || undefined);
    const { result } = await call({ name: "get_context", arguments: {} });
    const lines = String(result["view"]).split("\n");
    assert.ok(lines.length <= 40);
    assert.ok(lines.includes("150: line 150"));
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });
});
