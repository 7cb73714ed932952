import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import * as z from "zod";
import type { ToolOutcome, ToolRunner } from "../../../src/session/toolRunner.ts";
import type { Editor } from "../../../src/tools/editor.ts";
import { defineTool } from "../../../src/tools/tool.ts";
import {
  closeEverything,
  newRouter,
  removeFromWorkspace,
  show,
  until,
  workspaceFolder,
} from "./workbench.ts";

const signal = new AbortController().signal;
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("undo over files and settings, in VS Code", () => {
  let folder: string;
  let router: ToolRunner;
  let act: (editor: Editor) => Promise<void>;
  let count = 0;
  let calls: number;

  /** Does through the editor what the test says. */
  const doIt = defineTool({
    name: "do_it",
    description: "",
    input: z.strictObject({}),
    risk: "reversible",
    async run(_, { editor }) {
      await act(editor);
      return { output: {}, summary: "Did it" };
    },
  });

  beforeEach(async () => {
    await closeEverything();
    folder = `journal${++count}`;
    calls = 0;
    router = newRouter([doIt]);
    await write("a.txt", "1\n2\n3\n4\n5\n");
    await write("b.txt", "alpha\r\nbeta\r\n");
  });
  afterEach(async () => {
    await closeEverything();
    await removeFromWorkspace(folder);
  });

  const uri = (name: string): vscode.Uri => vscode.Uri.joinPath(workspaceFolder(), folder, name);
  const path = (name: string): string => `${folder}/${name}`;
  const onDisk = (name: string): string => readFileSync(uri(name).fsPath, "utf8");
  const exists = (name: string): Promise<boolean> =>
    Promise.resolve(vscode.workspace.fs.stat(uri(name))).then(
      () => true,
      () => false,
    );
  async function write(name: string, text: string): Promise<void> {
    await vscode.workspace.fs.writeFile(uri(name), encode(text));
  }
  const replaceLine = (name: string, line: number, text: string) => ({
    path: path(name),
    edits: [{ range: { start: { line, column: 1 }, end: { line, column: 100 } }, text }],
  });

  async function call(
    name: string,
    args: Record<string, unknown> = {},
  ): Promise<ToolOutcome & { result: Record<string, unknown> }> {
    const callId = `call_${++calls}`;
    const asked = await router.run({ callId, name, arguments: JSON.stringify(args) }, signal);
    const outcome =
      asked.status === "asking" ? ((await router.confirm(callId, true, signal)) ?? asked) : asked;
    return { ...outcome, result: JSON.parse(outcome.output) as Record<string, unknown> };
  }
  async function did(what: (editor: Editor) => Promise<void>): Promise<void> {
    act = what;
    const { status, summary } = await call("do_it");
    assert.equal(status, "done", summary);
  }
  async function undo(args: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
    const { result, summary } = await call("undo", args);
    assert.equal(result["ok"], true, summary);
    return result;
  }

  it("takes back what was done in several files, open and closed, and does it again", async () => {
    const shown = await show(path("a.txt"));
    await did((editor) =>
      editor.applyEdits([replaceLine("a.txt", 2, "TWO"), replaceLine("b.txt", 2, "BETA")]),
    );
    assert.equal(shown.document.getText(), "1\nTWO\n3\n4\n5\n");
    assert.equal(shown.document.isDirty, true, "the open one is the user's to save");
    assert.equal(onDisk("b.txt"), "alpha\r\nBETA\r\n", "the closed one is saved");
    const result = await undo();
    assert.deepEqual(result["changed"], [path("b.txt"), path("a.txt")]);
    assert.equal(shown.document.getText(), "1\n2\n3\n4\n5\n");
    assert.equal(onDisk("b.txt"), "alpha\r\nbeta\r\n");
    assert.equal((await call("redo")).status, "done");
    assert.equal(shown.document.getText(), "1\nTWO\n3\n4\n5\n");
    assert.equal(onDisk("b.txt"), "alpha\r\nBETA\r\n");
  });

  it("takes back what was saved and closed since", async () => {
    await show(path("a.txt"));
    await call("go_to", { line: 3 });
    await call("insert_text", { text: "ours ", where: "cursor" });
    await call("save_file");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    assert.equal(onDisk("a.txt"), "1\n2\nours 3\n4\n5\n");
    await undo();
    assert.equal(onDisk("a.txt"), "1\n2\n3\n4\n5\n");
  });

  it("keeps what was typed since, and leaves a line that was changed since", async () => {
    const shown = await show(path("a.txt"));
    await did((editor) =>
      editor.applyEdits([
        {
          path: path("a.txt"),
          edits: [2, 4].map((line) => replaceLine("a.txt", line, `ours ${line}`).edits[0]!),
        },
      ]),
    );
    await shown.edit((builder) => {
      builder.insert(new vscode.Position(0, 0), "by hand\n");
      builder.insert(new vscode.Position(3, 6), " changed");
    });
    const result = await undo();
    assert.equal(shown.document.getText(), "by hand\n1\n2\n3\nours 4 changed\n5\n");
    assert.deepEqual(result["not_possible"], [
      `${path("a.txt")}: 1 place changed since (line 5), which stay as they are.`,
    ]);
  });

  it("takes back what a command of the editor has changed", async () => {
    const { document } = await show(path("a.txt"));
    assert.equal((await call("run_command", { command: "editor.action.sortLinesAscending" })).status, "done");
    await call("run_command", { command: "editor.action.copyLinesDownAction" });
    await until("a copied line", () => document.lineCount === 7);
    await undo();
    assert.equal(document.getText(), "1\n2\n3\n4\n5\n");
  });

  it("takes back created, deleted and renamed files", async () => {
    await did(async (editor) => {
      await editor.createFile(path("sub/c.bin"), new Uint8Array([0, 255, 1]));
      await editor.deleteFile(path("b.txt"));
      await editor.renameFile(path("a.txt"), path("d.txt"));
    });
    assert.deepEqual(await Promise.all(["sub/c.bin", "b.txt", "a.txt", "d.txt"].map(exists)), [
      true,
      false,
      false,
      true,
    ]);
    await undo();
    assert.deepEqual(await Promise.all(["sub/c.bin", "b.txt", "a.txt", "d.txt"].map(exists)), [
      false,
      true,
      true,
      false,
    ]);
    assert.equal(onDisk("b.txt"), "alpha\r\nbeta\r\n");
    assert.equal((await call("redo")).status, "done");
    assert.deepEqual([...readFileSync(uri("sub/c.bin").fsPath)], [0, 255, 1]);
    assert.equal(await exists("b.txt"), false);
  });

  it("does not take away a created file that was changed since", async () => {
    await did((editor) => editor.createFile(path("c.txt"), encode("created")));
    await write("c.txt", "changed");
    const { result } = await call("undo");
    assert.match(String(result["error"]), /c\.txt: it was changed since it was created, so it stays/);
    assert.equal(onDisk("c.txt"), "changed");
  });

  it("takes back settings, and leaves one that was changed since", async () => {
    const configuration = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration();
    const fontSize = (): unknown => configuration().inspect("editor.fontSize")?.workspaceValue;
    try {
      await did((editor) => editor.changeSetting("editor.fontSize", "workspace", 21));
      assert.equal(fontSize(), 21);
      await undo();
      assert.equal(fontSize(), undefined);
      await did((editor) => editor.changeSetting("editor.fontSize", "workspace", 22));
      await configuration().update("editor.fontSize", 23, vscode.ConfigurationTarget.Workspace);
      assert.match(String((await call("undo")).result["error"]), /editor\.fontSize: it was changed since/);
      assert.equal(fontSize(), 23);
    } finally {
      await configuration().update("editor.fontSize", undefined, vscode.ConfigurationTarget.Workspace);
      await until("the setting gone", () => fontSize() === undefined);
    }
  });

  it("takes back what the user typed only where that is asked for, or nothing is ours", async () => {
    const shown = await show(path("a.txt"));
    await shown.edit((builder) => builder.insert(new vscode.Position(0, 0), "by hand "));
    await undo();
    assert.equal(shown.document.getText(), "1\n2\n3\n4\n5\n", "there was no call");
    await call("insert_text", { text: "ours ", where: "above", line: 5 });
    await shown.edit((builder) => builder.insert(new vscode.Position(0, 0), "by hand "));
    await undo({ what: "edit" });
    assert.equal(shown.document.getText(), "1\n2\n3\n4\nours \n5\n");
    await undo();
    assert.equal(shown.document.getText(), "1\n2\n3\n4\n5\n");
    const { result } = await call("undo");
    assert.match(String(result["error"]), /There is no call to undo/, "nothing that was undone comes back");
    assert.equal(shown.document.getText(), "1\n2\n3\n4\n5\n");
  });

  describe("nothing outside the workspace", () => {
    let outside: string;
    beforeEach(() => {
      outside = mkdtempSync(join(tmpdir(), "outside-"));
      writeFileSync(join(outside, "secret.txt"), "kept\n");
      symlinkSync(join(outside, "secret.txt"), uri("link.txt").fsPath);
      symlinkSync(outside, uri("linked").fsPath);
      symlinkSync(join(outside, "new.txt"), uri("dangling.txt").fsPath);
    });
    afterEach(() => rmSync(outside, { recursive: true }));

    const away = /outside the workspace|leads out of the workspace/;
    const refused = async (what: (editor: Editor) => Promise<void>, why = away): Promise<void> => {
      act = what;
      const { status, summary } = await call("do_it");
      assert.equal(status, "failed");
      assert.match(summary, why);
    };

    it("is written by its path, or by a way out of the folder", async () => {
      const around = `${folder}/../../../../../../../..${outside}/secret.txt`;
      for (const target of [join(outside, "secret.txt"), around]) {
        await refused((editor) => editor.applyEdits([{ ...replaceLine("a.txt", 1, "x"), path: target }]));
        await refused((editor) => editor.deleteFile(target));
        await refused((editor) => editor.renameFile(path("a.txt"), target));
      }
      await refused((editor) => editor.createFile(join(outside, "new.txt"), encode("x")));
      assert.equal(readFileSync(join(outside, "secret.txt"), "utf8"), "kept\n");
    });

    it("is what runs by itself, by another name", async () => {
      mkdirSync(uri(".vscode").fsPath);
      symlinkSync(uri(".vscode").fsPath, uri("docs").fsPath);
      const made = (editor: Editor) => editor.createFile(path("docs/tasks.json"), encode("x"));
      await refused(made, /a link to .*\.vscode\/tasks\.json/);
    });

    it("is written through a link", async () => {
      for (const target of ["link.txt", "linked/secret.txt"]) {
        await refused((editor) => editor.applyEdits([replaceLine(target, 1, "x")]));
        await refused((editor) => editor.deleteFile(path(target)));
      }
      await refused((editor) => editor.createFile(path("linked/sub/new.txt"), encode("x")));
      await refused((editor) => editor.createFile(path("dangling.txt"), encode("x")));
      await refused((editor) => editor.renameFile(path("a.txt"), path("linked/a.txt")));
      // One good file does not take the other along.
      const both = [replaceLine("a.txt", 1, "x"), replaceLine("link.txt", 1, "x")];
      await refused((editor) => editor.applyEdits(both));
      assert.equal(onDisk("a.txt"), "1\n2\n3\n4\n5\n");
      assert.equal(readFileSync(join(outside, "secret.txt"), "utf8"), "kept\n");
    });

    it("is written by the tools where the file in front is a link", async () => {
      const shown = await show(path("link.txt"));
      for (const [name, args] of [
        ["insert_text", { text: "x" }],
        ["delete", { line: 1, to_line: 1 }],
        ["save_file", {}],
      ] as const) {
        if (name === "save_file")
          await shown.edit((builder) => builder.insert(new vscode.Position(0, 0), "x"));
        assert.equal((await call(name, args)).status, "failed", name);
      }
      await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
      assert.equal(readFileSync(join(outside, "secret.txt"), "utf8"), "kept\n");
    });
  });

  it("asks before a large edit, and does what it showed", async () => {
    const lines = Array.from({ length: 100 }, (_, index) => `line ${index + 1}\n`).join("");
    await write("long.txt", lines);
    const { document } = await show(path("long.txt"));
    const args = JSON.stringify({ line: 1, to_line: 90 });
    const asked = await router.run({ callId: "large", name: "delete", arguments: args }, signal);
    assert.equal(asked.status, "asking");
    assert.equal(asked.question, `Change 90 lines of ${path("long.txt")}?`);
    assert.equal(document.getText(), lines);
    await show(path("a.txt"));
    assert.equal((await router.confirm("large", true, signal))?.status, "done");
    assert.equal(document.lineCount, 11);
    await undo();
    assert.equal(document.getText(), lines);
  });
});
