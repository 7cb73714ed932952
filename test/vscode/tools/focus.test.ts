import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  call,
  closeEverything,
  editor,
  removeFromWorkspace,
  show,
  until,
  workspaceFolder,
} from "./workbench.ts";

const output = vscode.window.createOutputChannel("Focus");

/** Where the user may have the focus, and how it gets there. */
const places: [string, () => Promise<unknown>][] = [
  ["the voice panel", async () => vscode.commands.executeCommand("vivaVoce.panel.focus")],
  [
    "the explorer",
    // It fails as long as the explorer has not found the new file that it is to show.
    async () =>
      until("focus in the explorer", () =>
        vscode.commands.executeCommand("workbench.view.explorer").then(
          () => true,
          () => undefined,
        ),
      ),
  ],
  [
    "an output view",
    async () => {
      output.show(false);
      // VS Code takes it for the active text editor then.
      await until(
        "focus in the output",
        () => vscode.window.activeTextEditor?.document.uri.scheme === "output" || undefined,
      );
    },
  ],
];

describe("acting on the text while the focus is elsewhere", () => {
  let file = "";
  let count = 0;

  beforeEach(async () => {
    await closeEverything();
    file = `focus${++count}.txt`;
    const uri = vscode.Uri.joinPath(workspaceFolder(), file);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode("alpha\nbeta\n"));
    await show(file);
  });

  after(() => output.dispose());

  afterEach(async () => {
    await closeEverything();
    await removeFromWorkspace(file);
    await vscode.commands.executeCommand("workbench.action.closePanel");
  });

  for (const [place, focus] of places) {
    it(`edits, undoes, redoes and saves with the focus in ${place}`, async () => {
      await focus();
      assert.equal(editor.active()?.path, file);
      assert.equal(
        (await call({ name: "insert_text", arguments: { text: "new", where: "start" } })).status,
        "done",
      );
      assert.equal(editor.text(), "new\nalpha\nbeta\n");
      await focus();
      const undone = await call({ name: "undo", arguments: {} });
      assert.equal(undone.status, "done", undone.output);
      assert.equal(editor.text(), "alpha\nbeta\n");
      await focus();
      const redone = await call({ name: "redo", arguments: {} });
      assert.equal(redone.status, "done", redone.output);
      assert.equal(editor.text(), "new\nalpha\nbeta\n");
      await focus();
      assert.equal((await call({ name: "save_file", arguments: {} })).result["saved"], true);
      assert.equal(editor.active()?.dirty, false);
      const onDisk = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(workspaceFolder(), file));
      assert.equal(new TextDecoder().decode(onDisk), "new\nalpha\nbeta\n");
    });

    it(`selects all with the focus in ${place}`, async () => {
      await focus();
      await call({ name: "run_command", arguments: { command: "select all" } });
      // VS Code tells of the selection after the command is done.
      await until("selection of it all", () => editor.active()?.selectedText === "alpha\nbeta\n");
    });
  }
});
