/** What an action is going to change, and doing it. */
import { compare } from "../../targets/places.ts";
import { LineIndex } from "../../targets/syntax/spans.ts";
import { describeCursor, requireActive } from "../document.ts";
import type { Editor, Range } from "../editor.ts";
import { applyTo, type TextEdit } from "../merge.ts";
import { ToolError, type ToolResult } from "../tool.ts";

export interface Plan {
  /** None touches the inside of another. */
  edits: readonly TextEdit[];
  /** What is selected afterwards: a part of the text of one of the edits, by offsets. The same twice is a cursor. */
  shown?: { edit: TextEdit; from: number; to: number };
  /** Where cursors are besides. */
  others?: readonly NonNullable<Plan["shown"]>[];
  /** What was done, as in "Sorted lines 3 to 5". */
  summary: string;
}

/** @throws {ToolError} where it would change nothing. */
export async function carryOut(
  { edits, shown, others = [], summary }: Plan,
  editor: Editor,
): Promise<ToolResult> {
  const before = editor.text();
  const index = new LineIndex(before);
  const isChange = ({ range, text }: TextEdit): boolean => {
    const { start, end } = index.span(range);
    return before.slice(start, end) !== text;
  };
  const changing = edits.filter(isChange);
  if (changing.length === 0) throw new ToolError("It is so already: nothing was changed.");
  await editor.edit(changing.map(({ range, text }) => ({ range, text })));
  const after = (place: NonNullable<Plan["shown"]>): Range => rangeAfter(before, changing, place);
  if (shown !== undefined) await editor.select(after(shown), others.map(after));
  else requireActive(editor);
  return { output: { done: summary, ...describeCursor(editor) }, summary };
}

function rangeAfter(before: string, edits: readonly TextEdit[], shown: NonNullable<Plan["shown"]>): Range {
  const old = new LineIndex(before);
  const { edit, from, to } = shown;
  let start = old.offset(edit.range.start);
  for (const other of edits) {
    if (other === edit || compare(other.range.start, edit.range.start) > 0) continue;
    const span = old.span(other.range);
    // Of two at one place, the one that was put in first stands first.
    const isSamePlace = compare(other.range.start, edit.range.start) === 0;
    if (isSamePlace && edits.indexOf(other) > edits.indexOf(edit)) continue;
    start += other.text.length - (span.end - span.start);
  }
  return new LineIndex(applyTo(before, edits)).range({ start: start + from, end: start + to });
}

/** With the cursor at the first character of it that is not white space. */
export function atStart(edit: TextEdit): NonNullable<Plan["shown"]> {
  const at = Math.max(edit.text.search(/\S/), 0);
  return { edit, from: at, to: at };
}

export function atEnd(edit: TextEdit): NonNullable<Plan["shown"]> {
  return { edit, from: edit.text.length, to: edit.text.length };
}
