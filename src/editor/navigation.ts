/** Opening documents and moving the cursor. */
import * as vscode from "vscode";
import { EditorError, type Position, type Range } from "../tools/editor.ts";
import { activeTextEditor, fromPosition, fromRange, requireEditor, uriOf } from "./documents.ts";

/** Opens in whatever kind of editor shows such files. */
export async function open(path: string, at?: Position): Promise<void> {
  const uri = uriOf(path);
  await requireFile(uri);
  const range = at === undefined ? undefined : new vscode.Range(fromPosition(at), fromPosition(at));
  // Not showTextDocument, which keeps the document, and its problems, for minutes after its editor was closed.
  await vscode.commands.executeCommand("vscode.open", uri, {
    ...(range !== undefined && { selection: range }),
  });
  const editor = activeTextEditor();
  if (range !== undefined && editor?.document.uri.toString() === uri.toString()) put(editor, range);
}

async function requireFile(uri: vscode.Uri): Promise<void> {
  if (uri.scheme !== "file") return;
  try {
    await vscode.workspace.fs.stat(uri);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new EditorError(`The file could not be opened: ${reason}`);
  }
}

/** A move that is under way. */
let moving: Promise<void> = Promise.resolve();

export function settled(): Promise<void> {
  return moving;
}

/** Takes the focus along, as the editor's own commands do. */
export async function select(range: Range, others: readonly Range[] = []): Promise<void> {
  const { document, viewColumn } = requireEditor();
  const selection = fromRange(range);
  const options = { selection, ...(viewColumn !== undefined && { viewColumn }) };
  const editor = await vscode.window.showTextDocument(document, options);
  put(editor, selection);
  if (others.length > 0) editor.selections = [range, ...others].map(toSelection);
}

function toSelection(range: Range): vscode.Selection {
  const { start, end } = fromRange(range);
  return new vscode.Selection(start, end);
}

export function startSelecting(range: Range, others: readonly Range[] = []): void {
  requireEditor();
  // It fails where the editor is closed meanwhile, and with it goes what there was to select.
  moving = select(range, others).catch(() => undefined);
}

/** Opening at a place marks it for "Go Back"; but the place is only known here once it is set here, too. */
function put(editor: vscode.TextEditor, range: vscode.Range): void {
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenter);
}
