/** Opening documents and moving the cursor. */
import * as vscode from "vscode";
import { EditorError, type Position, type Range } from "../tools/editor.ts";
import { fromPosition, fromRange, requireEditor, uriOf } from "./documents.ts";

export async function open(path: string, at?: Position): Promise<void> {
  const document = await openDocument(uriOf(path));
  const position = at === undefined ? undefined : fromPosition(at);
  await show(document, position === undefined ? undefined : new vscode.Range(position, position));
}

export async function select(range: Range): Promise<void> {
  const { document, viewColumn } = requireEditor();
  await show(document, fromRange(range), viewColumn);
}

/** Takes the focus along, as the editor's own commands do. */
async function show(
  document: vscode.TextDocument,
  selection?: vscode.Range,
  viewColumn?: vscode.ViewColumn,
): Promise<void> {
  const editor = await vscode.window.showTextDocument(document, {
    preview: true,
    ...(selection !== undefined && { selection }),
    ...(viewColumn !== undefined && { viewColumn }),
  });
  if (selection === undefined) return;
  // The option marks the place for "Go Back"; it is only true once it is set here, too.
  editor.selection = new vscode.Selection(selection.start, selection.end);
  editor.revealRange(selection, vscode.TextEditorRevealType.InCenter);
}

async function openDocument(uri: vscode.Uri): Promise<vscode.TextDocument> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch (error) {
    throw new EditorError(`The file could not be opened: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export async function back(): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.navigateBack");
}
