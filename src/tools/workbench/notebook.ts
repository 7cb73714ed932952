/** Notebooks: going through cells, changing, running, and reading what they put out. */
import * as z from "zod";
import { lineNumber } from "../../targets/target.ts";
import { clip, countOf } from "../document.ts";
import type { Editor } from "../editor.ts";
import { asMaterial } from "../material.ts";
import { defineTool, ToolError, type PreparedCall, type Risk, type ToolResult } from "../tool.ts";
import { previewOf, requireShown, shownCells, shownSubject } from "./shownCells.ts";
import type { Cell, NotebookState, NotebookWork } from "./workbench.ts";

const input = z.strictObject({
  action: z.enum([
    "list",
    "go",
    "next",
    "previous",
    "read",
    "run",
    "run_above",
    "run_all",
    "insert",
    "edit",
    "replace_text",
    "delete",
    "move",
    "language",
    "clear",
    "clear_all",
    "undo",
  ]),
  cell: lineNumber.optional().describe("its number; the selected one if left out"),
  kind: z.enum(["code", "markdown"]).optional(),
  text: z.string().optional(),
  find: z.string().optional().describe("replace_text: what is there now"),
  language: z.string().optional(),
  to: lineNumber.optional().describe("move, insert: its number then"),
});
type Input = z.output<typeof input>;

export const notebook = defineTool({
  name: "notebook",
  description:
    "Notebook cells: list, go, read with outputs, run, insert, edit the whole text, replace a part of it, delete, " +
    "move, change the language, clear outputs. Its changes are taken back by its own undo.",
  input,
  async prepare(input, { editor }): Promise<PreparedCall> {
    const state = requireState(editor.workbench.notebooks);
    const cell = input.cell ?? state.current;
    const needsCell = !(["insert", "list", "run_all", "clear_all", "undo"] as string[]).includes(
      input.action,
    );
    if (needsCell && state.cells[stepped(input, cell) - 1] === undefined) {
      throw new ToolError(
        `There is no cell ${stepped(input, cell)}; the notebook has ${countOf(state.cells.length, "cell")}.`,
      );
    }
    const risk = riskOf(input.action);
    const isAsked = risk === "external" || risk === "destructive";
    const shown = isAsked ? shownCells(state, asked(input, cell, state)) : undefined;
    return {
      risk,
      question: questionOf(input, cell, state),
      ...(input.action === "undo" && { goesThroughPast: true }),
      ...(input.action.startsWith("run") && { preview: previewOf(codeOf(input, cell, state), state) }),
      ...(shown !== undefined && { subject: shownSubject(shown), always: false as const }),
      // It takes as long as the code does, and what the user types meanwhile is none of its doing.
      isStep: input.action.startsWith("run"),
      async run(signal) {
        if (shown !== undefined) {
          const now = requireState(editor.workbench.notebooks);
          requireShown(shown, shownCells(now, asked(input, cell, now)));
        }
        return act(input, cell, editor, signal);
      },
    };
  },
});

function stepped({ action }: Input, cell: number): number {
  return action === "next" ? cell + 1 : action === "previous" ? cell - 1 : cell;
}

function riskOf(action: Input["action"]): Risk {
  if (action === "list" || action === "go" || action === "next" || action === "previous" || action === "read")
    return "read";
  if (action.startsWith("run")) return "external";
  return action === "delete" || action === "clear" || action === "clear_all" ? "destructive" : "reversible";
}

function questionOf({ action }: Input, cell: number, { path }: NotebookState): string {
  const questions: Partial<Record<Input["action"], string>> = {
    run: `Run cell ${cell} of ${path}?`,
    run_above: `Run the cells above cell ${cell} of ${path}?`,
    run_all: `Run all cells of ${path}?`,
    delete: `Delete cell ${cell} of ${path}?`,
    clear: `Clear the outputs of cell ${cell} of ${path}?`,
    clear_all: `Clear all outputs of ${path}?`,
  };
  return questions[action] ?? `Change ${path}?`;
}

function running({ action }: Input, cell: number, { cells }: NotebookState): number[] {
  const numbers = cells.flatMap(({ kind }, index) => (kind === "code" ? [index + 1] : []));
  if (action === "run") return numbers.filter((number) => number === cell);
  return action === "run_above" ? numbers.filter((number) => number < cell) : numbers;
}

/** The cells that the user is asked about. */
function asked(input: Input, cell: number, state: NotebookState): number[] {
  if (input.action.startsWith("run")) return running(input, cell, state);
  return input.action === "clear_all" ? [] : [cell];
}

/** The code that will run. */
function codeOf(input: Input, cell: number, state: NotebookState): string {
  return running(input, cell, state)
    .map((number) => state.cells[number - 1]?.text ?? "")
    .join("\n\n");
}

function requireState(notebooks: NotebookWork): NotebookState {
  const state = notebooks.state();
  if (state === undefined) throw new ToolError("No notebook is open in front. Open one with open_file.");
  return state;
}

async function act(input: Input, cell: number, editor: Editor, signal: AbortSignal): Promise<ToolResult> {
  const { notebooks, run } = editor.workbench;
  const state = requireState(notebooks);
  const { action } = input;
  switch (action) {
    case "list":
      return listed(state);
    case "go":
    case "next":
    case "previous":
      notebooks.select(stepped(input, cell));
      return told(stepped(input, cell), state);
    case "read":
      return told(cell, state);
    case "run":
    case "run_above":
    case "run_all":
      return runCells(running(input, cell, state), notebooks, signal);
    case "clear":
    case "clear_all":
      if (action === "clear") notebooks.select(cell);
      await run(action === "clear" ? "notebook.cell.clearOutputs" : "notebook.clearAllCellsOutputs");
      return { output: { cleared: action === "clear" ? cell : "all" }, summary: "Cleared outputs" };
    case "undo":
      await run("undo");
      return listed(requireState(notebooks));
    case "insert":
    case "edit":
    case "replace_text":
    case "delete":
    case "move":
    case "language":
      return change(input, cell, state, notebooks);
  }
}

const undoing = "notebook with action undo takes it back";

async function change(
  input: Input,
  cell: number,
  state: NotebookState,
  notebooks: NotebookWork,
): Promise<ToolResult> {
  const { action, to } = input;
  const old = state.cells[cell - 1] ?? { kind: "code", language: "plaintext", text: "" };
  const summary = (what: string): ToolResult => {
    const now = requireState(notebooks);
    return {
      output: { done: what, cells: now.cells.length, current: now.current, undo: undoing },
      summary: what,
    };
  };
  if (action === "insert") {
    const at = Math.min(to ?? (state.cells.length === 0 ? 1 : cell + 1), state.cells.length + 1);
    await notebooks.replace(at, 0, [made(input, state)]);
    notebooks.select(at);
    return summary(`Inserted cell ${at}`);
  }
  if (action === "delete") {
    await notebooks.replace(cell, 1, []);
    return summary(`Deleted cell ${cell}`);
  }
  if (action === "move") {
    if (to === undefined || to > state.cells.length) throw new ToolError("Say in to which number it gets.");
    const others = state.cells.filter((_, index) => index !== cell - 1);
    const [from, end] = [Math.min(cell, to), Math.max(cell, to)];
    const order = [...others.slice(0, to - 1), { ...old }, ...others.slice(to - 1)];
    await notebooks.replace(from, end - from + 1, order.slice(from - 1, end));
    notebooks.select(to);
    return summary(`Moved cell ${cell} to ${to}`);
  }
  if (action === "language") {
    if (input.language === undefined) throw new ToolError("Say which language.");
    const kind = input.language === "markdown" ? "markdown" : "code";
    await notebooks.replace(cell, 1, [{ kind, language: input.language, text: old.text }]);
    return summary(`Cell ${cell} is ${input.language} now`);
  }
  await notebooks.write(cell, action === "edit" ? requireText(input) : replaced(input, old.text));
  return summary(`Changed cell ${cell}`);
}

function requireText({ text }: Input): string {
  if (text === undefined) throw new ToolError("Say the text of the cell.");
  return text;
}

function replaced(input: Input, before: string): string {
  const { find = "" } = input;
  const count = find === "" ? 0 : before.split(find).length - 1;
  if (count === 1) return before.replace(find, () => requireText(input));
  throw new ToolError(
    count === 0
      ? `"${clip(find)}" is not in the cell. Read it first.`
      : `"${clip(find)}" is there ${count} times. Say more of it.`,
  );
}

function made(
  { kind, language, text = "" }: Input,
  { cells }: NotebookState,
): Pick<Cell, "kind" | "language" | "text"> {
  const wanted = kind ?? (language === "markdown" ? "markdown" : "code");
  const usual = cells.find((cell) => cell.kind === "code")?.language ?? "python";
  return { kind: wanted, language: wanted === "markdown" ? "markdown" : (language ?? usual), text };
}

async function runCells(
  cells: readonly number[],
  notebooks: NotebookWork,
  signal: AbortSignal,
): Promise<ToolResult> {
  if (cells.length === 0) throw new ToolError("There is no code to run there.");
  await notebooks.run(cells, signal);
  const { cells: now } = requireState(notebooks);
  const failed = cells.filter((number) => now[number - 1]?.succeeded === false);
  const shown = failed[0] ?? cells.at(-1) ?? 1;
  return {
    output: asMaterial({
      ran: cells.length,
      ...(failed.length > 0 && { failed }),
      cell: shown,
      output_data: outputOf(now[shown - 1]),
    }),
    summary: failed.length > 0 ? `Cell ${failed[0]} failed` : `Ran ${countOf(cells.length, "cell")}`,
  };
}

/** In characters. */
const longest = 1500;

/** The end is what tells: that is where errors and results stand. */
function outputOf(cell: Cell | undefined): string {
  const text = cell?.outputs.join("\n").trim() ?? "";
  return text.length <= longest ? text : `…${text.slice(-longest)}`;
}

function told(number: number, { cells }: NotebookState): ToolResult {
  const cell = cells[number - 1];
  if (cell === undefined) throw new ToolError(`There is no cell ${number}.`);
  const printed = outputOf(cell);
  const output = {
    cell: number,
    of: cells.length,
    kind: cell.kind,
    language: cell.language,
    text: cell.text.slice(0, longest),
    ...(printed !== "" && { output_data: printed }),
    ...(cell.succeeded !== undefined && { succeeded: cell.succeeded }),
  };
  return {
    output: printed === "" ? output : asMaterial(output),
    summary: `Cell ${number} of ${cells.length}`,
  };
}

function listed({ path, cells, current }: NotebookState): ToolResult {
  const list = cells.slice(0, 40).map(({ kind, text }, index) => {
    return `${index + 1}. ${kind}: ${clip(text.split("\n")[0] ?? "").slice(0, 60)}`;
  });
  return {
    output: { file: path, current, cells: list, of: cells.length },
    summary: countOf(cells.length, "cell"),
  };
}
