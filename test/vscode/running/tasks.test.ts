import assert from "node:assert/strict";
import * as vscode from "vscode";
import { until, workspaceFolder } from "../tools/workbench.ts";
import { forgetPerformed, perform } from "./performing.ts";

const tasks = [
  { label: "say hello", type: "shell", command: "echo hello" },
  { label: "fail on purpose", type: "shell", command: "exit 3" },
  { label: "compile all", type: "shell", command: "true", group: "build" },
  {
    label: "wait for ever",
    type: "shell",
    command: "tail -f /dev/null",
    isBackground: true,
    problemMatcher: [],
  },
];

const presentation = { reveal: "silent" };

describe("tasks, in VS Code", () => {
  const file = (): vscode.Uri => vscode.Uri.joinPath(workspaceFolder(), ".vscode/tasks.json");

  before(async () => {
    const text = JSON.stringify({ version: "2.0.0", presentation, tasks });
    await vscode.workspace.fs.writeFile(file(), new TextEncoder().encode(text));
    await until("tasks", async () => {
      const found = await vscode.tasks.fetchTasks();
      return found.some(({ name }) => name === "say hello") || undefined;
    });
  });
  beforeEach(() => forgetPerformed());
  after(async () => {
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(workspaceFolder(), ".vscode"), { recursive: true });
    for (const terminal of vscode.window.terminals) terminal.dispose();
  });

  it("runs one by its spoken name, after a yes that shows its line", async () => {
    const { result } = await perform(
      "run_task",
      { name: "say hallo" },
      { asks: /^Run the task “Workspace: say hello” \(echo hello\)\?$/, shows: /^echo hello$/ },
    );
    assert.equal(result["exit_code"], 0);
    // Those of the other tests' files may be among them.
    assert.partialDeepStrictEqual(Object.keys(result["problems"] as object), ["errors", "warnings"]);
  });

  it("tells the exit code of one that fails, and runs it again", async () => {
    const { result } = await perform("run_task", { name: "fail on purpose" }, { asks: /exit 3/ });
    assert.equal(result["exit_code"], 3);
    const again = await perform("run_task", { action: "rerun" }, { asks: /fail on purpose/ });
    assert.equal(again.result["exit_code"], 3);
  });

  it("runs the one of a group", async () => {
    const { result } = await perform("run_task", { group: "build" }, { asks: /compile all/ });
    assert.equal(result["exit_code"], 0);
  });

  it("leaves a background task running, tells so, and ends it", async () => {
    const { result } = await perform("run_task", { name: "wait for ever" }, { asks: /wait for ever/ });
    assert.equal(result["running"], true);
    const { result: list } = await perform("run_task", { action: "list" });
    assert.deepEqual(list["running"], ["Workspace: wait for ever"]);
    await perform("run_task", { action: "terminate" });
    await until("end", () => vscode.tasks.taskExecutions.length === 0 || undefined);
    const { outcome } = await perform("run_task", { action: "terminate" });
    assert.match(outcome.output, /No task is running/);
  });

  it("lists them, those of npm too", async () => {
    const { result } = await perform("run_task", { action: "list" });
    const names = (result["tasks"] as { name: string }[]).map(({ name }) => name);
    assert.ok(names.includes("Workspace: compile all"), names.join());
    assert.ok(names.includes("npm: test"), names.join());
  });

  it("tells the nearest where none is called so", async () => {
    const { outcome } = await perform("run_task", { name: "deploy rocket" });
    assert.match(outcome.output, /None of the tasks is called/);
    assert.match((await perform("run_task", {})).outcome.output, /Say which task/);
  });
});
