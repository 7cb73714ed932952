/** What is moved, copied and wrapped: whole lines, where a thing has its lines for itself, or a part of a line. */
import type { Place } from "../../targets/places.ts";
import { isEmpty } from "../../targets/places.ts";
import { textOf } from "../../targets/search.ts";
import type { TargetKind } from "../../targets/target.ts";
import { endColumn } from "../document.ts";
import type { Editor, Range } from "../editor.ts";
import { marginOf } from "./lineActions.ts";

export interface Unit {
  range: Range;
  kind: TargetKind;
  /** Whole lines; `range` goes from the start of the first to the end of the last. */
  isLines: boolean;
  text: string;
}

/** Things that are kept apart by commas; on lines of their own, too. */
const listed = new Set<TargetKind>(["argument", "key"]);

export function isListed(kind: TargetKind): boolean {
  return listed.has(kind);
}

export function unitOf(place: Place, kind: TargetKind, editor: Editor): Unit {
  const range = kind === "key" ? (place.domain ?? place.range) : place.range;
  const whole = linesOf(range, editor);
  const before = textOf({ editor }, { start: whole.start, end: range.start });
  const after = textOf({ editor }, { start: range.end, end: whole.end });
  const isCursor = isEmpty(range) && (kind === "selection" || kind === "line");
  const isLines = kind === "line" || isCursor || (before.trim() === "" && /^\s*[;,]?\s*$/.test(after));
  // The last of a list that stands on lines has no comma: its parts are moved without.
  if (isLines && !(listed.has(kind) && whole.start.line === whole.end.line && !after.includes(","))) {
    return { range: whole, kind, isLines, text: textOf({ editor }, whole) };
  }
  return { range, kind, isLines: false, text: textOf({ editor }, range) };
}

/** The whole lines that a range is on. The end of a whole line is the start of the next one. */
export function linesOf({ start, end }: Range, editor: Editor): Range {
  const last = end.column === 1 && end.line > start.line ? end.line - 1 : end.line;
  return { start: { line: start.line, column: 1 }, end: { line: last, column: endColumn(editor, last) } };
}

/** Lines with the margin of another place in place of their own. */
export function withMargin(text: string, margin: string): string {
  const lines = text.split("\n");
  const own = marginOf(lines);
  return lines.map((line) => (line.trim() === "" ? line.trim() : margin + line.slice(own.length))).join("\n");
}
