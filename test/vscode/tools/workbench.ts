/** What tests in VS Code share: the workspace, the tools on the real editor, and waiting for it. */
import assert from "node:assert/strict";
import { join } from "node:path";
import * as vscode from "vscode";
import { createEditor } from "../../../src/editor/createEditor.ts";
import type { ToolOutcome, ToolRunner } from "../../../src/session/toolRunner.ts";
import type { Past } from "../../../src/tools/past.ts";
import { createRouter } from "../../../src/tools/router.ts";
import { tools } from "../../../src/tools/registry.ts";
import type { PreparedCall, Tool } from "../../../src/tools/tool.ts";
import { createMemorySession } from "../../../dev/call/memorySession.ts";
import type { Call } from "./fixture.ts";

/** With the bundles of the extension, as seen from the one of the tests. */
export const editor = createEditor({ bundles: join(__dirname, "../../../../dist") });

/** How one talks, where no session is: each of its changes is made at once. */
export const session = createMemorySession();

export function workspaceFolder(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, "the tests need an open folder");
  return folder.uri;
}

/** A file of the workspace, shown in an editor, with the cursor at its start. */
export async function show(path: string): Promise<vscode.TextEditor> {
  const uri = vscode.Uri.joinPath(workspaceFolder(), path);
  // Not showTextDocument with its address, which keeps the document open for minutes after its editor was closed.
  await vscode.commands.executeCommand("vscode.open", uri);
  const shown = vscode.window.activeTextEditor;
  assert.equal(shown?.document.uri.toString(), uri.toString());
  shown.selection = new vscode.Selection(0, 0, 0, 0);
  return shown;
}

export function newRouter(more: readonly Tool[] = []): ToolRunner {
  return createRouter({
    tools: [...tools, ...more],
    editor,
    session: session.controls,
    now: () => performance.now(),
  });
}

let router = newRouter();

/** What was done before cannot be undone any more. */
export function forgetCalls(): void {
  router = newRouter();
}

const noPast: Past = {
  undo: () => Promise.resolve({ steps: [], passed: [], place: undefined }),
  redo: () => Promise.resolve({ steps: [], passed: [], place: undefined }),
  isEmpty: () => true,
  actions: () => [],
  calls: () => [],
};

/** A call as the router would prepare it, without the rules: for those that would ask. */
export function prepared(tool: Tool, args: unknown, signal: AbortSignal): Promise<PreparedCall> {
  const prepareStep = (): never => assert.fail("it is made of calls");
  const runStep = prepareStep;
  const context = { editor, session: session.controls, past: noPast, prepareStep, runStep, signal };
  return tool.prepare(args, context);
}

/** Removes what a test has made, by its name; never more than that. */
export async function removeFromWorkspace(name: string): Promise<void> {
  assert.match(name, /^\w/);
  await vscode.workspace.fs.delete(vscode.Uri.joinPath(workspaceFolder(), name), { recursive: true });
}

/** What a call to a tool comes to, with the output parsed. */
export async function call(
  { name, arguments: args }: Call,
  signal = new AbortController().signal,
): Promise<ToolOutcome & { result: Record<string, unknown> }> {
  const outcome = await router.run({ callId: "call_1", name, arguments: JSON.stringify(args) }, signal);
  await editor.settled();
  return { ...outcome, result: JSON.parse(outcome.output) as Record<string, unknown> };
}

/** Looks at each of VS Code's events, and now and then, until `look` finds something. */
export async function until<T>(
  what: string,
  look: () => PromiseLike<T | undefined> | T | undefined,
): Promise<T> {
  const end = performance.now() + 30_000;
  while (performance.now() < end) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  throw new Error(`There was no ${what} in 30 seconds.`);
}

export async function closeEverything(): Promise<void> {
  await vscode.workspace.saveAll(false);
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}

/** TypeScript tells the problems of open files; it takes a moment to forget those of closed ones. */
export async function noProblems(): Promise<void> {
  const none = (): true | undefined => editor.problems().length === 0 || undefined;
  await until("end of problems", none).catch(async (error: unknown) => {
    // On a busy machine its extension was seen to keep those of a file that was closed and deleted meanwhile.
    console.warn("They stay", JSON.stringify(editor.problems()), error);
    await vscode.commands.executeCommand("typescript.restartTsServer");
    await until("end of problems of the server before", none);
  });
}
