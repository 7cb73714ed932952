/** Several cursors: one edit acts at all of them, and leaves one at each. */
import { compare } from "../targets/places.ts";
import type { Editor, Position } from "./editor.ts";
import { positionAfter, type TextEdit } from "./merge.ts";

/**
 * Where each of the new texts ends once all of them are there.
 * @param edits in any order; none touches the inside of another
 */
export function endsOf(edits: readonly TextEdit[]): Position[] {
  const ends = new Map<TextEdit, Position>();
  let last = { was: { line: 0, column: 1 }, is: { line: 0, column: 1 } };
  const moved = ({ line, column }: Position): Position => ({
    line: line + last.is.line - last.was.line,
    column: line === last.was.line ? column + last.is.column - last.was.column : column,
  });
  for (const edit of edits.toSorted((left, right) => compare(left.range.start, right.range.start))) {
    const end = positionAfter(moved(edit.range.start), edit.text);
    ends.set(edit, end);
    last = { was: edit.range.end, is: end };
  }
  return edits.map((edit) => ends.get(edit) ?? edit.range.end);
}

/** The first of them is the primary one. */
export async function putCursors(positions: readonly Position[], editor: Editor): Promise<void> {
  const [first, ...others] = positions.map((at) => ({ start: at, end: at }));
  if (first !== undefined) await editor.select(first, others);
}
