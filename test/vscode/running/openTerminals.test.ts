import assert from "node:assert/strict";
import * as vscode from "vscode";
import { editor, removeFromWorkspace, until, workspaceFolder } from "../tools/workbench.ts";
import { forgetPerformed } from "./performing.ts";
import { closeAll, closePanel, failing, open, terminal, type Result } from "./terminalRig.ts";

describe("terminals, in VS Code", () => {
  beforeEach(async () => {
    forgetPerformed();
    await closeAll();
  });
  after(closePanel);

  describe("whose shell tells nothing", () => {
    beforeEach(async () => {
      // VS Code makes no shell tell that is not one of those it knows.
      vscode.window.createTerminal({ name: "plain", shellPath: "/bin/sh" });
      await until("terminal", () => editor.terminals.list()[0]);
    });
    afterEach(async () => {
      await vscode.workspace.fs
        .stat(vscode.Uri.joinPath(workspaceFolder(), "unseen.txt"))
        .then(() => removeFromWorkspace("unseen.txt"));
    });

    async function made(): Promise<void> {
      const file = vscode.Uri.joinPath(workspaceFolder(), "unseen.txt");
      await until("file", () => vscode.workspace.fs.stat(file).then(undefined, () => undefined));
    }

    it("are sent a line, which says that its end cannot be seen", async () => {
      const line = "touch unseen.txt";
      const result = await terminal({ action: "run", text: line, name: "plain" }, { asks: /^Run “touch/ });
      assert.equal(result["sent"], line);
      assert.match(String(result["unseen"]), /does not tell what comes of it/);
      assert.equal(result["exit_code"], undefined);
      await made();
      assert.match(await failing({ action: "read" }), /does not tell of its commands, so nothing/);
      const { terminals } = (await terminal({ action: "list" })) as { terminals: Result[] };
      assert.equal(terminals[0]?.["output"], "cannot be seen");
    });

    it("ask before anything is typed, and before they close", async () => {
      await terminal({ action: "type", text: "touch " }, { asks: /^Type “touch\s?” to what runs\?$/ });
      await terminal(
        { action: "answer", text: "unseen.txt" },
        { asks: /^Type “unseen\.txt” to what runs\?$/ },
      );
      await made();
      await terminal({ action: "close" }, { asks: /something may run there/, accept: false });
      assert.equal(vscode.window.terminals.length, 1);
      await terminal({ action: "close" }, { asks: /something may run there/ });
      await until("no terminal", () => vscode.window.terminals.length === 0 || undefined);
    });
  });

  it("open no terminal after a no", async () => {
    const result = await terminal(
      { action: "run", text: "rm -rf no-such-folder" },
      { asks: /^Run “rm -rf no-such-folder” in a new terminal\?$/, accept: false },
    );
    assert.equal(result["declined"], true);
    assert.equal(vscode.window.terminals.length, 0);
  });

  it("know no folder that is not there", async () => {
    assert.match(await failing({ action: "run", text: "pwd", folder: "nowhere" }), /no folder nowhere/);
  });

  it("have names, by which they are shown, hidden and closed", async () => {
    await open("server");
    await terminal({ action: "new", name: "unit tests", folder: "test" });
    const { terminals } = await until("folders", async () => {
      const listed = (await terminal({ action: "list" })) as { terminals: Result[] };
      return listed.terminals.every(({ folder }) => folder !== undefined) ? listed : undefined;
    });
    assert.deepEqual(
      terminals.map(({ number, name, folder }) => [number, name, folder]),
      [
        [1, "server", "."],
        [2, "unit tests", "test"],
      ],
    );
    const active = (name: string) => () => vscode.window.activeTerminal?.name === name || undefined;
    await terminal({ action: "show", name: "server" });
    await until("shown terminal", active("server"));
    await terminal({ action: "show", name: "the unit test one" });
    await until("shown terminal", active("unit tests"));
    await terminal({ action: "hide" });
    assert.match(await failing({ action: "show", name: "database" }), /None of the terminals/);
    await terminal({ action: "close", name: "2" });
    await until("one terminal", () => vscode.window.terminals.length === 1 || undefined);
    assert.equal(vscode.window.terminals[0]?.name, "server");
  });

  it("have nothing to read where none is open", async () => {
    assert.match(await failing({ action: "read" }), /No terminal is open/);
  });

  it("open by the name of a profile, and no other", async () => {
    assert.match(
      String((await terminal({ action: "new", profile: "bash" }))["terminal"]),
      /^terminal 1 \(bash\)$/,
    );
    assert.equal(vscode.window.terminals.length, 1);
    assert.match(await failing({ action: "new", profile: "plan nine" }), /None of the terminal profiles/);
  });
});
