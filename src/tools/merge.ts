/** Taking a change out of a text that has been changed since, where the two do not touch. */
import type { Position, Range } from "./editor.ts";
import { diffLines, type Hunk } from "./lineDiff.ts";

export interface TextEdit {
  range: Range;
  text: string;
}

export interface Merge {
  /** For the text as it is now; in order, and none touches another. */
  edits: TextEdit[];
  /** Lines of the text as it is now, 1-based, where both changed. */
  conflicts: number[];
}

/**
 * @param wrong what the change made of the text
 * @param right what it was before
 * @param now what it is
 */
export function mergeBack(wrong: string, right: string, now: string): Merge {
  const [from, to, current] = [wrong, right, now].map((text) => text.split("\n")) as [
    string[],
    string[],
    string[],
  ];
  const since = diffLines(from, current);
  const edits: TextEdit[] = [];
  const conflicts: number[] = [];
  for (const hunk of diffLines(from, to)) {
    const { before, after } = hunk;
    const lines = to.slice(after.from, after.from + after.count);
    const at = before.from + shiftBefore(since, before.from);
    const touching = since.filter((other) => touches(hunk, other));
    const [first] = touching;
    if (first === undefined) edits.push(replaceLines(current, { from: at, count: before.count }, lines));
    else if (!isTheSame(hunk, lines, touching, current)) {
      conflicts.push(Math.min(first.after.from + 1, current.length));
    }
  }
  return { edits, conflicts };
}

/** How far down a line has moved. */
function shiftBefore(since: readonly Hunk[], line: number): number {
  return since
    .filter(({ before }) => before.from + before.count <= line)
    .reduce((sum, { before, after }) => sum + after.count - before.count, 0);
}

/** Lines next to each other do not; but what is put in somewhere has no lines of its own there. */
function touches(left: Hunk, right: Hunk): boolean {
  const [a, b] = [left.before, right.before];
  const between = a.count === 0 || b.count === 0;
  const from = Math.max(a.from, b.from);
  const to = Math.min(a.from + a.count, b.from + b.count);
  return between ? from <= to : from < to;
}

/** Somebody has taken it back by hand. */
function isTheSame(
  { before }: Hunk,
  lines: readonly string[],
  touching: readonly Hunk[],
  current: readonly string[],
): boolean {
  const [other, ...more] = touching;
  if (other === undefined || more.length > 0) return false;
  if (other.before.from !== before.from || other.before.count !== before.count) return false;
  const there = current.slice(other.after.from, other.after.from + other.after.count);
  return there.length === lines.length && there.every((line, index) => line === lines[index]);
}

/** @param line 0-based. */
function startOf(line: number): Position {
  return { line: line + 1, column: 1 };
}

/** @param from 0-based. */
function replaceLines(
  current: readonly string[],
  { from, count }: { from: number; count: number },
  lines: readonly string[],
): TextEdit {
  const endOf = (line: number): Position => ({ line: line + 1, column: (current[line] ?? "").length + 1 });
  const text = lines.join("\n");
  const end = from + count;
  if (count > 0 && lines.length > 0) {
    return narrowed(
      { range: { start: startOf(from), end: endOf(end - 1) }, text },
      current.slice(from, end).join("\n"),
    );
  }
  // Whole lines come and go with the line break that parts them from the next, or at the end from the one before.
  if (end < current.length) {
    return { range: { start: startOf(from), end: startOf(end) }, text: lines.length > 0 ? `${text}\n` : "" };
  }
  if (from > 0) {
    return {
      range: { start: endOf(from - 1), end: endOf(current.length - 1) },
      text: lines.length > 0 ? `\n${text}` : "",
    };
  }
  return { range: { start: startOf(0), end: endOf(current.length - 1) }, text };
}

/** Without what is the same at both ends: the cursor and what is marked there stay. */
function narrowed({ range, text }: TextEdit, old: string): TextEdit {
  let start = 0;
  while (start < old.length && start < text.length && old[start] === text[start]) start++;
  let end = 0;
  const most = Math.min(old.length, text.length) - start;
  while (end < most && old.at(-1 - end) === text.at(-1 - end)) end++;
  return {
    range: {
      start: positionAfter(range.start, old.slice(0, start)),
      end: positionAfter(range.start, old.slice(0, old.length - end)),
    },
    text: text.slice(start, text.length - end),
  };
}

/** Where one is after `text`. */
export function positionAfter(start: Position, text: string): Position {
  const lines = text.split("\n");
  const last = lines.at(-1) ?? "";
  return {
    line: start.line + lines.length - 1,
    column: (lines.length === 1 ? start.column : 1) + last.length,
  };
}

/** The text with the edits done. @param edits as in {@link Merge}. */
export function applyTo(text: string, edits: readonly TextEdit[]): string {
  const lines = text.split("\n");
  const starts: number[] = [];
  let offset = 0;
  for (const line of lines) {
    starts.push(offset);
    offset += line.length + 1;
  }
  const offsetOf = ({ line, column }: Position): number =>
    Math.min((starts[Math.min(line, lines.length) - 1] ?? 0) + column - 1, text.length);
  const sorted = edits.toSorted((left, right) => offsetOf(right.range.start) - offsetOf(left.range.start));
  return sorted.reduce(
    (left, { range, text: put }) =>
      left.slice(0, offsetOf(range.start)) + put.replaceAll(/\r\n?/g, "\n") + left.slice(offsetOf(range.end)),
    text,
  );
}
