/** What goes when a target is deleted: with the line ends, commas and spaces that would be left over. */
import { endColumn } from "../tools/document.ts";
import type { ActiveEditor, Editor, Range } from "../tools/editor.ts";
import { compare, outermost, type Place } from "./places.ts";
import { textOf, wholeFile } from "./search.ts";
import type { TargetKind } from "./target.ts";

/** Things that are kept apart by commas, or by white space. */
const listed = new Set<TargetKind>(["argument", "key", "attribute"]);
const pieces = new Set<TargetKind>([
  "text",
  "string",
  "call",
  "condition",
  "value",
  "parameters",
  "selection",
  "file",
]);

export interface Removal {
  editor: Editor;
  active: ActiveEditor;
  kind: TargetKind;
}

/** The ranges to delete, none of which touches another. */
export function removals(places: readonly Place[], removal: Removal): Range[] {
  const { kind } = removal;
  const whole = places.map((place) => ({
    ...place,
    range: kind === "key" ? (place.domain ?? place.range) : place.range,
  }));
  const ranges = outermost(whole).map(({ range }) => ({ range: removalOf(range, removal) }));
  return merged(ranges.map(({ range }) => range));
}

function removalOf(range: Range, removal: Removal): Range {
  const { kind, editor } = removal;
  if (compare(range.start, range.end) === 0 && kind !== "line") return range;
  if (listed.has(kind)) return withSeparator(range, removal);
  if (pieces.has(kind)) return range;
  const { before, after } = besides(range, editor);
  if (before.trim() === "" && after.trim() === "")
    return wholeLines(range.start.line, range.end.line, removal);
  if (kind === "word" || kind === "comment") return withSpace(range, before, after);
  return range;
}

/** What else is on the lines of a range. */
function besides({ start, end }: Range, editor: Editor): { before: string; after: string } {
  return {
    before: (editor.lines(start.line, start.line)[0] ?? "").slice(0, start.column - 1),
    after: (editor.lines(end.line, end.line)[0] ?? "").slice(end.column - 1),
  };
}

/** The line break that parts lines from the rest goes with them: the one after, or at the end the one before. */
function wholeLines(from: number, to: number, removal: Removal): Range {
  const { editor, active, kind } = removal;
  const isBlank = (line: number): boolean =>
    line < 1 || line > active.lineCount || (editor.lines(line, line)[0] ?? "").trim() === "";
  const { first, last } =
    kind === "line" ? { first: from, last: to } : withBlankLines(from, to, { isBlank, removal });
  const end = { line: last, column: endColumn(editor, last) };
  if (last < active.lineCount)
    return { start: { line: first, column: 1 }, end: { line: last + 1, column: 1 } };
  if (first > 1) return { start: { line: first - 1, column: endColumn(editor, first - 1) }, end };
  return { start: { line: 1, column: 1 }, end };
}

/** Of the blank lines around what is gone, one is enough; and none before a closing bracket or the end. */
function withBlankLines(
  from: number,
  to: number,
  { isBlank, removal }: { isBlank(line: number): boolean; removal: Removal },
): { first: number; last: number } {
  const { editor, active } = removal;
  let next = to + 1;
  while (next <= active.lineCount && isBlank(next)) next++;
  const isLast = next > active.lineCount;
  if (isLast || (next === to + 1 && /^\s*[)\]}]/.test(editor.lines(next, next)[0] ?? ""))) {
    let first = from;
    while (first > 1 && isBlank(first - 1)) first--;
    return { first, last: to };
  }
  return { first: from, last: isBlank(from - 1) && isBlank(to + 1) ? to + 1 : to };
}

/** With the comma and the space after it; the last one with those before it. */
function withSeparator(range: Range, removal: Removal): Range {
  const { editor, active } = removal;
  const search = { editor, active };
  const { end: endOfFile } = wholeFile(search);
  const after = textOf(search, { start: range.end, end: endOfFile }).slice(0, longestGap);
  const comma = /^\s*,[ \t]*(\n\s*)?/.exec(after)?.[0];
  if (comma !== undefined) {
    const { before } = besides(range, editor);
    // On a line of its own, it takes the line along and leaves the next one as it is.
    if (before.trim() === "" && comma.includes("\n")) {
      return { start: { line: range.start.line, column: 1 }, end: { line: range.end.line + 1, column: 1 } };
    }
    return { start: range.start, end: moved(range.end, comma) };
  }
  const start = { line: Math.max(range.start.line - 50, 1), column: 1 };
  const gap = /,?\s*$/.exec(textOf(search, { start, end: range.start }))?.[0] ?? "";
  const { before, after: rest } = besides(range, editor);
  // What is not parted by commas, such as declarations, takes along its line.
  if (!gap.startsWith(",") && before.trim() === "" && /^\s*;?\s*$/.test(rest)) {
    return wholeLines(range.start.line, range.end.line, { ...removal, kind: "line" });
  }
  return { start: movedBack(range.start, gap, editor), end: range.end };
}

/** In characters. */
const longestGap = 500;

function moved({ line, column }: Range["end"], text: string): Range["end"] {
  const lines = text.split("\n");
  const last = lines.at(-1) ?? "";
  return { line: line + lines.length - 1, column: (lines.length === 1 ? column : 1) + last.length };
}

function movedBack({ line, column }: Range["start"], text: string, editor: Editor): Range["start"] {
  const [first = "", ...others] = text.split("\n");
  if (others.length === 0) return { line, column: column - first.length };
  const to = line - others.length;
  return { line: to, column: endColumn(editor, to) - first.length };
}

/** A word goes with the space after it, or at the end of a line with the one before it. */
function withSpace({ start, end }: Range, before: string, after: string): Range {
  const right = /^[ \t]+(?=\S)/.exec(after)?.[0].length ?? 0;
  if (right > 0 && !/\S$/.test(before)) return { start, end: { line: end.line, column: end.column + right } };
  const left = after.trim() === "" ? (/[ \t]+$/.exec(before)?.[0].length ?? 0) : 0;
  return { start: { line: start.line, column: start.column - left }, end };
}

function merged(ranges: Range[]): Range[] {
  const all: Range[] = [];
  for (const range of ranges.toSorted((left, right) => compare(left.start, right.start))) {
    const last = all.at(-1);
    if (last !== undefined && compare(range.start, last.end) <= 0) {
      all[all.length - 1] = {
        start: last.start,
        end: compare(range.end, last.end) > 0 ? range.end : last.end,
      };
    } else all.push(range);
  }
  return all;
}
