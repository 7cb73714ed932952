/** The tasks of the workspace. */
import { setTimeout as delay } from "node:timers/promises";
import * as vscode from "vscode";
import { EditorError } from "../tools/editor.ts";
import type { TaskEnd, TaskInfo, Tasks } from "../tools/tasks/tasks.ts";
import { folderPath } from "./placeNames.ts";

export class WorkspaceTasks implements Tasks {
  #known = new Map<string, vscode.Task>();
  #last: vscode.Task | undefined;

  async list(signal: AbortSignal): Promise<TaskInfo[]> {
    const tasks = await vscode.tasks.fetchTasks();
    signal.throwIfAborted();
    this.#known = new Map(tasks.map((task) => [idOf(task), task]));
    return tasks.map(describe);
  }

  running(): TaskInfo[] {
    return vscode.tasks.taskExecutions.map(({ task }) => describe(task));
  }

  last(): TaskInfo | undefined {
    return this.#last === undefined ? undefined : describe(this.#last);
  }

  async run(id: string, { patience, signal }: { patience: number; signal: AbortSignal }): Promise<TaskEnd> {
    const task =
      this.#known.get(id) ?? (this.#last !== undefined && idOf(this.#last) === id ? this.#last : undefined);
    if (task === undefined) throw new EditorError("That task is not there any more. List the tasks.");
    this.#last = task;
    const ended = Promise.withResolvers<void>();
    const codes = new Map<vscode.TaskExecution, number | undefined>();
    const ends = new Set<vscode.TaskExecution>();
    let execution: vscode.TaskExecution | undefined;
    const check = (): void => {
      if (execution !== undefined && ends.has(execution)) ended.resolve();
    };
    // A short one may have ended before it is told that it began.
    const subscriptions = vscode.Disposable.from(
      // Its terminal may stay, and with it the task, until the user closes that.
      vscode.tasks.onDidEndTaskProcess((event) => {
        codes.set(event.execution, event.exitCode);
        ends.add(event.execution);
        check();
      }),
      vscode.tasks.onDidEndTask((event) => {
        ends.add(event.execution);
        check();
      }),
    );
    const stopped = new AbortController();
    try {
      execution = await vscode.tasks.executeTask(task);
      check();
      const stop = AbortSignal.any([signal, stopped.signal]);
      await Promise.race([ended.promise, delay(patience, undefined, { signal: stop })]);
      return { running: !ends.has(execution), exitCode: codes.get(execution) };
    } finally {
      stopped.abort();
      subscriptions.dispose();
    }
  }

  terminate(id: string): void {
    vscode.tasks.taskExecutions.find(({ task }) => idOf(task) === id)?.terminate();
  }
}

function idOf({ source, name, scope, definition }: vscode.Task): string {
  const place = typeof scope === "object" ? scope.uri.toString() : String(scope);
  return JSON.stringify([source, name, place, definition]);
}

function describe(task: vscode.Task): TaskInfo {
  const { name, source, group, detail, execution, isBackground } = task;
  const shell = execution instanceof vscode.ShellExecution ? execution : undefined;
  const process = execution instanceof vscode.ProcessExecution ? execution : undefined;
  const cwd = shell?.options?.cwd ?? process?.options?.cwd;
  return {
    id: idOf(task),
    name,
    source,
    group: group?.id,
    isDefault: group?.isDefault === true,
    detail,
    line: (shell && lineOf(shell)) ?? (process && [process.process, ...process.args].map(quoted).join(" ")),
    folder: cwd === undefined ? undefined : folderPath(vscode.Uri.file(cwd)),
    background: isBackground,
  };
}

function lineOf({ commandLine, command, args }: vscode.ShellExecution): string | undefined {
  if (commandLine !== undefined) return commandLine;
  if (command === undefined || command === "") return undefined;
  return [command, ...(args ?? [])]
    .map((part) => (typeof part === "string" ? part : part.value))
    .map(quoted)
    .join(" ");
}

function quoted(word: string): string {
  return /^[\w./\\:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
