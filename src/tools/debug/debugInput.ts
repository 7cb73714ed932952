/** What the model says to the debugger, and what must be so for some of it. */
import * as z from "zod";
import { ToolError, type ToolContext } from "../tool.ts";

export const debugInput = z.strictObject({
  action: z.enum([
    "start",
    "stop",
    "restart",
    "continue",
    "pause",
    "step_over",
    "step_into",
    "step_out",
    "run_to_cursor",
    "stack",
    "frame",
    "variables",
    "evaluate",
    "console",
    "add_breakpoint",
    "remove_breakpoint",
    "toggle_breakpoint",
    "breakpoints",
    "enable_all",
    "disable_all",
    "remove_all",
    "exceptions",
  ]),
  name: z
    .string()
    .optional()
    .describe("configuration; variable to open; function for a breakpoint; kind of exceptions"),
  line: z.int32().positive().optional().describe("breakpoint; else the cursor's"),
  number: z.int32().positive().optional().describe("frame, from the top"),
  expression: z.string().optional(),
  condition: z.string().optional(),
  hits: z.string().optional().describe('such as "5" or ">3"'),
  log: z.string().optional().describe("logpoint: {expressions} in braces"),
});
export type DebugInput = z.output<typeof debugInput>;

export function requireSession({ editor }: ToolContext): void {
  if (editor.debug.state().session !== undefined) return;
  throw new ToolError("Nothing is being debugged. Start a configuration first.");
}

export function requireStopped(context: ToolContext): void {
  requireSession(context);
  if (!context.editor.debug.state().stopped)
    throw new ToolError("The program runs. Pause it, or wait for a breakpoint.");
}
