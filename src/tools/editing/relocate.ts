/** Copying, moving and swapping things, and putting text beside and into them. */
import { compare, contains, type Place } from "../../targets/places.ts";
import { removals } from "../../targets/removal.ts";
import { textOf } from "../../targets/search.ts";
import type { TargetKind } from "../../targets/target.ts";
import { emptyRange, endColumn, requireActive } from "../document.ts";
import type { Editor, Range } from "../editor.ts";
import type { TextEdit } from "../merge.ts";
import { ToolError } from "../tool.ts";
import { marginOf } from "./lineActions.ts";
import { atStart, type Plan } from "./plan.ts";
import { isListed, unitOf, withMargin, type Unit } from "./unit.ts";

export interface Thing {
  place: Place;
  kind: TargetKind;
  label: string;
}

export type Side = "before" | "after" | "start" | "end";

/** The copy stands after it, and the cursor in the copy. */
export function planDuplicate({ place, kind, label }: Thing, times: number, editor: Editor): Plan {
  const unit = unitOf(place, kind, editor);
  const gap = gapOf(unit, editor);
  const edit = { range: emptyAt(unit.range.end), text: `${gap}${unit.text}`.repeat(times) };
  const at = gap.length + Math.max(unit.text.search(/\S/), 0);
  return { edits: [edit], shown: { edit, from: at, to: at }, summary: `Duplicated ${label}` };
}

/** Declarations stand apart from each other by a blank line, where they are more than one. */
function isApartKind(kind: TargetKind): boolean {
  return kind === "function" || kind === "class" || kind === "method";
}

/** What stands between a thing and the next of its kind. */
function gapOf({ kind, isLines, text, range }: Unit, editor: Editor): string {
  if (isLines) {
    const isParagraph = isApartKind(kind) && text.includes("\n");
    const isBlank = (line: number): boolean => (editor.lines(line, line)[0] ?? "").trim() === "";
    const isApart =
      kind === "paragraph" || kind === "section" || (isParagraph && isBlank(range.start.line - 1));
    return isApart ? "\n\n" : "\n";
  }
  if (isListed(kind)) return ", ";
  return kind === "word" || kind === "attribute" || kind === "statement" ? " " : "";
}

/** What parts whole lines from those that they are put beside. */
function gapBeside(text: string, kind: TargetKind): string {
  const isApart = isApartKind(kind) && text.trim().includes("\n");
  return isApart || kind === "paragraph" || kind === "section" ? "\n\n" : "\n";
}

export function planSwap(first: Thing, second: Thing, editor: Editor): Plan {
  const [left, right] = [first, second].map(({ place, kind }) => unitOf(place, kind, editor)) as [Unit, Unit];
  if (compare(left.range.start, right.range.end) < 0 && compare(right.range.start, left.range.end) < 0) {
    throw new ToolError(`${first.label} and ${second.label} overlap, so they cannot be swapped.`);
  }
  const both = left.isLines === right.isLines;
  const [one, other] = both ? [left, right] : [partOf(left, first), partOf(right, second)];
  // A list that stands on lines keeps its commas where they are.
  const [oneText, oneEnd] = splitComma(one);
  const [otherText, otherEnd] = splitComma(other);
  const edits = [
    { range: one.range, text: placedIn(otherText, one) + oneEnd },
    { range: other.range, text: placedIn(oneText, other) + otherEnd },
  ];
  return {
    edits,
    shown: atStart(edits[1]!),
    summary: `Swapped ${first.label} and ${second.label}`,
  };
}

function placedIn(text: string, { isLines, text: old }: Unit): string {
  return isLines ? withMargin(text, marginOf(old.split("\n"))) : text;
}

function partOf(unit: Unit, { place }: Thing): Unit {
  return unit.isLines ? { ...unit, range: place.range, isLines: false } : unit;
}

function splitComma({ kind, text, isLines }: Unit): [string, string] {
  if (!isLines || !isListed(kind)) return [text, ""];
  const [, plain = text, comma = ""] = /^([^]*?)(,?\s*)$/.exec(text) ?? [];
  return [plain, comma];
}

/** Up or down by lines. */
export function planShift({ place, kind, label }: Thing, by: number, editor: Editor): Plan {
  const { range } = unitOf(place, kind === "selection" ? "line" : kind, editor);
  const { lineCount } = requireActive(editor);
  const count = Math.abs(by);
  const [from, to] =
    by < 0 ? [range.start.line - count, range.start.line - 1] : [range.end.line + 1, range.end.line + count];
  if (from < 1 || to > lineCount)
    throw new ToolError(`There are not so many lines ${by < 0 ? "above" : "below"}.`);
  const lines = editor.lines(range.start.line, range.end.line).join("\n");
  const passed = editor.lines(from, to).join("\n");
  const whole = lineRange(Math.min(from, range.start.line), Math.max(to, range.end.line), editor);
  const edit = { range: whole, text: by < 0 ? `${lines}\n${passed}` : `${passed}\n${lines}` };
  const start = by < 0 ? 0 : passed.length + 1;
  const at = start + Math.max(lines.search(/\S/), 0);
  const way = `${by < 0 ? "up" : "down"} ${count === 1 ? "a line" : `${count} lines`}`;
  return { edits: [edit], shown: { edit, from: at, to: at }, summary: `Moved ${label} ${way}` };
}

function lineRange(from: number, to: number, editor: Editor): Range {
  return { start: { line: from, column: 1 }, end: { line: to, column: endColumn(editor, to) } };
}

/** Takes it away where it is, and puts it beside or into another thing. */
export function planMove(thing: Thing, to: Thing, { side, editor }: { side: Side; editor: Editor }): Plan {
  const active = requireActive(editor);
  const unit = unitOf(thing.place, thing.kind, editor);
  const gone = removals([thing.place], { editor, active, kind: thing.kind });
  const put = placed(
    unit.text.replace(/^[^\S\n]+(?=\S)/, (margin) => (unit.isLines ? margin : "")),
    {
      to,
      side,
      asLines: unit.isLines,
      kind: thing.kind,
      editor,
    },
  );
  const isInside = gone.some(
    (range) =>
      contains(range, put.range) &&
      compare(put.range.start, range.start) > 0 &&
      compare(put.range.start, range.end) < 0,
  );
  if (isInside) throw new ToolError(`${to.label} is a part of ${thing.label}. Say another place.`);
  return {
    edits: [...gone.map((range) => ({ range, text: "" })), put],
    shown: atStart(put),
    summary: `Moved ${thing.label} ${sides[side]} ${to.label}`,
  };
}

const sides: Record<Side, string> = {
  before: "before",
  after: "after",
  start: "to the start of",
  end: "to the end of",
};

export function planInsert(text: string, to: Thing, { side, editor }: { side: Side; editor: Editor }): Plan {
  const unit = unitOf(to.place, to.kind, editor);
  const asLines =
    text.includes("\n") || (unit.isLines && (side === "before" || side === "after")) || isBody(to);
  const put = placed(text, { to, side, asLines, kind: to.kind, editor });
  return {
    edits: [put],
    shown: endOf(put, text),
    summary: `Inserted ${sides[side]} ${to.label}`,
  };
}

/** At the end of what was put in, and not of what parts it from the rest. */
function endOf(edit: TextEdit, text: string): NonNullable<Plan["shown"]> {
  const last = text.trimEnd().split("\n").at(-1)?.trim() ?? "";
  const end = edit.text.lastIndexOf(last) + last.length;
  return { edit, from: end, to: end };
}

/** A block over several lines, such as a function's. */
function isBody({ place: { range, inside } }: Thing): boolean {
  return inside !== undefined && range.end.line > range.start.line;
}

interface Placing {
  to: Thing;
  side: Side;
  asLines: boolean;
  /** Of what is put there. */
  kind: TargetKind;
  editor: Editor;
}

function placed(text: string, { to, side, asLines, kind, editor }: Placing): TextEdit {
  const { place } = to;
  const unit = unitOf(place, to.kind, editor);
  if (side === "start" || side === "end") {
    const inside = place.inside ?? place.range;
    if (asLines && isBody(to)) return intoBody(text, { place, side, gap: gapBeside(text, kind), editor });
    return {
      range: emptyAt(side === "start" ? inside.start : inside.end),
      text,
    };
  }
  if (asLines) return besideLines(text, { unit, side, gap: gapBeside(text, kind), editor });
  const gap = isListed(kind) || isListed(to.kind) ? ", " : gapOf({ ...unit, isLines: false }, editor);
  return side === "before"
    ? { range: emptyAt(unit.range.start), text: text + gap }
    : { range: emptyAt(unit.range.end), text: gap + text };
}

function besideLines(
  text: string,
  { unit, side, gap, editor }: { unit: Unit; side: "before" | "after"; gap: string; editor: Editor },
): TextEdit {
  const { start, end } = unit.range;
  const line = side === "before" ? start.line : end.line;
  const lines = withMargin(text, marginOf(editor.lines(start.line, end.line)));
  return side === "before"
    ? { range: emptyRange(line, 1), text: lines + gap }
    : { range: emptyRange(line, endColumn(editor, line)), text: gap + lines };
}

/** As the first or the last line of what is between the brackets. */
function intoBody(
  text: string,
  { place, side, gap, editor }: { place: Place; side: Side; gap: string; editor: Editor },
): TextEdit {
  const { inside = place.range, range } = place;
  const body = textOf({ editor }, inside);
  const filled = body
    .split("\n")
    .filter((line, index) => line.trim() !== "" && (index > 0 || body.startsWith(" ")));
  const head = /^\s*/.exec(editor.lines(range.start.line, range.start.line)[0] ?? "")?.[0] ?? "";
  const first = editor.lines(inside.start.line, inside.start.line)[0] ?? "";
  const isPlain = first.slice(0, inside.start.column - 1).trim() === "";
  const margin = isPlain
    ? (/^\s*/.exec(first)?.[0] ?? "")
    : filled.length > 0
      ? marginOf(filled)
      : head + editor.editing.indentation();
  const lines = withMargin(text, margin);
  if (isPlain) {
    return side === "start"
      ? { range: emptyRange(inside.start.line, 1), text: `${lines}${gap}` }
      : { range: emptyRange(inside.end.line, endColumn(editor, inside.end.line)), text: `${gap}${lines}` };
  }
  if (body.trim() === "") {
    const rest = (editor.lines(inside.end.line, inside.end.line)[0] ?? "").slice(inside.end.column - 1);
    return { range: inside, text: rest.trim() === "" ? `\n${lines}` : `\n${lines}\n${head}` };
  }
  const isShort = !body.includes("\n");
  if (isShort) return { range: side === "start" ? emptyAt(inside.start) : emptyAt(inside.end), text };
  if (side === "start") return { range: emptyAt(inside.start), text: `\n${lines}${gap.slice(1)}` };
  return { range: emptyAt(lastFilled(inside, editor)), text: `${gap}${lines}` };
}

function lastFilled({ start, end }: Range, editor: Editor): Range["end"] {
  for (let line = end.line; line > start.line; line--) {
    const text =
      line === end.line
        ? (editor.lines(line, line)[0] ?? "").slice(0, end.column - 1)
        : (editor.lines(line, line)[0] ?? "");
    if (text.trim() !== "") return { line, column: text.trimEnd().length + 1 };
  }
  return start;
}

function emptyAt(at: Range["start"]): Range {
  return { start: at, end: at };
}
