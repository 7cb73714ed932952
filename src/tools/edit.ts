/** Undo and redo. */
import * as z from "zod";
import { countOf, describeCursor, requireActive } from "./document.ts";
import { defineTool, ToolError, type ToolContext, type ToolResult } from "./tool.ts";

const repeated = z.strictObject({ times: z.int().min(1).max(50).optional() });

export const undo = defineTool({
  name: "undo",
  description: "Undoes the last change of the current file.",
  input: repeated,
  risk: "reversible",
  run: ({ times }, context) => repeat("undo", times, context),
});

export const redo = defineTool({
  name: "redo",
  description: "Redoes what was undone.",
  input: repeated,
  risk: "reversible",
  run: ({ times }, context) => repeat("redo", times, context),
});

async function repeat(
  step: "undo" | "redo",
  times = 1,
  { editor, signal }: ToolContext,
): Promise<ToolResult> {
  requireActive(editor);
  let done = 0;
  while (done < times && !signal.aborted && (await editor[step]())) done++;
  if (done === 0) throw new ToolError(`There is nothing to ${step} in this file.`);
  const output = { times: done, ...describeCursor(editor) };
  return { output, summary: `${step === "undo" ? "Undid" : "Redid"} ${countOf(done, "change")}` };
}
