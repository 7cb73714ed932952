/** Opening documents and moving the cursor. */
import * as vscode from "vscode";
import { EditorError, type Position, type Range } from "../tools/editor.ts";
import { activeTextEditor, fromPosition, fromRange, requireEditor, uriOf } from "./documents.ts";

/** Opens in whatever kind of editor shows such files. */
export async function open(path: string, at?: Position): Promise<void> {
  await settled();
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

/** What VS Code still does after a cursor has moved: the focus, and the mark for "Go Back". */
let following: Promise<void> = Promise.resolve();

/** Resolves when the last move is done in every respect. Whatever builds on it waits for this. */
export function settled(): Promise<void> {
  return following;
}

/**
 * Takes the focus along, as the editor's own commands do. The cursor is moved when this resolves; the focus
 * follows, because waiting for it is most of what a spoken "go to line" would take.
 */
export async function select(range: Range): Promise<void> {
  await settled();
  const editor = requireEditor();
  const { document, viewColumn } = editor;
  const selection = fromRange(range);
  put(editor, selection);
  const options = { selection, ...(viewColumn !== undefined && { viewColumn }) };
  following = Promise.resolve(vscode.window.showTextDocument(document, options)).then(
    (shown) => put(shown, selection),
    // The editor was closed meanwhile, and with it went what there was to focus.
    () => undefined,
  );
}

/** Opening at a place marks it for "Go Back"; but the place is only known here once it is set here, too. */
function put(editor: vscode.TextEditor, range: vscode.Range): void {
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenter);
}

export async function back(): Promise<void> {
  await settled();
  await vscode.commands.executeCommand("workbench.action.navigateBack");
}
