/** Selecting whatever the user names, and more or less of it. */
import * as z from "zod";
import { compare, isSame } from "../targets/places.ts";
import { resolveTarget } from "../targets/resolve.ts";
import { isNamed, targetFields, targetIn } from "../targets/target.ts";
import { clip, requireActive, shownLine } from "./document.ts";
import type { ActiveEditor, Editor, Range } from "./editor.ts";
import { defineTool, ToolError, type ToolContext, type ToolResult } from "./tool.ts";

export const select = defineTool({
  name: "select",
  description:
    "Selects a target (its arguments as in go_to). extend: from the present selection to the target; grow and " +
    "shrink, without a target: more or less of the code around.",
  input: z.strictObject({ ...targetFields, change: z.enum(["extend", "grow", "shrink"]).optional() }),
  risk: "read",
  async run(input, context) {
    const { change } = input;
    const { editor, signal } = context;
    const target = targetIn(input);
    if (change === "grow") return grow(context);
    if (change === "shrink") return shrink(context);
    if (!isNamed(target) && target.in === undefined) throw new ToolError("Say what to select.");
    const before = requireActive(editor);
    const { path, ranges, label } = await resolveTarget(target, {
      editor,
      signal,
      elsewhere: change === undefined,
    });
    const [first, ...others] = ranges;
    if (first === undefined) throw new ToolError("There is nothing to select.");
    if (change === "extend")
      return show(both(before.selection, first), [], { editor, path, label: `up to ${label}` });
    return show(first, others, { editor, path, label });
  },
});

/** A selection and a place, wherever they lie to each other. */
function both(left: Range, right: Range): Range {
  return {
    start: compare(left.start, right.start) <= 0 ? left.start : right.start,
    end: compare(left.end, right.end) >= 0 ? left.end : right.end,
  };
}

function show(
  range: Range,
  others: readonly Range[],
  { editor, path, label }: { editor: Editor; path: string; label: string },
): ToolResult {
  editor.startSelecting(range, others);
  const { start, end } = range;
  return {
    output: {
      file: path,
      selected: label,
      from: start.line,
      to: end.line,
      first: clip(shownLine(editor, start.line)),
      ...(end.line > start.line && { last: clip(shownLine(editor, end.line)) }),
      ...(others.length > 0 && { selections: others.length + 1 }),
    },
    summary: `Selected ${label}`,
  };
}

/** What was selected before it grew, to go back the same way. */
let grown: { path: string; ranges: Range[] } = { path: "", ranges: [] };

async function grow({ editor, signal }: ToolContext): Promise<ToolResult> {
  const active = requireActive(editor);
  const { selection, path } = active;
  const [larger] = await around(active, { editor, signal });
  if (larger === undefined) throw new ToolError("All of the file is selected.");
  const isOn = grown.path === path && grown.ranges.some((range) => isSame(range, selection));
  grown = { path, ranges: [...(isOn ? grown.ranges : [selection]), larger] };
  return show(larger, [], { editor, path, label: linesOf(larger) });
}

async function shrink({ editor }: ToolContext): Promise<ToolResult> {
  const { selection, path } = requireActive(editor);
  const index = grown.path === path ? grown.ranges.findLastIndex((range) => isSame(range, selection)) : -1;
  const smaller = grown.ranges[index - 1];
  if (smaller === undefined)
    throw new ToolError(
      "The selection has not grown, so there is nothing to shrink it to. Name a target instead.",
    );
  grown = { path, ranges: grown.ranges.slice(0, index) };
  return show(smaller, [], { editor, path, label: linesOf(smaller) });
}

/** What holds the selection, from the smallest on: as the syntax has it, else the language server. */
async function around(
  { selection, cursor, lineCount }: ActiveEditor,
  context: Pick<ToolContext, "editor" | "signal">,
): Promise<Range[]> {
  const { editor, signal } = context;
  const word = selectedWord(selection, editor);
  if (word !== undefined) return [word];
  const whole: Range = {
    start: { line: 1, column: 1 },
    end: { line: lineCount, column: (editor.lines(lineCount, lineCount)[0] ?? "").length + 1 },
  };
  const syntax = await editor.syntax(signal);
  const known =
    syntax === undefined ? await editor.selectionRanges(cursor, signal) : syntax.around(selection);
  return [...known, whole].filter(
    ({ start, end }) =>
      compare(start, selection.start) <= 0 &&
      compare(end, selection.end) >= 0 &&
      !isSame({ start, end }, selection),
  );
}

/** The word at the cursor comes first. */
function selectedWord({ start, end }: Range, editor: Editor): Range | undefined {
  if (compare(start, end) !== 0) return undefined;
  const text = editor.lines(start.line, start.line)[0] ?? "";
  for (const { index, 0: word } of text.matchAll(/[\p{L}\p{N}_$]+/gu)) {
    if (index + 1 > start.column || index + word.length + 1 < start.column) continue;
    return {
      start: { line: start.line, column: index + 1 },
      end: { line: start.line, column: index + word.length + 1 },
    };
  }
  return undefined;
}

function linesOf({ start, end }: Range): string {
  return start.line === end.line ? `line ${start.line}` : `lines ${start.line} to ${end.line}`;
}
