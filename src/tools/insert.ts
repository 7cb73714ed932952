/** Putting text in: at the cursor, as lines of its own, or at either end of the file. */
import * as z from "zod";
import { lineNumber } from "../targets/target.ts";
import { endsOf, putCursors } from "./cursors.ts";
import { describeCursor, emptyRange, endColumn, requireActive, requireLine } from "./document.ts";
import type { ActiveEditor, Editor, Position, Range } from "./editor.ts";
import { defineTool, ToolError, type ToolResult } from "./tool.ts";

type Where = "cursor" | "above" | "below" | "start" | "end";

export const insertText = defineTool({
  name: "insert_text",
  description:
    "Inserts text at the cursor (replacing the selection), as new lines above or below a line " +
    "(default the cursor's; unindented text gets its indentation), or at the start or end of the file.",
  input: z.strictObject({
    text: z.string().min(1),
    where: z.enum(["cursor", "above", "below", "start", "end"]).optional(),
    line: lineNumber.optional().describe("with above or below"),
  }),
  risk: "reversible",
  async run({ text, where = "cursor", line }, { editor }) {
    const active = requireActive(editor);
    if (line !== undefined) {
      if (where !== "above" && where !== "below") {
        throw new ToolError('"line" goes with where "above" or "below" only. Say which.');
      }
      requireLine(active, line);
    }
    const plain = text.replaceAll(/\r\n?/g, "\n");
    if (where === "cursor" && active.selections.length > 1) return insertAtEach(plain, active, editor);
    const change = placeText({ text: plain, where, line, active, editor });
    await editor.edit([{ range: change.range, text: change.text + change.after }]);
    const end = endOf(change);
    await editor.select({ start: end, end });
    const cursor = describeCursor(editor);
    return { output: cursor, summary: `Inserted at ${cursor.file}, line ${cursor.line}` };
  },
});

async function insertAtEach(text: string, { selections }: ActiveEditor, editor: Editor): Promise<ToolResult> {
  const edits = selections.map((range) => ({ range, text }));
  await editor.edit(edits);
  await putCursors(endsOf(edits), editor);
  const cursor = describeCursor(editor);
  const count = edits.length;
  return { output: { ...cursor, cursors: count }, summary: `Inserted at ${count} cursors of ${cursor.file}` };
}

interface Change {
  range: Range;
  text: string;
  /** What parts the text from what follows it; the cursor goes before it. */
  after: "" | "\n";
}

interface Placement {
  text: string;
  where: Where;
  line: number | undefined;
  active: ActiveEditor;
  editor: Editor;
}

function placeText({ text, where, line, active, editor }: Placement): Change {
  const at = line ?? active.cursor.line;
  const lines = text.replace(/\n$/, "");
  switch (where) {
    case "cursor":
      return { range: active.selection, text, after: "" };
    case "above":
      return { range: emptyRange(at, 1), text: indent(lines, indentationOf(editor, at)), after: "\n" };
    case "below":
      return {
        range: emptyRange(at, endColumn(editor, at)),
        text: `\n${indent(lines, indentationBelow(editor, at))}`,
        after: "",
      };
    case "start":
      return { range: emptyRange(1, 1), text: lines, after: "\n" };
    case "end":
      return placeAtEnd(lines, active, editor);
  }
}

/** A file that ends with a line break still does; one that does not gets one before the text. */
function placeAtEnd(lines: string, { lineCount }: ActiveEditor, editor: Editor): Change {
  const column = endColumn(editor, lineCount);
  const range = emptyRange(lineCount, column);
  if (column > 1) return { range, text: `\n${lines}`, after: "" };
  return { range, text: lines, after: lineCount === 1 ? "" : "\n" };
}

/** Where the inserted text ends. */
function endOf({ range, text }: Change): Position {
  const lines = text.split("\n");
  const last = lines.at(-1) ?? "";
  const line = range.start.line + lines.length - 1;
  return { line, column: (lines.length === 1 ? range.start.column : 1) + last.length };
}

function indentationOf(editor: Editor, line: number): string {
  return /^\s*/.exec(editor.lines(line, line)[0] ?? "")?.[0] ?? "";
}

/** Below the line that opens a block stands what is in it, as deep as the block is. */
function indentationBelow(editor: Editor, line: number): string {
  const here = indentationOf(editor, line);
  const next = indentationOf(editor, line + 1);
  return next.length > here.length && next.startsWith(here) ? next : here;
}

/** Text that is indented on its first line has been given its place by the model. */
function indent(text: string, indentation: string): string {
  if (/^\s/.test(text)) return text;
  return text.replaceAll(/^(?=.)/gm, indentation);
}
