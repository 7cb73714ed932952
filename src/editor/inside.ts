/** Nothing outside of the workspace's folders is written, also not by way of a link that leads out of them. */
import { lstat, realpath } from "node:fs/promises";
import { dirname, isAbsolute, relative, sep } from "node:path";
import * as vscode from "vscode";
import { isDelicate } from "../tools/delicatePaths.ts";
import { EditorError } from "../tools/editor.ts";
import { pathOf } from "./documents.ts";

/** Where no folder is open, the file that the user opened is all the workspace there is. */
export async function requireInside(uri: vscode.Uri): Promise<void> {
  if (uri.scheme === "untitled") return;
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (folder === undefined) {
    if (vscode.workspace.workspaceFolders === undefined && uri.scheme === "file" && isOpen(uri)) return;
    throw new EditorError(`${pathOf(uri)} is outside the workspace, so it may be read but not changed.`);
  }
  const way = uri.scheme === "file" ? await realWay(uri.fsPath) : undefined;
  // Such files are asked about by their names: a link by another name would be a way around the question.
  if (way !== undefined && isDelicate(way) && !isDelicate(pathOf(uri)))
    throw new EditorError(`${pathOf(uri)} is, or lies behind, a link to ${way}. Call again with that name.`);
  const leadsOut = uri.scheme === "file" ? way === undefined : await hasLinks(uri, folder.uri);
  if (!leadsOut) return;
  throw new EditorError(
    `${pathOf(uri)} is a link, or lies behind one, that leads out of the workspace, so it may be read but not changed.`,
  );
}

/** For commands that change whatever is in front: all of it that has an address. */
export async function requireFrontInside(): Promise<void> {
  for (const uri of addressesInFront()) await requireInside(uri);
}

/** The tab tells it also while the focus is in a panel; of some views only the text editor in them is known. */
function addressesInFront(): vscode.Uri[] {
  const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
  if (
    input instanceof vscode.TabInputText ||
    input instanceof vscode.TabInputNotebook ||
    input instanceof vscode.TabInputCustom
  ) {
    return [input.uri];
  }
  // The other side may be a version of Git's, which nobody can write.
  if (input instanceof vscode.TabInputTextDiff || input instanceof vscode.TabInputNotebookDiff)
    return [input.modified, ...(input.original.scheme === "file" ? [input.original] : [])];
  const shown = vscode.window.activeTextEditor?.document.uri;
  return shown === undefined ? [] : [shown];
}

function isOpen(uri: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
}

/** @returns the real way to it from the folder that it is in; undefined where it leads out of all of them. */
async function realWay(path: string): Promise<string | undefined> {
  const real = await realPathOf(path);
  if (real === undefined) return undefined;
  const folders = vscode.workspace.workspaceFolders?.filter(({ uri }) => uri.scheme === "file") ?? [];
  for (const { uri } of folders) {
    const root = await realpath(uri.fsPath).catch(() => uri.fsPath);
    const way = relative(root, real);
    if (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way)) return way;
  }
  return undefined;
}

/** Of what is not there yet, where it would be. @returns undefined behind a link to what is not there. */
async function realPathOf(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch {
    const isLink = await lstat(path).then(
      (found) => found.isSymbolicLink(),
      () => false,
    );
    const parent = dirname(path);
    if (isLink || parent === path) return undefined;
    const real = await realPathOf(parent);
    return real === undefined ? undefined : `${real}${sep}${path.slice(parent.length).replace(/^[/\\]/, "")}`;
  }
}

/** Other file systems do not tell where a link leads. */
async function hasLinks(uri: vscode.Uri, folder: vscode.Uri): Promise<boolean> {
  for (let at = uri; at.path.length > folder.path.length; at = vscode.Uri.joinPath(at, "..")) {
    const type = await vscode.workspace.fs.stat(at).then(
      (stat) => stat.type,
      () => vscode.FileType.Unknown,
    );
    if ((type & vscode.FileType.SymbolicLink) !== 0) return true;
  }
  return false;
}
