/** Changing the active document, undoing that, and saving. */
import * as vscode from "vscode";
import { EditorError, type Range } from "../tools/editor.ts";
import { fromRange, pathOf, requireEditor } from "./documents.ts";
import { requireInside } from "./inside.ts";

export async function edit(changes: { range: Range; text: string }[]): Promise<void> {
  const editor = requireEditor();
  await requireInside(editor.document.uri);
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

/**
 * The command acts on whatever has the focus, and that may be our own panel: the editor is focused first.
 * @returns whether the active document changed.
 */
export async function step(command: "undo" | "redo"): Promise<boolean> {
  const { document } = requireEditor();
  await requireInside(document.uri);
  const before = document.version;
  await vscode.commands.executeCommand("workbench.action.focusActiveEditorGroup");
  await vscode.commands.executeCommand(command);
  return document.version !== before;
}

export async function save(): Promise<boolean> {
  const { document } = requireEditor();
  await requireInside(document.uri);
  return document.save();
}
