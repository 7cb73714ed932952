import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeEverything, removeFromWorkspace, show, until, workspaceFolder } from "../tools/workbench.ts";
import { forgetPerformed, perform, type Asked } from "./performing.ts";

const program = `const order = { name: "tea", items: [1, 2, 3] };
function total(list) {
  let sum = 0;
  for (const item of list) {
    sum += item;
  }
  return sum;
}
const result = total(order.items);
console.log("the total is", result);
try { throw new Error("no tea"); } catch { order.name = "none"; }
`;

const configurations = ["Run the shop", "Run the tests"].map((name) => ({
  name,
  type: "node",
  request: "launch",
  program: "${workspaceFolder}/debugged/shop.js",
}));

async function debug(args: Record<string, unknown>, asked: Asked = {}): Promise<Record<string, unknown>> {
  const { outcome, result } = await perform("debug", args, asked);
  assert.equal(outcome.status, "done", outcome.output);
  return result;
}

async function failing(args: Record<string, unknown>): Promise<string> {
  const { outcome, result } = await perform("debug", args);
  assert.equal(outcome.status, "failed", outcome.output);
  return String(result["error"]);
}

async function start(line: number): Promise<Record<string, unknown>> {
  await debug({ action: "add_breakpoint", line });
  return debug(
    { action: "start", name: "run the shop" },
    { asks: /^Start debugging “Run the shop” \(node\)\?$/ },
  );
}

async function stopAll(): Promise<void> {
  await vscode.debug.stopDebugging();
  await until(
    "end of debugging",
    async () =>
      /Nothing is being/.test((await perform("debug", { action: "pause" })).outcome.output) || undefined,
  );
}

describe("debugging, in VS Code", function () {
  // The JavaScript debugger and its program take seconds to start on a busy machine.
  this.timeout(60_000);

  before(async () => {
    const write = (path: string, text: string): Thenable<void> =>
      vscode.workspace.fs.writeFile(
        vscode.Uri.joinPath(workspaceFolder(), path),
        new TextEncoder().encode(text),
      );
    await write("debugged/shop.js", program);
    await write(".vscode/launch.json", JSON.stringify({ version: "0.2.0", configurations }));
    await until("configurations", () => {
      const found = vscode.workspace
        .getConfiguration("launch", workspaceFolder())
        .get<unknown[]>("configurations");
      return found?.length === 2 || undefined;
    });
  });
  beforeEach(async () => {
    forgetPerformed();
    vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
    await closeEverything();
    await show("debugged/shop.js");
  });
  afterEach(stopAll);
  after(async () => {
    vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
    await closeEverything();
    await removeFromWorkspace("debugged");
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(workspaceFolder(), ".vscode"), { recursive: true });
    for (const terminal of vscode.window.terminals) terminal.dispose();
  });

  it("starts by a spoken name, stops at a breakpoint, and looks at variables", async () => {
    assert.deepEqual(
      { ...(await start(5)), note: "" },
      {
        ok: true,
        started: "Run the shop",
        stopped: "breakpoint",
        text: "Paused on breakpoint",
        file: "debugged/shop.js",
        line: 5,
        function: "total",
        note: "",
      },
    );
    const { scopes } = (await debug({ action: "variables" })) as {
      scopes: Record<string, Record<string, string>>;
    };
    assert.ok(
      Object.values(scopes).some((each) => each["sum"] === "0"),
      JSON.stringify(scopes),
    );
    assert.equal((await debug({ action: "variables", name: "some" }))["value"], "0");
    const list = await debug({ action: "variables", name: "list" });
    assert.partialDeepStrictEqual(list["members"], { "0": "1", "1": "2", "2": "3" });
    assert.equal((await debug({ action: "variables", name: "list dot 1" }))["value"], "2");
    assert.equal((await debug({ action: "evaluate", expression: "sum + item" }))["value"], "1");
    assert.equal((await debug({ action: "evaluate", expression: "list.length" }))["value"], "3");
    const called = await debug(
      { action: "evaluate", expression: "list.at(-1)" },
      { asks: /^Evaluate “list\.at\(-1\)” in the program\?$/ },
    );
    assert.equal(called["value"], "3");
    assert.match(await failing({ action: "evaluate", expression: "nobody" }), /The debugger could not do it/);
  });

  it("steps over, into and out, continues, and tells of the end", async () => {
    assert.equal((await start(9))["line"], 9);
    const into = await debug({ action: "step_into" });
    assert.deepEqual([into["function"], into["line"]], ["total", 3]);
    assert.equal((await debug({ action: "step_over" }))["line"], 4);
    const out = await debug({ action: "step_out" });
    assert.notEqual(out["function"], "total");
    assert.equal((await debug({ action: "continue" }))["ended"], true);
    assert.match(String((await debug({ action: "console" }))["printed"]), /the total is 6/);
  });

  it("reads the stack and goes to another frame", async () => {
    await start(5);
    const { frames } = (await debug({ action: "stack" })) as { frames: string[] };
    assert.equal(frames[0], "1. total, debugged/shop.js:5 (current)");
    assert.match(frames[1] ?? "", /^2\. .*debugged\/shop\.js:9$/);
    const { frames: after } = (await debug({ action: "frame", number: 2 })) as { frames: string[] };
    assert.match(after[1] ?? "", /\(current\)$/);
  });

  it("runs to the cursor", async () => {
    await start(3);
    const shown = await show("debugged/shop.js");
    shown.selection = new vscode.Selection(6, 0, 6, 0);
    assert.equal((await debug({ action: "run_to_cursor" }))["line"], 7);
  });

  it("stops where a condition holds", async () => {
    const condition = { action: "add_breakpoint", line: 5, condition: "item > 2" };
    // In which language it will be evaluated is not known before something is debugged.
    await debug(condition, { asks: /if item > 2/ });
    await debug({ action: "start", name: "run the shop" }, { asks: /Run the shop/ });
    assert.equal((await debug({ action: "evaluate", expression: "item" }))["value"], "3");
  });

  it("stops at exceptions when told to", async () => {
    await start(9);
    const filters = (await failing({ action: "exceptions" })).length;
    assert.ok(filters > 0);
    assert.deepEqual((await debug({ action: "exceptions", name: "caught exceptions" }))["stops_at"], [
      "Caught Exceptions",
    ]);
    const stopped = await debug({ action: "continue" });
    assert.equal(stopped["stopped"], "exception");
    assert.equal(stopped["line"], 11);
  });

  it("stops and says that nothing runs", async () => {
    await start(5);
    await debug({ action: "stop" });
    await stopAll();
    assert.match(await failing({ action: "step_over" }), /Nothing is being debugged/);
    assert.match(await failing({ action: "variables" }), /Nothing is being debugged/);
  });

  it("sets, lists, disables, toggles and removes breakpoints", async () => {
    await debug({ action: "add_breakpoint", line: 3 });
    await debug({ action: "add_breakpoint", name: "total", hits: "2" });
    await debug(
      { action: "add_breakpoint", line: 5, log: "sum is {sum}" },
      { asks: /logs “sum is \{sum\}”/ },
    );
    const { breakpoints } = (await debug({ action: "breakpoints" })) as { breakpoints: string[] };
    assert.deepEqual(breakpoints, [
      "debugged/shop.js:3",
      "debugged/shop.js:2, hits 2",
      "debugged/shop.js:5, logs “sum is {sum}”",
    ]);
    assert.equal((await debug({ action: "disable_all" }))["disabled"], 3);
    assert.ok(vscode.debug.breakpoints.every(({ enabled }) => !enabled));
    assert.equal((await debug({ action: "enable_all" }))["enabled"], 3);
    await debug({ action: "toggle_breakpoint", line: 3 });
    await debug({ action: "toggle_breakpoint", line: 9 });
    const lines = (): number[] =>
      vscode.debug.breakpoints
        .map((each) => (each as vscode.SourceBreakpoint).location.range.start.line + 1)
        .toSorted((left, right) => left - right);
    assert.deepEqual(lines(), [2, 5, 9]);
    await debug({ action: "remove_breakpoint", line: 9 });
    assert.match(await failing({ action: "remove_breakpoint", line: 9 }), /no breakpoint at line 9/);
    await debug({ action: "remove_all" });
    assert.deepEqual(lines(), []);
  });

  it("asks before it sets a condition that calls something", async () => {
    await debug(
      { action: "add_breakpoint", line: 5, condition: "total([1]) > 0" },
      { asks: /if total\(\[1\]\) > 0/, accept: false },
    );
    assert.equal(vscode.debug.breakpoints.length, 0);
  });

  it("asks before it restarts: the code may be another one by now", async () => {
    await start(9);
    await debug({ action: "restart" }, { asks: /^Restart “.*with the code as it is now\?$/, accept: false });
    const { frames } = (await debug({ action: "stack" })) as { frames: string[] };
    assert.match(frames[0] ?? "", /debugged\/shop\.js:9 \(current\)$/);
  });

  it("starts nothing that is not there, and nothing after a no", async () => {
    assert.match(await failing({ action: "start", name: "deploy" }), /None of the launch configurations/);
    assert.match(await failing({ action: "start" }), /Say which configuration/);
    await debug({ action: "start", name: "the shop" }, { asks: /shop/, accept: false });
    assert.match(await failing({ action: "pause" }), /Nothing is being debugged/);
  });
});
