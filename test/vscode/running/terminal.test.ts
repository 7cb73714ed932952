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

  it("runs nothing after a no", async () => {
    const result = await terminal(
      { action: "run", text: "rm -rf no-such-folder" },
      { asks: /rm -rf no-such-folder/, accept: false },
    );
    assert.equal(result["declined"], true);
    assert.equal(vscode.window.terminals.length, 0);
  });

  it("knows no folder that is not there", async () => {
    assert.match(await failing({ action: "run", text: "pwd", folder: "nowhere" }), /no folder nowhere/);
  });

  it("types no line feed", async () => {
    await terminal({ action: "new", name: "plain" });
    assert.match(await failing({ action: "type", text: "echo a\necho b" }), /Only one line/);
    assert.match(await failing({ action: "run", text: "echo a\u001b[A" }), /Only one line/);
  });

  it("has nothing to read where no terminal is open", async () => {
    assert.match(await failing({ action: "read" }), /No terminal is open/);
  });
});
