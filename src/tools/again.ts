/** Doing again what was done last. */
import * as z from "zod";
import { countOf } from "./document.ts";
import type { PastCall } from "./past.ts";
import { prepareSteps, type Step } from "./steps.ts";
import { defineTool, ToolError } from "./tool.ts";

/** To do these again is not what "again" means, whenever they were called. */
const unrepeated = new Set(["confirm_action", "get_history", "get_session", "list_phrases", "repeat_calls"]);

/** @returns what "again" can mean, the oldest first. */
export function repeatable(calls: readonly PastCall[]): PastCall[] {
  return calls.filter(
    ({ name, arguments: args }) =>
      !unrepeated.has(name) && (name !== "define_phrase" || args["action"] === "run"),
  );
}

/** @throws {ToolError} where so many were not done. */
export function lastCalls(calls: readonly PastCall[], count: number): Step[] {
  const found = repeatable(calls).slice(-count);
  if (found.length === 0)
    throw new ToolError("Nothing was done yet that could be done again. Ask the user what to do.");
  if (found.length < count) throw new ToolError(`Only ${countOf(found.length, "call")} can be done again.`);
  return found.map(({ name, arguments: args }) => ({ name, arguments: args }));
}

export const repeatCalls = defineTool({
  name: "repeat_calls",
  description:
    'Does your last calls again: "again", "three more times" (times 3), "the last two again" (calls 2). One undo takes all back.',
  input: z.strictObject({
    times: z.int().min(1).max(50).optional(),
    calls: z.int().min(1).max(10).optional(),
  }),
  prepare: ({ times = 1, calls = 1 }, context) =>
    prepareSteps({ steps: lastCalls(context.past.calls(), calls), times, title: "Again" }, context),
});
