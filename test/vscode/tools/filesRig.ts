/** Files of a test's own in the workspace, and calls that are answered with a yes. */
import { readFileSync } from "node:fs";
import * as vscode from "vscode";
import type { ToolOutcome, ToolRunner } from "../../../src/session/toolRunner.ts";
import { closeEverything, editor, newRouter, removeFromWorkspace, workspaceFolder } from "./workbench.ts";

export const signal = new AbortController().signal;

let count = 0;

export interface FilesRig {
  /** The folder of the test that runs. */
  folder(): string;
  write(name: string, ...lines: string[]): Promise<void>;
  textOf(name: string): Promise<string | undefined>;
  onDisk(name: string): string;
  call(
    name: string,
    args?: Record<string, unknown>,
  ): Promise<ToolOutcome & { asked: boolean; result: Record<string, unknown> }>;
}

/** To be called in a `describe`: each of its tests has a folder. */
export function filesForEach(): FilesRig {
  let folder: string;
  let router: ToolRunner;
  let calls = 0;

  beforeEach(async () => {
    await closeEverything();
    folder = `editing${++count}`;
    router = newRouter();
  });
  afterEach(async () => {
    await closeEverything();
    await removeFromWorkspace(folder);
  });

  async function write(name: string, ...lines: string[]): Promise<void> {
    const uri = vscode.Uri.joinPath(workspaceFolder(), folder, name);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(lines.join("\n")));
  }
  const textOf = async (name: string): Promise<string | undefined> => editor.textOf(`${folder}/${name}`);
  const onDisk = (name: string): string =>
    readFileSync(vscode.Uri.joinPath(workspaceFolder(), folder, name).fsPath, "utf8");

  /** With a yes to what asks. */
  async function call(
    name: string,
    args: Record<string, unknown> = {},
  ): Promise<ToolOutcome & { asked: boolean; result: Record<string, unknown> }> {
    const callId = `call_${++calls}`;
    const first = await router.run({ callId, name, arguments: JSON.stringify(args) }, signal);
    const asked = first.status === "asking";
    const outcome = asked ? ((await router.confirm(callId, true, signal)) ?? first) : first;
    await editor.settled();
    const output = outcome.output.replaceAll(`${folder}/`, "");
    return { ...outcome, asked, result: JSON.parse(output) as Record<string, unknown> };
  }

  return { folder: () => folder, write, textOf, onDisk, call };
}
