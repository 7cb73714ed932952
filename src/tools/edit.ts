/** Taking lines out. */
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
import { defineTool } from "./tool.ts";

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
