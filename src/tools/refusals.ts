/** What is not done, and the words for it. */
import type { Editor } from "./editor.ts";
import { bestMatches } from "./spoken.ts";
import { ToolError, type PreparedCall } from "./tool.ts";

/** A rule of the user's forbids it. */
export class DeniedError extends ToolError {}

export function parseJson(text: string): unknown {
  try {
    return text.trim() === "" ? {} : JSON.parse(text);
  } catch {
    throw new ToolError("The arguments are not valid JSON. Send one JSON object with the tool's parameters.");
  }
}

export function unknownTool(name: string, names: string[]): ToolError {
  const { nearest } = bestMatches(
    name,
    names.map((known) => ({ value: known, name: known })),
  );
  const near = nearest.slice(0, 3).map(({ value }) => value);
  return new ToolError(`There is no tool "${name}".`, { nearest: near.length > 0 ? near : names });
}

export function denied(rule: string): DeniedError {
  return new DeniedError(
    `The user's settings forbid this: vivaVoce.confirm.deny holds "${rule}". Tell the user; do not try another way.`,
  );
}

export function requireTrust({ risk }: PreparedCall, editor: Editor): void {
  if (risk === "read" || editor.trusted()) return;
  throw new ToolError(
    "This workspace is not trusted, so nothing in it may be changed or run. Looking and moving around work. " +
      'The user can trust it with the command "Workspaces: Manage Workspace Trust".',
  );
}
