/** Reading about code to the model: outline, documentation, problems, differences, tabs, callers. */
import * as z from "zod";
import { lineNumber } from "../../targets/target.ts";
import { clip, countOf, requireActive } from "../document.ts";
import type { Editor } from "../editor.ts";
import { defineTool, ToolError, type ToolContext, type ToolResult } from "../tool.ts";
import { diffOf } from "./readDiff.ts";
import { placeOf } from "./targeted.ts";
import type { Hierarchy } from "./workbench.ts";

const kinds = [
  "outline",
  "documentation",
  "problem",
  "selection",
  "diff",
  "tabs",
  "file",
  "callers",
  "calls",
  "supertypes",
  "subtypes",
] as const;

const input = z.strictObject({
  what: z.enum(kinds),
  name: z.string().optional().describe("of the symbol, as heard; the cursor's if left out"),
  line: lineNumber.optional(),
  from: lineNumber.optional().describe("go on from next"),
});
type Input = z.output<typeof input>;

export const read = defineTool({
  name: "read",
  description:
    "Tells about code: the file's outline; type, signature and documentation of a name; a problem and its quick " +
    "fixes; the file's diff since the last commit; open tabs; facts of the file; callers, calls and type " +
    "hierarchy. Say aloud what was asked for, no more.",
  input,
  risk: "read",
  run: (input, context) => look(input, context),
});

async function look(input: Input, context: ToolContext): Promise<ToolResult> {
  const { editor } = context;
  switch (input.what) {
    case "outline":
      return outline(input, context);
    case "documentation":
      return documentation(input, context);
    case "problem":
      return problem(input, context);
    case "selection":
      return selection(editor);
    case "diff":
      return diffOf(input, editor);
    case "tabs":
      return tabs(editor);
    case "file":
      return file(editor);
    case "callers":
    case "calls":
    case "supertypes":
    case "subtypes":
      return hierarchy(input.what, input, context);
  }
}

/** Entries at a time. */
const mostSymbols = 40;
const quiet = new Set([
  "variable",
  "constant",
  "property",
  "field",
  "parameter",
  "string",
  "number",
  "boolean",
]);

async function outline({ from = 1 }: Input, { editor, signal }: ToolContext): Promise<ToolResult> {
  const { path, lineCount } = requireActive(editor);
  const all = (await editor.documentSymbols(signal)).toSorted(
    (a, b) => a.range.start.line - b.range.start.line,
  );
  const told = all.filter(({ kind, container }) => container === "" || !quiet.has(kind));
  if (told.length === 0) throw new ToolError(`No outline of ${path} is known. Use read_code.`);
  const shown = told.slice(from - 1, from - 1 + mostSymbols);
  const list = shown.map(({ name, kind, container, range }) => {
    return `${range.start.line}: ${kind} ${name}${container === "" ? "" : `, in ${container}`}`;
  });
  const next = from + shown.length;
  return {
    output: {
      file: path,
      lines: lineCount,
      outline: list,
      ...(next <= told.length && { next, of: told.length }),
    },
    summary: `Outline of ${path}: ${countOf(told.length, "symbol")}`,
  };
}

/** In characters. */
const longestText = 1200;

function cut(text: string, from = 1): { text: string; next?: number } {
  const part = text.slice(from - 1, from - 1 + longestText);
  return { text: part, ...(from - 1 + part.length < text.length && { next: from + part.length }) };
}

async function documentation(input: Input, context: ToolContext): Promise<ToolResult> {
  const { editor, signal } = context;
  const at = await placeOf(input, context);
  const hovers = await editor.workbench.hover(at, signal);
  const signature = await editor.workbench.signature(at, signal);
  if (hovers.length === 0 && signature === undefined) {
    throw new ToolError(
      "Nothing is known about what is there. Name a symbol of this file, or use read_code.",
      {
        line: at.line,
      },
    );
  }
  const plain = hovers
    .join("\n")
    .replaceAll(/^```\w*\n?|^```$|^---$/gm, "")
    .trim();
  return {
    output: { line: at.line, ...(signature !== undefined && { call: signature }), ...cut(plain, input.from) },
    summary: clip(plain.split("\n")[0] ?? ""),
  };
}

async function problem(input: Input, context: ToolContext): Promise<ToolResult> {
  const { editor, signal } = context;
  const { path } = requireActive(editor);
  const at = await placeOf(input, context);
  const here = editor.problems().filter((each) => each.path === path && each.line === at.line);
  const [first] = here;
  if (first === undefined)
    throw new ToolError(`There is no problem on line ${at.line}. Use navigate to go to one.`);
  const { line, column } = first;
  const fixes = await editor.workbench.fixes({ line, column }, signal);
  return {
    output: {
      line,
      problems: here.map(({ severity, message }) => `${severity}: ${message.slice(0, 400)}`),
      fixes: fixes.slice(0, 8).map((title, index) => `${index + 1}. ${title}`),
    },
    summary: clip(first.message),
  };
}

function selection(editor: Editor): ToolResult {
  const { path, selection, selectedText } = requireActive(editor);
  if (selectedText === "") throw new ToolError("Nothing is selected.");
  const { start, end } = selection;
  return {
    output: { file: path, from: start.line, to: end.line, ...cut(selectedText) },
    summary: `Selection, ${countOf(end.line - start.line + 1, "line")}`,
  };
}

const mostNames = 15;
function tabs(editor: Editor): ToolResult {
  const all = editor.workbench.tabs();
  const list = all.map(({ path, label, active, unsaved }) => {
    return `${path ?? label}${active ? ", active" : ""}${unsaved ? ", unsaved" : ""}`;
  });
  return { output: { tabs: list.slice(0, 30), of: all.length }, summary: countOf(all.length, "tab") };
}

async function file(editor: Editor): Promise<ToolResult> {
  const { path, language, lineCount, dirty } = requireActive(editor);
  const { size, encoding, lineEnds, indentation } = await editor.workbench.facts();
  return {
    output: {
      file: path,
      language,
      lines: lineCount,
      unsaved: dirty,
      ...(size !== undefined && { bytes: size }),
      ...(encoding !== undefined && { encoding }),
      line_ends: lineEnds,
      indentation,
    },
    summary: `${path}, ${countOf(lineCount, "line")}`,
  };
}

async function hierarchy(kind: Hierarchy, input: Input, context: ToolContext): Promise<ToolResult> {
  const { editor, signal } = context;
  const at = await placeOf(input, context);
  const found = await editor.workbench.hierarchy(kind, at, signal);
  const from = input.from ?? 1;
  const shown = found.slice(from - 1, from - 1 + mostNames);
  const next = from + shown.length;
  return {
    output: {
      [kind]: shown.map(({ name, path, range }) => `${name}, ${path}:${range.start.line}`),
      of: found.length,
      ...(next <= found.length && { next }),
    },
    summary: `${found.length} ${kind}`,
  };
}
