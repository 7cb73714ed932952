/** What several tools ask of the active document. */
import type { ActiveEditor, Editor, Range } from "./editor.ts";
import { ToolError } from "./tool.ts";

/** Longer lines are cut in results: the model needs to recognise a line, not to have all of it. */
const mostCharacters = 160;

/** @throws {ToolError} where no text editor is active. */
export function requireActive(editor: Editor): ActiveEditor {
  const active = editor.active();
  if (active === undefined) throw new ToolError("No text editor is open. Open a file first, with open_file.");
  return active;
}

/** @throws {ToolError} where the document has no such line. */
export function requireLine(active: ActiveEditor, line: number): void {
  if (line <= active.lineCount) return;
  throw new ToolError(
    `${active.path} has only ${countOf(active.lineCount, "line")}; there is no line ${line}.`,
  );
}

/** The text of a line of the active document, cut where it is long. */
export function shownLine(editor: Editor, line: number): string {
  return clip(editor.lines(line, line)[0] ?? "");
}

export function clip(text: string): string {
  return text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters - 1)}…`;
}

/** The column after the last character of `line`. */
export function endColumn(editor: Editor, line: number): number {
  return (editor.lines(line, line)[0] ?? "").length + 1;
}

export function emptyRange(line: number, column: number): Range {
  return { start: { line, column }, end: { line, column } };
}

/** "1 line", "2 lines". */
export function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Where the cursor is now, for the result of a tool that moved it. */
export function describeCursor(editor: Editor): { file: string; line: number; text: string } {
  const { path, cursor } = requireActive(editor);
  return { file: path, line: cursor.line, text: shownLine(editor, cursor.line) };
}
