import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { tools } from "../../../src/tools/registry.ts";
import type { Tool } from "../../../src/tools/tool.ts";
import {
  call,
  closeEverything,
  editor,
  prepared,
  removeFromWorkspace,
  until,
  workspaceFolder,
} from "./workbench.ts";

/** The only one that VS Code itself can read; a type of our own would need a manifest. */
const type = "jupyter-notebook";
const signal = new AbortController().signal;

function contentOf(cells: readonly (readonly ["markdown" | "code", string])[]): Uint8Array {
  const written = cells.map(([cell_type, source]) => ({
    cell_type,
    source: [source],
    metadata: {},
    ...(cell_type === "code" && { outputs: [], execution_count: null }),
  }));
  const metadata = { language_info: { name: "python" } };
  return new TextEncoder().encode(
    JSON.stringify({ cells: written, metadata, nbformat: 4, nbformat_minor: 2 }),
  );
}

const notebook = (args: Record<string, unknown>): ReturnType<typeof call> =>
  call({ name: "notebook", arguments: args });

/** With the user's yes. */
async function allowed(args: Record<string, unknown>): Promise<Record<string, unknown>> {
  const tool = tools.find(({ name }) => name === "notebook") as Tool;
  const call = await prepared(tool, args, signal);
  assert.ok(call.risk === "external" || call.risk === "destructive");
  return (await call.run(signal)).output;
}

const texts = (): string[] => editor.workbench.notebooks.state()?.cells.map(({ text }) => text) ?? [];

describe("notebooks by voice, in VS Code", () => {
  let controller: vscode.NotebookController;
  let count = 0;

  before(() => {
    controller = vscode.notebooks.createNotebookController("viva-test", type, "Test");
    controller.supportedLanguages = ["python"];
    controller.executeHandler = async (cells) => {
      for (const cell of cells) {
        const run = controller.createNotebookCellExecution(cell);
        run.start(Date.now());
        const text = cell.document.getText();
        const failed = text.includes("throw");
        const item = failed
          ? vscode.NotebookCellOutputItem.error(new Error("as asked"))
          : vscode.NotebookCellOutputItem.text(`ran ${text}`);
        await run.replaceOutput([new vscode.NotebookCellOutput([item])]);
        run.end(!failed, Date.now());
      }
    };
  });

  beforeEach(async () => {
    await closeEverything();
    const uri = vscode.Uri.joinPath(workspaceFolder(), "notebooks", `n${++count}.ipynb`);
    const content = contentOf([
      ["markdown", "# Title"],
      ["code", "one"],
      ["code", "two"],
    ]);
    await vscode.workspace.fs.writeFile(uri, content);
    const document = await vscode.workspace.openNotebookDocument(uri);
    assert.equal(document.cellCount, 3);
    controller.updateNotebookAffinity(document, vscode.NotebookControllerAffinity.Preferred);
    const shown = await vscode.window.showNotebookDocument(document);
    shown.selections = [new vscode.NotebookRange(0, 1)];
  });

  after(async () => {
    await closeEverything();
    await removeFromWorkspace("notebooks");
    controller.dispose();
  });

  it("goes through cells", async () => {
    assert.equal((await notebook({ action: "next" })).result["text"], "one");
    assert.equal((await notebook({ action: "go", cell: 3 })).result["text"], "two");
    assert.equal((await notebook({ action: "next" })).status, "failed");
    assert.equal((await notebook({ action: "previous" })).result["cell"], 2);
  });

  it("inserts, edits, replaces, moves and deletes", async () => {
    await notebook({ action: "insert", kind: "code", text: "new", to: 2 });
    assert.deepEqual(texts(), ["# Title", "new", "one", "two"]);
    await notebook({ action: "edit", cell: 2, text: "let a = 1;" });
    await notebook({ action: "replace_text", cell: 2, find: "1", text: "2" });
    assert.equal(texts()[1], "let a = 2;");
    await notebook({ action: "move", cell: 4, to: 1 });
    assert.deepEqual(texts(), ["two", "# Title", "let a = 2;", "one"]);
    assert.equal((await notebook({ action: "delete", cell: 1 })).status, "asking");
    await allowed({ action: "delete", cell: 1 });
    assert.deepEqual(texts(), ["# Title", "let a = 2;", "one"]);
  });

  it("changes nothing in a notebook outside the workspace", async () => {
    const folder = mkdtempSync(join(tmpdir(), "outside-"));
    const uri = vscode.Uri.file(join(folder, "n.ipynb"));
    try {
      await vscode.workspace.fs.writeFile(uri, contentOf([["code", "one"]]));
      await vscode.window.showNotebookDocument(await vscode.workspace.openNotebookDocument(uri));
      assert.deepEqual(texts(), ["one"]);
      for (const args of [
        { action: "edit", text: "two" },
        { action: "insert", text: "two" },
        { action: "undo" },
      ]) {
        const { status, result } = await notebook(args);
        assert.equal(status, "failed", args.action);
        assert.match(String(result["error"]), /outside the workspace/);
      }
      await assert.rejects(allowed({ action: "clear_all" }), /outside the workspace/);
      assert.deepEqual(texts(), ["one"]);
    } finally {
      await closeEverything();
      rmSync(folder, { recursive: true });
    }
  });

  it("runs a cell and reads what it put out, after a yes", async () => {
    assert.equal((await notebook({ action: "run", cell: 2 })).status, "asking");
    const kernel = until("run", async () => allowed({ action: "run", cell: 2 }));
    assert.equal((await kernel)["output_data"], "ran one");
    const all = await allowed({ action: "run_all" });
    assert.deepEqual([all["ran"], all["output_data"]], [2, "ran two"]);
    await notebook({ action: "edit", cell: 3, text: "throw" });
    const failed = await allowed({ action: "run", cell: 3 });
    assert.deepEqual(failed["failed"], [3]);
    assert.match(String(failed["output_data"]), /as asked/);
    assert.match(String((await notebook({ action: "read", cell: 2 })).result["output_data"]), /ran one/);
    await allowed({ action: "clear_all" });
    assert.equal((await notebook({ action: "read", cell: 2 })).result["output_data"], undefined);
  });
});
