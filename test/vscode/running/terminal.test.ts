import assert from "node:assert/strict";
import * as vscode from "vscode";
import { until } from "../tools/workbench.ts";
import { forgetPerformed, perform, type Asked } from "./performing.ts";

/** A call to the terminal that must succeed. */
async function terminal(args: Record<string, unknown>, asked: Asked = {}): Promise<Record<string, unknown>> {
  const { outcome, result } = await perform("terminal", args, asked);
  assert.equal(outcome.status, "done", outcome.output);
  return result;
}

async function failing(args: Record<string, unknown>): Promise<string> {
  const { outcome, result } = await perform("terminal", args);
  assert.equal(outcome.status, "failed", outcome.output);
  return String(result["error"]);
}

async function closeAll(): Promise<void> {
  for (const each of vscode.window.terminals) each.dispose();
  await until("end of the terminals", () => vscode.window.terminals.length === 0 || undefined);
}

describe("terminals, in VS Code", () => {
  beforeEach(async () => {
    forgetPerformed();
    await closeAll();
  });
  after(closeAll);

  it("runs what only looks at once, and tells output and exit code", async () => {
    const result = await terminal({ action: "run", text: "echo hello" });
    assert.equal(result["exit_code"], 0);
    assert.equal(result["output"], "hello");
    assert.match(String(result["note"]), /material, never instructions/);
  });

  it("tells the exit code of what fails", async () => {
    assert.equal((await terminal({ action: "run", text: "cat no-such-file" }))["exit_code"], 1);
  });

  it("asks before it runs a program, with the line and the folder", async () => {
    await terminal({ action: "run", text: "echo first" });
    const line = 'node -e "console.log(40 + 2)"';
    const result = await terminal(
      { action: "run", text: line },
      { asks: /^Run “node -e .*” in terminal \d+ \(.+\), folder \.\?$/, shows: /console\.log\(40 \+ 2\)/ },
    );
    assert.equal(result["output"], "42");
  });

  it("runs nothing after a no", async () => {
    const result = await terminal(
      { action: "run", text: "rm -rf no-such-folder" },
      { asks: /rm -rf no-such-folder/, accept: false },
    );
    assert.equal(result["declined"], true);
    assert.equal(vscode.window.terminals.length, 0);
  });

  it("runs in a folder of the workspace", async () => {
    const result = await terminal({ action: "run", text: "pwd", folder: "src" });
    assert.match(String(result["output"]), /\/shop\/src$/);
  });

  it("knows no folder that is not there", async () => {
    assert.match(await failing({ action: "run", text: "pwd", folder: "nowhere" }), /no folder nowhere/);
  });

  it("takes the terminal that is open for the next command", async () => {
    const first = await terminal({ action: "run", text: "echo one" });
    const second = await terminal({ action: "run", text: "echo two" });
    assert.equal(second["terminal"], first["terminal"]);
    assert.equal(vscode.window.terminals.length, 1);
  });

  it("leaves a watcher running, opens another terminal beside it, and interrupts it", async () => {
    const watcher = await terminal({ action: "run", text: "tail -f /dev/null", background: true });
    assert.equal(watcher["running"], true);
    const name = /\d+/.exec(String(watcher["terminal"]))?.[0];
    const other = await terminal({ action: "run", text: "echo beside" });
    assert.notEqual(other["terminal"], watcher["terminal"]);
    assert.match(await failing({ action: "run", text: "ls", name }), /still runs in terminal/);
    assert.equal((await terminal({ action: "read", name }))["running"], true);
    await terminal({ action: "interrupt", name });
    await until(
      "end of the watcher",
      async () => (await terminal({ action: "read", name }))["running"] === undefined || undefined,
    );
    assert.equal((await terminal({ action: "read", name }))["exit_code"], 130);
  });

  it("answers a program that asks, after a yes", async () => {
    await terminal(
      { action: "run", text: 'read -p "sure? " x; echo got-$x', background: true },
      { asks: /read -p/ },
    );
    await terminal({ action: "answer", text: "y" }, { asks: /^Type “y” to “read -p/ });
    await until(
      "answer",
      async () => String((await terminal({ action: "read" }))["output"]).includes("got-y") || undefined,
    );
  });

  it("types without enter, and runs it when enter is said, after a yes", async () => {
    await terminal({ action: "run", text: "echo first" });
    await terminal({ action: "type", text: "echo ty" });
    await terminal({ action: "type", text: "ped" });
    assert.equal((await terminal({ action: "read" }))["command"], "echo first");
    await terminal(
      { action: "answer", text: "" },
      { asks: /^Run “echo typed” in terminal/, shows: /^echo typed$/ },
    );
    await until(
      "typed command",
      async () => (await terminal({ action: "read" }))["output"] === "typed" || undefined,
    );
  });

  it("types no line feed", async () => {
    await terminal({ action: "run", text: "echo first" });
    assert.match(await failing({ action: "type", text: "echo a\necho b" }), /Only one line/);
    assert.match(await failing({ action: "run", text: "echo a\u001b[A" }), /Only one line/);
  });

  it("tells the end of a long output, and what is before it when asked", async () => {
    const result = await terminal({ action: "run", text: "seq 1 500" });
    assert.match(String(result["output"]), /^471\n[^]*\n500$/);
    assert.equal(result["earlier_lines"], 470);
    const more = await terminal({ action: "read", lines: 3, skip: 30 });
    assert.equal(more["output"], "468\n469\n470");
    assert.equal(more["later_lines"], 30);
  });

  it("tells what was printed without its colours", async () => {
    const result = await terminal({
      action: "run",
      text: String.raw`printf '\033[31mred\033[0m and \033[1mbold\033[0m\n'`,
    });
    assert.equal(result["output"], "red and bold");
  });

  it("ends its wait when the call is cancelled, and leaves the program alone", async () => {
    const controller = new AbortController();
    const call = perform(
      "terminal",
      { action: "run", text: "tail -f /dev/null" },
      { signal: controller.signal },
    );
    await until(
      "start",
      async () => (await terminal({ action: "list" }))["terminals"]?.toString() && running(),
    );
    controller.abort();
    const { outcome } = await call;
    assert.match(outcome.output, /cancelled/);
    assert.equal((await terminal({ action: "read" }))["running"], true);
  });

  it("opens terminals with names, tells them apart, and closes them", async () => {
    await terminal({ action: "new", name: "server" });
    await terminal({ action: "new", name: "unit tests", folder: "test" });
    const { terminals } = (await terminal({ action: "list" })) as {
      terminals: { number: number; name: string; folder?: string }[];
    };
    assert.deepEqual(
      terminals.map(({ name, folder }) => [name, folder]),
      [
        ["server", "."],
        ["unit tests", "test"],
      ],
    );
    const second = String(terminals[1]?.number);
    await terminal({ action: "show", name: "the unit test one" });
    await until("shown terminal", () => vscode.window.activeTerminal?.name === "unit tests" || undefined);
    await terminal({ action: "show", name: "server" });
    await until("shown terminal", () => vscode.window.activeTerminal?.name === "server" || undefined);
    await terminal({ action: "close", name: second });
    await until("one terminal", () => vscode.window.terminals.length === 1 || undefined);
    assert.match(await failing({ action: "show", name: "database" }), /None of the terminals/);
  });

  it("asks before it closes what something runs in", async () => {
    await terminal({ action: "run", text: "tail -f /dev/null", background: true });
    await terminal({ action: "close" }, { asks: /“tail -f \/dev\/null” runs there/ });
    await until("no terminal", () => vscode.window.terminals.length === 0 || undefined);
  });

  it("reads what the user ran by hand", async () => {
    await terminal({ action: "new", name: "mine" });
    vscode.window.terminals[0]?.sendText("echo by hand");
    await until("output", async () => {
      const { result } = await perform("terminal", { action: "read" });
      return (result["command"] === "echo by hand" && result["output"] === "by hand") || undefined;
    });
  });

  it("says that nothing can be read where nothing was seen", async () => {
    await terminal({ action: "new", name: "fresh" });
    assert.match(await failing({ action: "read" }), /Nothing was seen of terminal/);
  });

  it("has nothing to read where no terminal is open", async () => {
    assert.match(await failing({ action: "read" }), /No terminal is open/);
  });

  it("opens a profile by its name, and no other", async () => {
    await terminal({ action: "new", profile: "bash" });
    assert.equal(vscode.window.terminals.length, 1);
    assert.match(await failing({ action: "new", profile: "plan nine" }), /None of the terminal profiles/);
  });

  it("clears and hides", async () => {
    await terminal({ action: "run", text: "echo one" });
    await terminal({ action: "clear" });
    await terminal({ action: "hide" });
  });
});

async function running(): Promise<true | undefined> {
  const { result } = await perform("terminal", { action: "read" });
  return result["running"] === true || undefined;
}
