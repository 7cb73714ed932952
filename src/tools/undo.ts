/** Taking back what was done, and telling what it was. */
import * as z from "zod";
import { countOf, describeCursor, requireActive } from "./document.ts";
import type { Editor } from "./editor.ts";
import type { Steps } from "./journal.ts";
import { defineTool, ToolError, type PreparedCall, type ToolContext, type ToolResult } from "./tool.ts";

const input = z.strictObject({
  times: z.int().min(1).max(50).optional(),
  what: z.enum(["call", "edit"]).optional(),
});

type Input = z.infer<typeof input>;

export const undo = defineTool({
  name: "undo",
  description:
    "Takes back your last call that changed files or settings; what edit: the current file's last change, whoever " +
    "made it. Tell what it could not take back.",
  input,
  prepare: (input, context) => prepare("undo", input, context),
});

export const redo = defineTool({
  name: "redo",
  description: "Redoes what was undone.",
  input,
  prepare: (input, context) => prepare("redo", input, context),
});

async function prepare(
  step: "undo" | "redo",
  { times = 1, what }: Input,
  context: ToolContext,
): Promise<PreparedCall> {
  const { past, editor } = context;
  return {
    risk: "reversible",
    question: step,
    // It is no call that could be taken back: that would be going in circles.
    goesThroughPast: true,
    async run(signal) {
      if (what === "edit") return stepInFile(step, times, { editor, signal });
      const found = await past[step](times, signal);
      // The user may mean what was typed by hand, where none of our calls has done anything.
      const isNothing = found.steps.length + found.passed.length === 0;
      if (isNothing && what === undefined && past.isEmpty())
        return stepInFile(step, times, { editor, signal });
      return toldPast(step, found, editor);
    },
  };
}

async function toldPast(
  step: "undo" | "redo",
  { steps, passed, place }: Steps,
  editor: Editor,
): Promise<ToolResult> {
  const beside = shownPassed(passed);
  if (steps.length === 0) {
    const none =
      beside.length === 0
        ? `There is no call to ${step}.`
        : `Nothing was undone. What was done cannot be taken back: ${beside.join("; ")}.`;
    throw new ToolError(
      `${none} Changes of the current file, by hand too, are ${participle[step]} with what edit.`,
    );
  }
  if (place !== undefined) {
    const at = step === "undo" ? place.start : place.end;
    await editor.select({ start: at, end: at });
  }
  return toldSteps(step, { steps, beside }, editor);
}

const participle = { undo: "undone", redo: "redone" };

/** Of what could not be taken back, so many are told. */
const mostPassed = 5;

function shownPassed(passed: readonly string[]): string[] {
  return passed.length > mostPassed ? [...passed.slice(0, mostPassed), "and more before"] : [...passed];
}

function toldSteps(
  step: "undo" | "redo",
  { steps, beside }: Pick<Steps, "steps"> & { beside: readonly string[] },
  editor: Editor,
): ToolResult {
  const files = [...new Set(steps.flatMap(({ done }) => done))];
  const left = steps.flatMap((each) => each.left);
  const passed = beside.length === 0 ? [] : [`Not taken back: ${beside.join("; ")}.`];
  if (files.length === 0)
    throw new ToolError([`Nothing was ${participle[step]}.`, ...left, ...passed].join(" "));
  const output = {
    times: steps.length,
    calls: steps.map(({ summary }) => summary),
    changed: files,
    ...(beside.length + left.length > 0 && { not_possible: [...beside, ...left] }),
    ...(editor.active() !== undefined && describeCursor(editor)),
  };
  const verb = step === "undo" ? "Undid" : "Redid";
  const [first] = steps;
  const what =
    steps.length === 1 && first !== undefined ? `: ${first.summary}` : ` ${countOf(steps.length, "call")}`;
  const more = [...left, ...passed].map((each) => `. ${each.replace(/\.$/, "")}`);
  return { output, summary: `${verb}${what}${more.join("")}` };
}

async function stepInFile(
  step: "undo" | "redo",
  times: number,
  { editor, signal }: { editor: Editor; signal: AbortSignal },
): Promise<ToolResult> {
  requireActive(editor);
  let done = 0;
  while (done < times && !signal.aborted && (await editor[step]())) done++;
  if (done === 0) throw new ToolError(`There is nothing to ${step} in this file.`);
  const output = { times: done, ...describeCursor(editor) };
  return { output, summary: `${step === "undo" ? "Undid" : "Redid"} ${countOf(done, "change")}` };
}

/** Of what the model asks about, these say nothing. */
const untold = new Set(["get_history", "confirm_action"]);

export const getHistory = defineTool({
  name: "get_history",
  description: "Tells what you did last, and what of it can be undone.",
  input: z.strictObject({ count: z.int().min(1).max(20).optional() }),
  risk: "read",
  async run({ count = 5 }, { past }) {
    const told = past.actions().filter(({ tool }) => !untold.has(tool));
    const actions = told.slice(-count).map(({ tool, summary, outcome, change, at }) => ({
      tool,
      what: summary,
      outcome,
      seconds_ago: Math.round((Date.now() - at) / 1000),
      ...(change !== undefined && {
        undo: { done: "possible", undone: "was undone", lost: "not possible" }[change],
      }),
    }));
    return { output: { actions }, summary: countOf(actions.length, "action") };
  },
});
