/** The workspace's tasks by their spoken names. */
import * as z from "zod";
import { chooseOne } from "../choose.ts";
import { commandRisk, worst } from "../commandRisk.ts";
import { clip } from "../document.ts";
import type { Editor, Problem } from "../editor.ts";
import { asMaterial } from "../material.ts";
import { defineTool, ToolError, type PreparedCall, type ToolContext } from "../tool.ts";
import type { TaskInfo } from "./tasks.ts";

/** In ms: how long a task is followed, and one that goes on by itself. */
const patience = 10 * 60_000;
const glance = 3000;

const mostListed = 30;
const mostProblems = 5;

const input = z.strictObject({
  action: z.enum(["run", "rerun", "terminate", "list"]).optional(),
  name: z.string().optional(),
  group: z.enum(["build", "test"]).optional(),
});
type Input = z.output<typeof input>;

export const runTask = defineTool({
  name: "run_task",
  description:
    "Runs a task of the workspace (build, scripts) by its name as heard or its group, and tells exit code and problems. " +
    "To read a program's output use terminal.",
  input,
  async prepare(given, context) {
    const { action = "run" } = given;
    if (action === "list") return prepareList(context);
    if (action === "terminate") return prepareTerminate(given, context.editor);
    return prepareRun(
      action === "rerun" ? lastTask(context.editor) : await find(given, context),
      context.editor,
    );
  },
});

function lastTask(editor: Editor): TaskInfo {
  const last = editor.tasks.last();
  if (last === undefined) throw new ToolError("No task was run by voice yet. Name one.");
  return last;
}

async function find({ name, group }: Input, { editor, signal }: ToolContext): Promise<TaskInfo> {
  const all = await editor.tasks.list(signal);
  if (all.length === 0)
    throw new ToolError("This workspace has no tasks. Run a command line in the terminal instead.");
  const tasks = group === undefined ? all : preferred(all.filter((task) => task.group === group));
  if (name !== undefined) return choose(name, tasks.length > 0 ? tasks : all);
  const [first] = tasks;
  if (group === undefined)
    throw new ToolError("Say which task: its name, or the group.", { tasks: names(all) });
  if (first === undefined) throw new ToolError(`No task is in the group ${group}.`, { tasks: names(all) });
  if (tasks.length > 1)
    throw new ToolError("Several tasks are in that group. Ask the user which one.", { tasks: names(tasks) });
  return first;
}

/** The default of the group, or what the user has written, before what was only detected. */
function preferred(tasks: readonly TaskInfo[]): readonly TaskInfo[] {
  const standard = tasks.filter(({ isDefault }) => isDefault);
  const written = tasks.filter(({ source }) => source === "Workspace");
  return standard.length > 0 ? standard : written.length > 0 ? written : tasks;
}

function choose(spoken: string, tasks: readonly TaskInfo[]): TaskInfo {
  const candidates = tasks.map((task) => ({ value: task, name: task.name, context: `task ${task.source}` }));
  return chooseOne({ spoken, candidates, kind: "tasks", label: labelOf });
}

function labelOf({ source, name }: TaskInfo): string {
  return `${source}: ${name}`;
}

function names(tasks: readonly TaskInfo[]): string[] {
  return tasks.slice(0, mostListed).map(labelOf);
}

function prepareList({ editor }: ToolContext): PreparedCall {
  return {
    risk: "read",
    question: "list tasks",
    async run(signal) {
      const tasks = await editor.tasks.list(signal);
      const running = editor.tasks.running().map(labelOf);
      const listed = tasks.slice(0, mostListed).map((task) => ({
        name: labelOf(task),
        ...(task.group !== undefined && { group: task.group }),
      }));
      return {
        output: asMaterial({ tasks: listed, count: tasks.length, ...(running.length > 0 && { running }) }),
        summary: `${tasks.length} tasks`,
      };
    },
  };
}

function prepareRun(task: TaskInfo, editor: Editor): PreparedCall {
  const { line, folder } = task;
  const label = labelOf(task);
  // VS Code would ask what to do, in a dialog.
  if (editor.tasks.running().some(({ id }) => id === task.id)) {
    throw new ToolError(`The task “${label}” is running. Terminate it first.`);
  }
  return {
    risk: worst(["external", ...(line === undefined ? [] : [commandRisk(line)])]),
    isStep: true,
    question: `Run the task “${label}”${line === undefined ? "" : ` (${clip(line)})`}?`,
    ...(line !== undefined && {
      preview: { kind: "command" as const, text: line, ...(folder !== undefined && { cwd: folder }) },
    }),
    subject: line === undefined ? `task:${label}` : `terminal:${line}`,
    async run(signal) {
      const waits = task.background ? glance : patience;
      const { running, exitCode } = await editor.tasks.run(task.id, { patience: waits, signal });
      const ended = running ? "running" : exitCode === undefined ? "ended" : `exit code ${exitCode}`;
      return {
        output: asMaterial({
          task: label,
          ...(running ? { running } : { exit_code: exitCode ?? "not told" }),
          problems: problemsOf(editor.problems()),
          output: "cannot be read; run its command line in the terminal to read it",
        }),
        summary: `${label}: ${ended}`,
      };
    },
  };
}

function problemsOf(problems: readonly Problem[]): Record<string, unknown> {
  const errors = problems.filter(({ severity }) => severity === "error");
  const warnings = problems.filter(({ severity }) => severity === "warning");
  const first = errors
    .slice(0, mostProblems)
    .map(({ path, line, message }) => `${path}:${line} ${clip(message)}`);
  return { errors: errors.length, warnings: warnings.length, ...(first.length > 0 && { first }) };
}

function prepareTerminate({ name }: Input, editor: Editor): PreparedCall {
  const running = editor.tasks.running();
  const [only] = running;
  if (only === undefined) throw new ToolError("No task is running.");
  if (name === undefined && running.length > 1) {
    throw new ToolError("Several tasks are running. Ask the user which one.", { tasks: names(running) });
  }
  const task = name === undefined ? only : choose(name, running);
  return {
    risk: "reversible",
    isStep: true,
    question: "terminate task",
    run() {
      editor.tasks.terminate(task.id);
      return Promise.resolve({
        output: { terminated: labelOf(task) },
        summary: `Ended the task ${labelOf(task)}`,
      });
    },
  };
}
