/** Changing files, open or not, and settings. */
import * as vscode from "vscode";
import type { SettingTarget } from "../tools/changes.ts";
import { EditorError } from "../tools/editor.ts";
import type { EditorChanges, FileEdits } from "../tools/editorChanges.ts";
import { fromRange, pathOf, uriOf } from "./documents.ts";
import { forgetFiles } from "./files.ts";
import { requireInside } from "./inside.ts";
import { note, record, textOf } from "./recording.ts";

/** In bytes. Longer files are deleted without being kept. */
const mostKept = 10 * 1024 * 1024;

export const fileChanges: EditorChanges = {
  record,
  async textOf(path) {
    const uri = uriOf(path);
    if (!(await exists(uri))) return undefined;
    return textOf(await vscode.workspace.openTextDocument(uri));
  },
  async contentOf(path) {
    const uri = uriOf(path);
    const document = openDocument(uri);
    if (document?.isDirty === true) return new TextEncoder().encode(document.getText());
    return vscode.workspace.fs.readFile(uri).then(
      (content) => content,
      () => undefined,
    );
  },
  applyEdits,
  async createFile(path, content) {
    const uri = uriOf(path);
    await requireInside(uri);
    if (await exists(uri)) throw new EditorError(`${path} is there already.`);
    await vscode.workspace.fs.writeFile(uri, content);
    forgetFiles();
    note({ kind: "created", path, content });
  },
  async deleteFile(path) {
    const uri = uriOf(path);
    await requireInside(uri);
    const { type, size } = await statOf(uri, path);
    if ((type & vscode.FileType.Directory) !== 0) throw new EditorError(`${path} is a folder, not a file.`);
    const content = size > mostKept ? undefined : await fileChanges.contentOf(path);
    const edit = new vscode.WorkspaceEdit();
    edit.deleteFile(uri);
    if (!(await vscode.workspace.applyEdit(edit))) throw new EditorError(`${path} was not deleted.`);
    note({ kind: "deleted", path, content });
  },
  async renameFile(from, to) {
    const [source, target] = [uriOf(from), uriOf(to)];
    await requireInside(source);
    await requireInside(target);
    await statOf(source, from);
    if (await exists(target)) throw new EditorError(`${to} is there already.`);
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(source, target);
    if (!(await vscode.workspace.applyEdit(edit))) throw new EditorError(`${from} was not renamed.`);
    note({ kind: "renamed", from, to });
  },
  setting(name, target) {
    const { globalValue, workspaceValue, workspaceFolderValue } =
      vscode.workspace.getConfiguration().inspect(name) ?? {};
    return { user: globalValue, workspace: workspaceValue, folder: workspaceFolderValue }[target];
  },
  async changeSetting(name, target, value) {
    const before = fileChanges.setting(name, target);
    try {
      await vscode.workspace.getConfiguration().update(name, value, targets[target]);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new EditorError(`The setting ${name} was not changed: ${reason}`);
    }
    note({ kind: "setting", name, target, before, after: value });
  },
};

const targets: Record<SettingTarget, vscode.ConfigurationTarget> = {
  user: vscode.ConfigurationTarget.Global,
  workspace: vscode.ConfigurationTarget.Workspace,
  folder: vscode.ConfigurationTarget.WorkspaceFolder,
};

async function applyEdits(files: readonly FileEdits[]): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const shown = openTabs();
  for (const { path, edits } of files) {
    const uri = uriOf(path);
    await requireInside(uri);
    for (const { range, text } of edits) edit.replace(uri, fromRange(range), text);
  }
  if (!(await vscode.workspace.applyEdit(edit))) {
    throw new EditorError(
      "The editor did not take the change: a file may be read-only, or was changed meanwhile.",
    );
  }
  for (const { path } of files) {
    const uri = uriOf(path);
    if (uri.scheme === "untitled" || shown.has(uri.toString())) continue;
    if (!(await (await vscode.workspace.openTextDocument(uri)).save())) {
      throw new EditorError(`${path} was changed but not saved. Tell the user to look at the editor.`);
    }
    // VS Code opens what is changed and not saved within a second. It is saved now, and nobody asked to see it.
    const opened = openTabs().get(uri.toString());
    if (opened !== undefined && !opened.isDirty) await vscode.window.tabGroups.close(opened, true);
  }
}

/** By their documents' addresses. */
function openTabs(): Map<string, vscode.Tab> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return new Map(
    tabs.flatMap((tab): [string, vscode.Tab][] => {
      const { input } = tab;
      if (input instanceof vscode.TabInputText) return [[input.uri.toString(), tab]];
      return input instanceof vscode.TabInputTextDiff ? [[input.modified.toString(), tab]] : [];
    }),
  );
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  if (uri.scheme === "untitled") return openDocument(uri) !== undefined;
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

async function statOf(uri: vscode.Uri, path: string): Promise<vscode.FileStat> {
  try {
    return await vscode.workspace.fs.stat(uri);
  } catch {
    throw new EditorError(`There is no file ${pathOf(uri) || path}.`);
  }
}
