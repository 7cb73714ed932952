/** Runs in VS Code's extension host: the calls, one after the other, on the real editor. */
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import * as vscode from "vscode";
import { createEditor } from "../../src/editor/createEditor.ts";
import type { ToolOutcome } from "../../src/session/toolRunner.ts";
import { tools } from "../../src/tools/registry.ts";
import { createRouter } from "../../src/tools/router.ts";
import { createMemorySession } from "./memorySession.ts";
import { task, type EditorNow, type News, type Step, type Task } from "./contract.ts";

/** Called by VS Code, once the workspace is open. */
export async function run(): Promise<void> {
  const { VIVA_VOCE_TEST_PORT: port, VIVA_VOCE_CALLS: calls } = process.env;
  if (port === undefined || calls === undefined) throw new Error("Run this by npm run call.");
  const socket = connect(Number(port), "127.0.0.1");
  await once(socket, "connect");
  const tell = (news: News): void => void socket.write(`${JSON.stringify(news)}\n`);
  try {
    await work(task.parse(JSON.parse(await readFile(calls, "utf8"))), tell);
  } catch (error) {
    tell({ type: "crash", error: error instanceof Error ? String(error.stack) : String(error) });
  }
  socket.end();
  await once(socket, "close");
}

async function work({ steps, open, yes }: Task, tell: (news: News) => void): Promise<void> {
  if (open !== undefined) await show(open);
  const editor = createEditor({ bundles: join(__dirname, "../../dist") });
  const router = createRouter({
    tools,
    editor,
    session: createMemorySession().controls,
    now: () => performance.now(),
  });
  const { signal } = new AbortController();
  async function take(step: Step, number: number): Promise<void> {
    if ("user" in step) return router.userSpoke(performance.now());
    const { name } = step;
    const callId = `call_${number}`;
    const asked = await router.run({ callId, name, arguments: JSON.stringify(step.arguments) }, signal);
    report(name, asked);
    if (!yes || asked.status !== "asking") return;
    const answered = await router.confirm(callId, true, signal);
    if (answered !== undefined) report(name, answered);
  }
  function report(name: string, { status, output }: ToolOutcome): void {
    tell({ type: "called", name, status, output: JSON.parse(output) });
  }
  for (const [index, step] of steps.entries()) await take(step, index + 1);
  await editor.settled();
  tell({ type: "done", editor: editorNow(), unsaved: unsaved() });
}

async function show({ file, line, column }: NonNullable<Task["open"]>): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error("No folder is open.");
  const position = new vscode.Position(line - 1, column - 1);
  await vscode.commands.executeCommand("vscode.open", vscode.Uri.joinPath(folder.uri, file), {
    preview: false,
    selection: new vscode.Range(position, position),
  });
}

function editorNow(): EditorNow | null {
  const active = vscode.window.activeTextEditor;
  if (active === undefined) return null;
  const place = ({ line, character }: vscode.Position) => ({ line: line + 1, column: character + 1 });
  return {
    file: vscode.workspace.asRelativePath(active.document.uri, false),
    text: active.document.getText(),
    selections: active.selections.map((selection) => ({
      start: place(selection.start),
      end: place(selection.end),
      cursor: selection.active.isEqual(selection.end) ? "end" : "start",
    })),
  };
}

/** VS Code's own files may be so for a moment while it writes them. */
function unsaved(): { file: string; text: string }[] {
  const isTheUsers = ({ isUntitled, uri }: vscode.TextDocument): boolean =>
    isUntitled || vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  return vscode.workspace.textDocuments
    .filter((document) => document.isDirty && isTheUsers(document))
    .map((document) => ({
      file: document.isUntitled ? document.uri.path : vscode.workspace.asRelativePath(document.uri, false),
      text: document.getText(),
    }));
}
