/** What tests of terminals in VS Code share: calls, a shell that has come up, and what is on the screen. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { until } from "../tools/workbench.ts";
import { perform, type Asked } from "./performing.ts";

export type Result = Record<string, unknown>;

/** A call to the terminal that must succeed. */
export async function terminal(args: Record<string, unknown>, asked: Asked = {}): Promise<Result> {
  const { outcome, result } = await perform("terminal", args, asked);
  assert.equal(outcome.status, "done", outcome.output);
  return result;
}

export async function failing(args: Record<string, unknown>): Promise<string> {
  const { outcome, result } = await perform("terminal", args);
  assert.equal(outcome.status, "failed", outcome.output);
  return String(result["error"]);
}

export async function closeAll(): Promise<void> {
  for (const each of vscode.window.terminals) each.dispose();
  await until("end of the terminals", () => vscode.window.terminals.length === 0 || undefined);
}

function named(name: string): vscode.Terminal | undefined {
  return vscode.window.terminals.find((each) => each.name === name);
}

export async function closePanel(): Promise<void> {
  await closeAll();
  await vscode.commands.executeCommand("workbench.action.closePanel");
}

/** Opens one, and waits until its shell tells of its commands, however slow the machine is. */
export async function open(name: string): Promise<vscode.Terminal> {
  await terminal({ action: "new", name });
  return told(name);
}

/** Resolves when the shell of that name tells of its commands. */
export async function told(name: string): Promise<vscode.Terminal> {
  return until("shell that tells of its commands", () => {
    const found = named(name);
    return found?.shellIntegration?.cwd === undefined ? undefined : found;
  });
}

/** Reads until what is read is as it should be. */
export async function read(what: string, isIt: (result: Result) => boolean, name?: string): Promise<Result> {
  return until(what, async () => {
    const { result } = await perform("terminal", { action: "read", name });
    return isIt(result) ? result : undefined;
  });
}

/** What the shown terminal has on its screen and above it. */
export async function shown(): Promise<string> {
  await vscode.commands.executeCommand("workbench.action.terminal.selectAll");
  await vscode.commands.executeCommand("workbench.action.terminal.copySelection");
  await vscode.commands.executeCommand("workbench.action.terminal.clearSelection");
  return vscode.env.clipboard.readText();
}

/** Resolves when the shown terminal has its prompt again after Ctrl+C. */
export async function newPrompt(): Promise<void> {
  await until("prompt", async () => /\^C\s+[^\n]*[$#]\s*$/.test(await shown()) || undefined);
}

/** What a quick command prints that VS Code did not run for us does not always reach us: then it says so. */
export function toldOrLost({ output, lost }: Result, expected: string): void {
  if (lost === undefined) assert.equal(output, expected);
  else assert.deepEqual([output, lost], ["", "VS Code did not tell what it printed."]);
}
