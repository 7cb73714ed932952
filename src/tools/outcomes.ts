/** How calls end, in the forms that the model and the panel are told. */
import type { ToolOutcome } from "../session/toolRunner.ts";
import type { PendingCall } from "./confirmations.ts";
import { EditorError } from "./editor.ts";
import { ToolError, type ToolResult } from "./tool.ts";

export function done({ output, summary }: ToolResult): ToolOutcome {
  return { status: "done", output: JSON.stringify({ ok: true, ...output }), summary };
}

export function declined(): ToolOutcome {
  return done({ output: { declined: true }, summary: "Declined" });
}

export function asking({ id, question, preview, always, expired }: PendingCall): ToolOutcome {
  const output = JSON.stringify({ ok: false, confirmation_required: { id, question } });
  return {
    status: "asking",
    output,
    summary: "",
    question,
    expired,
    ...(preview !== undefined && { preview }),
    ...(always !== undefined && { always }),
  };
}

/** @param remembered what became of the user's "always", for the model. */
export function withAlways(outcome: ToolOutcome, remembered: string): ToolOutcome {
  const output: unknown = JSON.parse(outcome.output);
  return { ...outcome, output: JSON.stringify({ ...Object(output), always: remembered }) };
}

export function failed(error: unknown): ToolOutcome {
  const message = explain(error);
  const details = error instanceof ToolError ? error.details : {};
  return {
    status: "failed",
    output: JSON.stringify({ ok: false, error: message, ...details }),
    summary: message,
  };
}

function explain(error: unknown): string {
  if (error instanceof ToolError || error instanceof EditorError) return error.message;
  const reason = error instanceof Error ? error.message : String(error);
  return `The editor failed: ${reason.replace(/\.$/, "")}. Try another way.`;
}
