/** Moving through code: where it is defined and used, problems, changes, breakpoints, marks, and back. */
import * as z from "zod";
import { chooseOne } from "../choose.ts";
import { clip, describeCursor, requireActive, shownLine } from "../document.ts";
import type { ActiveEditor, Editor, Location } from "../editor.ts";
import { lineNumber } from "../../targets/target.ts";
import { enclosingFunction } from "./enclosing.ts";
import { goToProblem } from "./problems.ts";
import { changedPlaces } from "./changed.ts";
import { byPlace, stepTo } from "./step.ts";
import { placeOf } from "./targeted.ts";
import { relations, type Relation } from "./workbench.ts";
import { defineTool, ToolError, type ToolContext, type ToolResult } from "../tool.ts";

const input = z.strictObject({
  to: z.enum([
    "back",
    "forward",
    "last_edit",
    ...relations,
    "problem",
    "change",
    "breakpoint",
    "mark",
    "bracket",
    "parent",
  ]),
  which: z.enum(["next", "previous", "first", "last"]).optional(),
  nth: lineNumber.optional(),
  name: z.string().optional().describe("what it is of; words of a problem; a mark"),
  line: lineNumber.optional(),
  in_file: z.boolean().optional().describe("this file alone"),
  set: z.boolean().optional().describe("mark here"),
});
export type Navigation = z.output<typeof input>;

export const navigate = defineTool({
  name: "navigate",
  description:
    "Moves to the definition, declaration, implementation, type or references of what is at the cursor or named; " +
    "to the next or nth problem, Git change, breakpoint; back, forward; to the function around (parent); to places " +
    "the user has marked by name. References without which or nth are listed.",
  input,
  risk: "read",
  run: (input, context) => go(input, context),
});

async function go(input: Navigation, context: ToolContext): Promise<ToolResult> {
  const { editor } = context;
  switch (input.to) {
    case "back":
    case "forward":
    case "last_edit":
      return inHistory(input.to, editor);
    case "bracket":
      requireActive(editor);
      await editor.workbench.run("editor.action.jumpToBracket");
      return arrived(editor);
    case "problem":
      return goToProblem(input, editor);
    case "change":
      return goToPlace(
        await changedPlaces(editor),
        input,
        editor,
        "changes since the last commit in this file",
      );
    case "breakpoint":
      return goToPlace(breakpoints(input, editor), input, editor, "breakpoints");
    case "mark":
      return atMark(input, editor);
    case "parent":
      return toParent(context);
    case "definition":
    case "declaration":
    case "implementation":
    case "type":
    case "references":
      return toRelated(input.to, input, context);
  }
}

const commands = {
  back: { id: "workbench.action.navigateBack", lacking: "There is nowhere to go back to." },
  forward: { id: "workbench.action.navigateForward", lacking: "There is nowhere to go forward to." },
  last_edit: {
    id: "workbench.action.navigateToLastEditLocation",
    lacking: "The cursor is at the last edit already, or nothing was edited.",
  },
};

async function inHistory(to: keyof typeof commands, editor: Editor): Promise<ToolResult> {
  const before = editor.active();
  const { id, lacking } = commands[to];
  await editor.workbench.run(id);
  const now = editor.active();
  if (now === undefined) return { output: { file: null }, summary: "Moved" };
  if (before !== undefined && isAt(before, now)) throw new ToolError(lacking);
  return arrived(editor);
}

function isAt({ path, cursor }: ActiveEditor, now: ActiveEditor): boolean {
  return path === now.path && cursor.line === now.cursor.line && cursor.column === now.cursor.column;
}

function arrived(editor: Editor, more: Record<string, unknown> = {}): ToolResult {
  const cursor = describeCursor(editor);
  return { output: { ...cursor, ...more }, summary: `${cursor.file}, line ${cursor.line}` };
}

async function goToPlace(
  places: Location[],
  input: Navigation,
  editor: Editor,
  kind: string,
): Promise<ToolResult> {
  const index = stepTo(places, editor.active(), input);
  const place = index === undefined ? undefined : places[index];
  if (index === undefined || place === undefined) throw new ToolError(`There are no ${kind}.`);
  await editor.open(place.path, place.range.start);
  return arrived(editor, { number: index + 1, of: places.length });
}

function breakpoints({ in_file }: Navigation, editor: Editor): Location[] {
  const path = editor.active()?.path;
  return editor.workbench
    .breakpoints()
    .filter((place) => in_file !== true || place.path === path)
    .toSorted(byPlace);
}

async function atMark({ name, set }: Navigation, editor: Editor): Promise<ToolResult> {
  const { workbench } = editor;
  if (set === true) {
    const { path, cursor } = requireActive(editor);
    const called = name?.trim() || "mark";
    workbench.mark(called, { path, range: { start: cursor, end: cursor } });
    return {
      output: { marked: called, file: path, line: cursor.line },
      summary: `Marked line ${cursor.line} as ${called}`,
    };
  }
  const marks = [...workbench.marks()];
  if (marks.length === 0) throw new ToolError("Nothing is marked. To mark this place, call with set.");
  const [called, place] = chooseOne({
    spoken: name ?? marks.at(-1)?.[0] ?? "",
    candidates: marks.map((mark) => ({ value: mark, name: mark[0] })),
    kind: "marks",
    label: ([mark]) => mark,
  });
  await editor.open(place.path, place.range.start);
  return arrived(editor, { mark: called });
}

async function toParent({ editor, signal }: ToolContext): Promise<ToolResult> {
  const parent = await enclosingFunction(editor, signal);
  await editor.select({ start: parent, end: parent });
  return arrived(editor);
}

async function toRelated(relation: Relation, input: Navigation, context: ToolContext): Promise<ToolResult> {
  const { editor, signal } = context;
  const active = requireActive(editor);
  const at = await placeOf(input, context);
  const found = await editor.workbench.related(relation, at, signal);
  const places = found.toSorted(byPlace);
  if (places.length === 0) {
    throw new ToolError(
      `The language's server knows no ${relation} of what is there. Use go_to with its name.`,
      {
        file: active.path,
        line: at.line,
        text: shownLine(editor, at.line),
      },
    );
  }
  const steps = input.which !== undefined || input.nth !== undefined;
  if (relation === "references" && !steps && places.length > 1) return listed(places, editor);
  const [only] = places;
  if (relation !== "references" && !steps && only !== undefined && holds(only, active.path, at)) {
    throw new ToolError(`The cursor is at the ${relation} already.`);
  }
  const ordered = steps ? places : found;
  const index = steps ? stepTo(places, active, input) : 0;
  const place = ordered[index ?? 0];
  if (place === undefined) throw new ToolError(`There is no ${relation}.`);
  await editor.open(place.path, place.range.start);
  const number = places.indexOf(place) + 1;
  return arrived(editor, places.length > 1 ? { number, of: places.length } : {});
}

function holds({ path, range }: Location, file: string, { line, column }: ActiveEditor["cursor"]): boolean {
  const { start, end } = range;
  return (
    path === file &&
    start.line === line &&
    end.line === line &&
    start.column <= column &&
    column <= end.column
  );
}

/** That many are told; the others can be stepped to. */
const mostListed = 12;

async function listed(places: readonly Location[], editor: Editor): Promise<ToolResult> {
  const texts = new Map<string, string[]>();
  const list: string[] = [];
  for (const [index, { path, range }] of places.slice(0, mostListed).entries()) {
    let lines = texts.get(path);
    if (lines === undefined) texts.set(path, (lines = ((await editor.textOf(path)) ?? "").split("\n")));
    const { line } = range.start;
    list.push(`${index + 1}. ${path}:${line}: ${clip((lines[line - 1] ?? "").trim())}`);
  }
  const output = { references: list, of: places.length, note: "not moved; go to one with nth or which" };
  return { output, summary: `${places.length} references` };
}
