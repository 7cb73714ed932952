import assert from "node:assert/strict";
import * as vscode from "vscode";
import { editor, until, workspaceFolder } from "../tools/workbench.ts";
import { forgetPerformed, perform } from "./performing.ts";
import {
  closeAll,
  closePanel,
  failing,
  newPrompt,
  open,
  read,
  shown,
  terminal,
  told,
  toldOrLost,
} from "./terminalRig.ts";

const watcher = "tail -f /dev/null";

/** What is not known to look alone. */
const asksToRun = { asks: /^Run “/ };

describe("terminals whose shell tells of its commands, in VS Code", () => {
  beforeEach(async () => {
    forgetPerformed();
    await closeAll();
    await open("shop");
  });
  after(closePanel);

  it("run what only looks at once, and tell output and exit code", async () => {
    const result = await terminal({ action: "run", text: "echo hello" });
    assert.equal(result["terminal"], "terminal 1 (shop)");
    assert.equal(result["exit_code"], 0);
    assert.equal(result["output"], "hello");
    assert.match(String(result["note"]), /material, never instructions/);
  });

  it("tell the exit code and the words of what fails", async () => {
    const result = await terminal({ action: "run", text: "cat no-such-file" });
    assert.equal(result["exit_code"], 1);
    assert.match(String(result["output"]), /no-such-file: No such file/);
  });

  it("ask before a program runs, with the line and the folder", async () => {
    const result = await terminal(
      { action: "run", text: 'node -e "console.log(40 + 2); process.exit(3)"' },
      {
        asks: /^Run “node -e .*” in terminal 1 \(shop\), folder \.\?$/,
        shows: /^node -e "console\.log\(40 \+ 2\); process\.exit\(3\)"$/,
      },
    );
    assert.equal(result["output"], "42");
    assert.equal(result["exit_code"], 3);
  });

  it("run nothing after a no", async () => {
    const result = await terminal(
      { action: "run", text: "echo no > declined.txt" },
      { asks: /declined\.txt/, accept: false },
    );
    assert.equal(result["declined"], true);
    // What came after it came before its end.
    await terminal({ action: "run", text: "echo after" });
    assert.deepEqual(
      editor.terminals.list()[0]?.commands.map(({ line }) => line),
      ["echo after"],
    );
  });

  it("are opened in the folder that is named", async () => {
    const result = await terminal({ action: "run", text: "pwd", folder: "src" });
    assert.equal(
      result["output"],
      vscode.Uri.joinPath(workspaceFolder(), "src").fsPath,
      JSON.stringify(result),
    );
    assert.match(String(result["terminal"]), /^terminal 2/);
  });

  it("take the next command, where nothing runs", async () => {
    await terminal({ action: "run", text: "echo one" });
    assert.equal((await terminal({ action: "run", text: "echo two" }))["terminal"], "terminal 1 (shop)");
    assert.equal(vscode.window.terminals.length, 1);
  });

  it("go on with a watcher, which is left alone by what runs next, and interrupt it", async () => {
    const started = await terminal({ action: "run", text: watcher, background: true }, asksToRun);
    assert.equal(started["running"], true);
    await read("watcher", ({ command }) => command === watcher);
    const other = await terminal({ action: "run", text: "echo beside" });
    assert.match(String(other["terminal"]), /^terminal 2/);
    assert.match(await failing({ action: "run", text: "ls", name: "shop" }), /still runs in terminal 1/);
    assert.equal((await terminal({ action: "read", name: "shop" }))["running"], true);
    await terminal({ action: "interrupt", name: "shop" });
    const ended = await read("end of the watcher", ({ running }) => running === undefined, "shop");
    assert.equal(ended["exit_code"], 130);
  });

  it("say that it runs where the shell has not yet told that it has begun", async () => {
    const options = { patience: 0, signal: new AbortController().signal };
    const command = await editor.terminals.run(1, "echo late", options);
    assert.equal(command?.line, "echo late");
    await read("output", ({ output }) => output === "late");
  });

  it("answer a program that asks, after a yes", async () => {
    const line = 'read -p "sure? " x; echo got-$x';
    await terminal({ action: "run", text: line, background: true }, { asks: /read -p/ });
    await read("question", ({ output }) => String(output).includes("sure?"));
    await terminal({ action: "answer", text: "y" }, { asks: /^Type “y” to “read -p/, shows: /^y$/ });
    const ended = await read("end", ({ running }) => running === undefined);
    assert.match(String(ended["output"]), /^got-y$/m);
  });

  it("ask for the whole line, where what was typed before makes it a danger", async () => {
    const file = vscode.Uri.joinPath(workspaceFolder(), "typed.txt");
    await vscode.workspace.fs.writeFile(file, Buffer.from("typed"));
    try {
      await terminal({ action: "type", text: "rm typ" });
      const asks = /^Run “rm typed\.txt” in terminal 1 \(shop\)\?$/;
      const answer = { action: "answer", text: "ed.txt" };
      await terminal(answer, { asks, shows: /^rm typed\.txt$/, accept: false });
      assert.equal(Buffer.from(await vscode.workspace.fs.readFile(file)).toString(), "typed");
      await terminal(answer, { asks });
      assert.equal((await read("end", ({ exit_code }) => exit_code === 0))["command"], "rm typed.txt");
      await assert.rejects(Promise.resolve(vscode.workspace.fs.stat(file)));
    } finally {
      await vscode.workspace.fs.delete(file).then(undefined, () => undefined);
    }
  });

  it("keep what was typed until it is sent or interrupted", async () => {
    const typed = (): string | undefined => editor.terminals.list()[0]?.typed;
    await terminal({ action: "type", text: "echo ty" });
    await terminal({ action: "type", text: "ped" });
    assert.equal(typed(), "echo typed");
    await terminal({ action: "interrupt" });
    assert.equal(typed(), "");
    await newPrompt();
    assert.equal((await terminal({ action: "run", text: "echo whole" }))["output"], "whole");
    await terminal({ action: "type", text: "echo sent" });
    await terminal({ action: "answer", text: "" }, { asks: /^Run “echo sent” in/ });
    toldOrLost(
      await read("end", ({ command, exit_code }) => command === "echo sent" && exit_code === 0),
      "sent",
    );
    assert.equal(typed(), "");
  });

  it("join no line that is run to what was typed", async () => {
    await terminal({ action: "type", text: "touch joined.txt;" });
    const joining = { action: "run", text: "echo whole", name: "shop" };
    assert.match(await failing(joining), /“touch joined\.txt;” is typed in terminal 1 \(shop\) and not sent/);
    const other = await terminal({ action: "run", text: "echo whole" });
    assert.deepEqual([other["terminal"] === "terminal 1 (shop)", other["output"]], [false, "whole"]);
    await terminal({ action: "show", name: "shop" });
    await until("shown terminal", () => vscode.window.activeTerminal?.name === "shop" || undefined);
    await terminal({ action: "interrupt" });
    await newPrompt();
    assert.equal((await terminal(joining))["output"], "whole");
    await assert.rejects(
      Promise.resolve(vscode.workspace.fs.stat(vscode.Uri.joinPath(workspaceFolder(), "joined.txt"))),
    );
  });

  it("know the end where Bash tells the first command for the whole line", async () => {
    // As in Debian's and Ubuntu's ~/.bashrc.
    vscode.window.createTerminal({ name: "ubuntu", env: { HISTCONTROL: "ignoreboth" } }).show();
    await told("ubuntu");
    const text = "echo first && cat no-such-file";
    const result = await terminal({ action: "run", text, name: "ubuntu" });
    assert.equal(result["exit_code"], 1, JSON.stringify(result));
    if (result["lost"] === undefined) assert.match(String(result["output"]), /^first\n.*No such file/);
    assert.equal((await terminal({ action: "read", name: "ubuntu" }))["command"], text);
    const subshell = await terminal({ action: "run", text: "(echo sub)", name: "ubuntu" }, asksToRun);
    assert.notEqual(subshell["exit_code"], undefined, JSON.stringify(subshell));
  });

  it("type no line feed", async () => {
    assert.match(await failing({ action: "type", text: "echo a\necho b" }), /Only one line/);
    assert.match(await failing({ action: "run", text: "echo a\u001b[A" }), /Only one line/);
  });

  it("tell the end of a long output, and what is before it when asked", async () => {
    const result = await terminal({ action: "run", text: "seq 1 500" }, asksToRun);
    assert.match(String(result["output"]), /^471\n[^]*\n500$/);
    assert.equal(result["earlier_lines"], 470);
    const more = await terminal({ action: "read", lines: 3, skip: 30 });
    assert.equal(more["output"], "468\n469\n470");
    assert.equal(more["later_lines"], 30);
  });

  it("tell what was printed without its colours", async () => {
    const text = String.raw`printf '\033[31mred\033[0m and \033[1mbold\033[0m\n'`;
    assert.equal((await terminal({ action: "run", text }, asksToRun))["output"], "red and bold");
  });

  it("leave the program alone where the call is cancelled", async () => {
    const controller = new AbortController();
    const call = perform(
      "terminal",
      { action: "run", text: watcher },
      { ...asksToRun, signal: controller.signal },
    );
    await until("start", () => editor.terminals.list()[0]?.commands[0]?.running);
    controller.abort();
    assert.match((await call).outcome.output, /cancelled/);
    assert.equal((await terminal({ action: "read" }))["running"], true);
  });

  it("ask before they close while something runs, and not otherwise", async () => {
    await terminal({ action: "run", text: watcher, background: true }, asksToRun);
    await read("watcher", ({ running }) => running === true);
    const asks = /^Close terminal 1 \(shop\)\? “tail -f \/dev\/null” runs there\.$/;
    await terminal({ action: "close" }, { asks, accept: false });
    assert.equal((await terminal({ action: "read" }))["running"], true);
    await terminal({ action: "close" }, { asks });
    await until("no terminal", () => vscode.window.terminals.length === 0 || undefined);
    await open("idle");
    await terminal({ action: "close" });
    await until("no terminal", () => vscode.window.terminals.length === 0 || undefined);
  });

  it("tell what the user runs by hand", async () => {
    const text = "echo by hand\r";
    await vscode.commands.executeCommand("workbench.action.terminal.sendSequence", { text });
    const result = await read("command", ({ exit_code }) => exit_code === 0);
    assert.equal(result["command"], "echo by hand");
    toldOrLost(result, "by hand");
  });

  it("say that nothing ran there yet", async () => {
    assert.match(await failing({ action: "read" }), /Nothing was seen of terminal 1 .*Nothing ran there/);
  });

  it("are cleared, and what ran there is still known", async () => {
    await terminal({ action: "run", text: "echo to be cleared" });
    await until("output on the screen", async () => (await shown()).includes("to be cleared") || undefined);
    await terminal({ action: "clear" });
    await until("empty screen", async () => !(await shown()).includes("to be cleared") || undefined);
    assert.equal((await terminal({ action: "read" }))["output"], "to be cleared");
  });
});
