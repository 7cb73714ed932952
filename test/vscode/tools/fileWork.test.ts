import assert from "node:assert/strict";
import * as vscode from "vscode";
import { tools } from "../../../src/tools/registry.ts";
import {
  call,
  closeEverything,
  editor,
  forgetCalls,
  prepared,
  removeFromWorkspace,
  show,
  until,
  workspaceFolder,
} from "./workbench.ts";

const signal = new AbortController().signal;
const manage = (args: Record<string, unknown>): ReturnType<typeof call> =>
  call({ name: "manage_file", arguments: args });
const textOf = (path: string): Promise<string | undefined> => editor.textOf(path);

/** With the user's yes. */
async function allowed(args: Record<string, unknown>): Promise<Record<string, unknown>> {
  const tool = tools.find(({ name }) => name === "manage_file") ?? assert.fail("no tool");
  const call = await prepared(tool, args, signal);
  assert.equal(call.risk, "destructive");
  return (await call.run(signal)).output;
}

describe("files and settings by voice, in VS Code", () => {
  beforeEach(async () => {
    forgetCalls();
    await closeEverything();
    const uri = vscode.Uri.joinPath(workspaceFolder(), "filework/alpha.txt");
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode("alpha\n"));
  });

  afterEach(async () => {
    await closeEverything();
    await removeFromWorkspace("filework");
  });

  it("creates, finds by name at once, renames, copies, and undoes all of it", async () => {
    await manage({ action: "create", name: "filework/deep/kangaroo.txt", text: "hop" });
    assert.equal(editor.active()?.path, "filework/deep/kangaroo.txt");
    await show("filework/alpha.txt");
    const opened = await call({ name: "open_file", arguments: { name: "kangaroo" } });
    assert.equal(opened.result["file"], "filework/deep/kangaroo.txt", opened.output);
    await manage({ action: "rename", to: "wallaby" });
    assert.equal(await textOf("filework/deep/wallaby.txt"), "hop");
    await manage({ action: "copy", name: "wallaby", to: "filework/joey" });
    assert.equal(await textOf("filework/joey.txt"), "hop");
    const undone = await call({ name: "undo", arguments: { times: 3, what: "call" } });
    assert.equal(undone.status, "done", undone.output);
    for (const path of ["filework/joey.txt", "filework/deep/wallaby.txt", "filework/deep/kangaroo.txt"]) {
      assert.equal(await editor.contentOf(path), undefined, path);
    }
  });

  it("deletes after a yes", async () => {
    assert.equal((await manage({ action: "delete", name: "filework/alpha.txt" })).status, "asking");
    assert.equal(await textOf("filework/alpha.txt"), "alpha\n");
    await allowed({ action: "delete", name: "filework/alpha.txt" });
    assert.equal(await editor.contentOf("filework/alpha.txt"), undefined);
  });

  it("gives an untitled text a file, and saves all", async () => {
    await manage({ action: "untitled", text: "draft" });
    assert.equal(editor.text(), "draft");
    await manage({ action: "save_as", to: "filework/draft.md" });
    assert.equal(editor.active()?.path, "filework/draft.md");
    assert.equal(editor.workbench.tabs().length, 1);
    await call({ name: "insert_text", arguments: { text: "x", where: "start" } });
    assert.equal((await manage({ action: "save_all" })).result["saved"], 1);
  });

  it("reverts after a yes, and compares", async () => {
    await show("filework/alpha.txt");
    await call({ name: "insert_text", arguments: { text: "x", where: "start" } });
    await manage({ action: "compare", to: "saved" });
    await until(
      "a comparison",
      () =>
        vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputTextDiff ||
        undefined,
    );
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    await show("filework/alpha.txt");
    await allowed({ action: "revert" });
    assert.equal(editor.text(), "alpha\n");
  });

  it("makes folders, and refuses to leave the workspace", async () => {
    await manage({ action: "create_folder", name: "filework/new/er" });
    assert.equal(await editor.workbench.isFolder("filework/new/er"), true);
    assert.equal((await manage({ action: "create", name: "../evil.txt" })).status, "failed");
  });

  it("changes settings, tells them, and takes that back", async () => {
    const setting = (args: Record<string, unknown>): ReturnType<typeof call> =>
      call({ name: "change_setting", arguments: args });
    try {
      const size = await setting({ name: "font size", value: "seventeen" });
      assert.equal(size.result["now"], 17, size.output);
      assert.equal(vscode.workspace.getConfiguration("editor").get("fontSize"), 17);
      assert.equal((await setting({ name: "minimap", value: false })).result["now"], false);
      assert.equal((await setting({ name: "minimap" })).result["value"], "false");
      await call({ name: "undo", arguments: { times: 2 } });
      assert.equal(editor.setting("editor.fontSize", "user"), undefined);
      assert.equal((await setting({ name: "git.path", value: "/tmp/evil" })).status, "asking");
      const own = await setting({ name: "vivaVoce.confirm.allow", value: '["*"]' });
      assert.match(String(own.result["error"]), /for the user alone/);
      const typed = await setting({ name: "typescript.locale", value: "de" });
      assert.equal(typed.status, "asking", typed.output);
    } finally {
      for (const name of ["editor.fontSize", "editor.minimap.enabled"])
        await vscode.workspace.getConfiguration().update(name, undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
