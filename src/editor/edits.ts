/** Changing the active document, undoing that, and saving. */
import * as vscode from "vscode";
import { EditorError, type Range } from "../tools/editor.ts";
import { fromRange, pathOf, requireEditor } from "./documents.ts";

export async function edit(changes: { range: Range; text: string }[]): Promise<void> {
  const editor = requireEditor();
  requireInside(editor.document);
  const done = await editor.edit(
    (builder) => {
      for (const { range, text } of changes) {
        const target = fromRange(range);
        // A replaced empty range would leave the inserted text selected; an insertion moves the cursor on.
        if (target.isEmpty) builder.insert(target.start, text);
        else builder.replace(target, text);
      }
    },
    { undoStopBefore: true, undoStopAfter: true },
  );
  if (!done)
    throw new EditorError(`${pathOf(editor.document.uri)} cannot be changed now: it may be read-only.`);
}

/** Where no folder is open, the file that the user opened is all the workspace there is. */
function requireInside({ uri, isUntitled }: vscode.TextDocument): void {
  if (isUntitled || vscode.workspace.getWorkspaceFolder(uri) !== undefined) return;
  if (vscode.workspace.workspaceFolders === undefined && uri.scheme === "file") return;
  throw new EditorError(`${pathOf(uri)} is outside the workspace, so it may be read but not changed.`);
}

/**
 * The command acts on whatever has the focus, and that may be our own panel: the editor is focused first.
 * @returns whether the active document changed.
 */
export async function step(command: "undo" | "redo"): Promise<boolean> {
  const { document } = requireEditor();
  requireInside(document);
  const before = document.version;
  await vscode.commands.executeCommand("workbench.action.focusActiveEditorGroup");
  await vscode.commands.executeCommand(command);
  return document.version !== before;
}

export async function save(): Promise<boolean> {
  const { document } = requireEditor();
  requireInside(document);
  return document.save();
}
