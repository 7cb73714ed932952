/** Actions on whole lines: those of a target, of the selection, or the cursor's. */
import type { Place } from "../../targets/places.ts";
import { textOf } from "../../targets/search.ts";
import { endColumn } from "../document.ts";
import type { Editor, Range } from "../editor.ts";
import { ToolError } from "../tool.ts";
import {
  commentLines,
  indentLines,
  joinLines,
  numberLines,
  outdentLines,
  reverseLines,
  sortLines,
  trimLines,
  uncommentLines,
  uniqueLines,
} from "./lineActions.ts";
import { atStart, type Plan } from "./plan.ts";
import type { CommentSigns } from "./port.ts";
import { reflow } from "./reflow.ts";
import { linesOf } from "./unit.ts";

export const lineActions = [
  "join",
  "sort",
  "unique",
  "reverse",
  "indent",
  "outdent",
  "trim",
  "number",
  "comment",
  "uncomment",
  "reflow",
] as const;
export type LineAction = (typeof lineActions)[number];

export interface LineWish {
  action: LineAction;
  style: string | undefined;
  count: number | undefined;
}

/** In characters: what comments are broken at where nothing is said. */
const usualWidth = 80;

const participles: Record<LineAction, string> = {
  join: "Joined",
  sort: "Sorted",
  unique: "Took what was double out of",
  reverse: "Reversed",
  indent: "Indented",
  outdent: "Outdented",
  trim: "Trimmed",
  number: "Numbered",
  comment: "Commented",
  uncomment: "Uncommented",
  reflow: "Reflowed",
};

export async function planLines(
  wish: LineWish,
  { places, label, editor }: { places: readonly Place[]; label: string; editor: Editor },
): Promise<Plan> {
  const comments = await editor.editing.comments();
  const ranges = merged(
    places.map(({ range }) => widened(linesOf(range, editor), wish.action, { editor, comments })),
  );
  const level = editor.editing.indentation();
  const edits = ranges.map((range) => {
    const lines = textOf({ editor }, range).split("\n");
    return { range, text: changed(lines, wish, { level, comments }).join("\n") };
  });
  const [first] = edits;
  return {
    edits,
    ...(first !== undefined && { shown: atStart(first) }),
    summary: `${participles[wish.action]} ${label}`,
  };
}

function changed(
  lines: readonly string[],
  { action, style = "", count }: LineWish,
  { level, comments }: { level: string; comments: CommentSigns },
): readonly string[] {
  switch (action) {
    case "join":
      return [joinLines(lines, comments)];
    case "sort":
      return sortLines(several(lines, action), {
        descending: style.startsWith("desc"),
        numeric: style.includes("numeric"),
        unique: style === "unique",
      });
    case "unique":
      return uniqueLines(several(lines, action));
    case "reverse":
      return reverseLines(several(lines, action));
    case "indent":
      return indentLines(lines, level, count ?? 1);
    case "outdent":
      return outdentLines(lines, level, count ?? 1);
    case "trim":
      return trimLines(lines);
    case "number":
      return numberLines(lines, count ?? 1);
    case "comment":
      return requireComments(commentLines(lines, comments));
    case "uncomment": {
      const plain = uncommentLines(lines, comments);
      if (plain === undefined) throw new ToolError("There is no comment to take away.");
      return plain;
    }
    case "reflow":
      return reflow(lines, count ?? usualWidth);
  }
}

function several(lines: readonly string[], action: string): readonly string[] {
  if (lines.length > 1) return lines;
  throw new ToolError(`That is one line. Say which lines to ${action}, or select them.`);
}

function requireComments(lines: string[] | undefined): string[] {
  if (lines !== undefined) return lines;
  throw new ToolError('Comments of this language are not known. Try run_command "Toggle Line Comment".');
}

/** One line is joined with the next; what is broken anew is all of a comment, and of a paragraph where there are none. */
function widened(
  range: Range,
  action: LineAction,
  { editor, comments: { line: sign } }: { editor: Editor; comments: CommentSigns },
): Range {
  const { start, end } = range;
  const count = editor.text().split("\n").length;
  if (action === "join" && start.line === end.line) {
    if (end.line >= count) throw new ToolError("There is no line after this one to join it with.");
    return linesFrom(start.line, end.line + 1, editor);
  }
  if (action !== "reflow") return range;
  const lineAt = (line: number): string =>
    line < 1 || line > count ? "" : (editor.lines(line, line)[0] ?? "").trim();
  const isComment = (line: number): boolean =>
    (sign !== undefined && lineAt(line).startsWith(sign)) || /^\*(?!\/)/.test(lineAt(line));
  const isProse = (line: number): boolean => sign === undefined && lineAt(line) !== "";
  const goesOn = isComment(start.line) ? isComment : isProse;
  let [first, last] = [start.line, end.line];
  while (goesOn(first - 1)) first--;
  while (goesOn(last + 1)) last++;
  return linesFrom(first, last, editor);
}

function linesFrom(first: number, last: number, editor: Editor): Range {
  return { start: { line: first, column: 1 }, end: { line: last, column: endColumn(editor, last) } };
}

/** Lines that follow each other are changed together. */
function merged(ranges: readonly Range[]): Range[] {
  const all: Range[] = [];
  for (const range of ranges.toSorted((left, right) => left.start.line - right.start.line)) {
    const last = all.at(-1);
    if (last !== undefined && range.start.line <= last.end.line + 1) {
      if (range.end.line > last.end.line) all[all.length - 1] = { start: last.start, end: range.end };
    } else all.push(range);
  }
  return all;
}
