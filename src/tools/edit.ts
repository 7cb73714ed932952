/** Taking lines out, and undo. */
import * as z from "zod";
import {
  countOf,
  describeCursor,
  emptyRange,
  endColumn,
  ordered,
  requireActive,
  requireLine,
} from "./document.ts";
import type { ActiveEditor, Editor, Range } from "./editor.ts";
import { lineNumber } from "./navigate.ts";
import { defineTool, ToolError, type ToolContext, type ToolResult } from "./tool.ts";

export const deleteLines = defineTool({
  name: "delete_lines",
  description: "Deletes whole lines of the current file.",
  input: z.strictObject({ from: lineNumber, to: lineNumber }),
  risk: "reversible",
  async run(input, { editor }) {
    const active = requireActive(editor);
    const { from, to } = ordered(input);
    requireLine(active, to);
    await editor.edit([{ range: wholeLines(from, to, active, editor), text: "" }]);
    await editor.select(emptyRange(Math.min(from, requireActive(editor).lineCount), 1));
    const deleted = to - from + 1;
    return {
      output: { deleted, ...describeCursor(editor) },
      summary: `Deleted ${countOf(deleted, "line")} of ${active.path}`,
    };
  },
});

/** Lines with the line break that parts them from the rest: the one after, or at the end the one before. */
function wholeLines(from: number, to: number, { lineCount }: ActiveEditor, editor: Editor): Range {
  const end = { line: to, column: endColumn(editor, to) };
  if (to < lineCount) return { start: { line: from, column: 1 }, end: { line: to + 1, column: 1 } };
  if (from > 1) return { start: { line: from - 1, column: endColumn(editor, from - 1) }, end };
  return { start: { line: 1, column: 1 }, end };
}

const repeated = z.strictObject({ times: z.int().min(1).max(50).optional() });

export const undo = defineTool({
  name: "undo",
  description: "Undoes the last change of the current file.",
  input: repeated,
  risk: "reversible",
  run: ({ times }, context) => repeat("undo", times, context),
});

export const redo = defineTool({
  name: "redo",
  description: "Redoes what was undone.",
  input: repeated,
  risk: "reversible",
  run: ({ times }, context) => repeat("redo", times, context),
});

async function repeat(
  step: "undo" | "redo",
  times = 1,
  { editor, signal }: ToolContext,
): Promise<ToolResult> {
  requireActive(editor);
  let done = 0;
  while (done < times && !signal.aborted && (await editor[step]())) done++;
  if (done === 0) throw new ToolError(`There is nothing to ${step} in this file.`);
  const output = { times: done, ...describeCursor(editor) };
  return { output, summary: `${step === "undo" ? "Undid" : "Redid"} ${countOf(done, "change")}` };
}
