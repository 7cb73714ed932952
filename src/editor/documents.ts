/** The active text editor, and the names of documents. */
import * as vscode from "vscode";
import { EditorError, type ActiveEditor, type Position, type Range } from "../tools/editor.ts";

/** Documents that hold the user's text. Others, such as the output views, look like editors to the API. */
const schemes = new Set(["file", "untitled"]);

const mostSelected = 2000;

/**
 * The active text editor, also where the focus is in a panel. VS Code takes an output view for the active
 * editor while that has the focus; then it is the text editor in the active tab that is meant.
 */
export function activeTextEditor(): vscode.TextEditor | undefined {
  const active = vscode.window.activeTextEditor;
  if (active !== undefined && isText(active.document)) return active;
  const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
  if (!(input instanceof vscode.TabInputText)) return undefined;
  const address = input.uri.toString();
  return vscode.window.visibleTextEditors.find(
    ({ document }) => isText(document) && document.uri.toString() === address,
  );
}

export function isText({ uri }: vscode.TextDocument): boolean {
  return schemes.has(uri.scheme) || vscode.workspace.getWorkspaceFolder(uri) !== undefined;
}

/** @throws {EditorError} where no text editor is active. */
export function requireEditor(): vscode.TextEditor {
  const editor = activeTextEditor();
  if (editor === undefined) throw new EditorError("No text editor is open. Open a file first.");
  return editor;
}

export function describeActive(): ActiveEditor | undefined {
  const editor = activeTextEditor();
  if (editor === undefined) return undefined;
  const { document, selection, selections, visibleRanges } = editor;
  return {
    path: pathOf(document.uri),
    language: document.languageId,
    lineCount: document.lineCount,
    dirty: document.isDirty,
    untitled: document.isUntitled,
    cursor: toPosition(selection.active),
    selection: toRange(selection),
    selections: selections.map(toRange),
    selectedText: document.getText(selection).slice(0, mostSelected),
    visible: {
      from: (visibleRanges[0]?.start.line ?? selection.active.line) + 1,
      to: (visibleRanges.at(-1)?.end.line ?? selection.active.line) + 1,
    },
  };
}

export function linesOf(from: number, to: number): string[] {
  const { document } = requireEditor();
  const first = Math.max(from, 1);
  const count = Math.max(Math.min(to, document.lineCount) - first + 1, 0);
  return Array.from({ length: count }, (_, index) => document.lineAt(first - 1 + index).text);
}

export function openPaths(): string[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const addresses = tabs.flatMap(({ input }) => {
    if (input instanceof vscode.TabInputText || input instanceof vscode.TabInputNotebook) return [input.uri];
    return input instanceof vscode.TabInputTextDiff ? [input.modified] : [];
  });
  return [...new Set(addresses.map(pathOf))];
}

/** The port's name of a document: see the head of the port. */
export function pathOf(uri: vscode.Uri): string {
  if (uri.scheme === "untitled") return uri.path;
  if (vscode.workspace.getWorkspaceFolder(uri) !== undefined) return vscode.workspace.asRelativePath(uri);
  return uri.scheme === "file" ? uri.fsPath : uri.toString();
}

/** The document that {@link pathOf} names so. */
export function uriOf(path: string): vscode.Uri {
  const untitled = vscode.workspace.textDocuments.find(
    ({ uri, isUntitled }) => isUntitled && uri.path === path,
  );
  if (untitled !== undefined) return untitled.uri;
  if (/^(\/|\\\\|[a-z]:[\\/])/i.test(path)) return vscode.Uri.file(path);
  if (/^[a-z][\w+.-]+:/i.test(path)) return vscode.Uri.parse(path, true);
  const folders = vscode.workspace.workspaceFolders ?? [];
  const [head = "", ...rest] = path.split("/");
  const named = folders.length > 1 ? folders.find(({ name }) => name === head) : undefined;
  const folder = named ?? folders[0];
  if (folder === undefined) throw new EditorError(`No folder is open, so there is no file ${path}.`);
  return vscode.Uri.joinPath(folder.uri, named === undefined ? path : rest.join("/"));
}

export function toPosition({ line, character }: vscode.Position): Position {
  return { line: line + 1, column: character + 1 };
}

export function toRange({ start, end }: vscode.Range): Range {
  return { start: toPosition(start), end: toPosition(end) };
}

export function fromPosition({ line, column }: Position): vscode.Position {
  return new vscode.Position(line - 1, column - 1);
}

export function fromRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(fromPosition(start), fromPosition(end));
}
