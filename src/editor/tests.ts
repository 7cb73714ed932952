/** VS Code's testing, by its commands: other extensions' tests are not in its API. */
import { setTimeout as delay } from "node:timers/promises";
import * as vscode from "vscode";
import { EditorError } from "../tools/editor.ts";
import type { TestMode, Tests, TestScope } from "../tools/testing/tests.ts";
import { activeTextEditor } from "./documents.ts";

export const testCommands: Record<TestScope, Record<TestMode, string>> = {
  at_cursor: {
    run: "testing.runAtCursor",
    debug: "testing.debugAtCursor",
    coverage: "testing.coverageAtCursor",
  },
  file: {
    run: "testing.runCurrentFile",
    debug: "testing.debugCurrentFile",
    coverage: "testing.coverageCurrentFile",
  },
  all: { run: "testing.runAll", debug: "testing.debugAll", coverage: "testing.coverageAll" },
  failed: { run: "testing.reRunFailTests", debug: "testing.debugFailTests", coverage: "" },
  last: { run: "testing.reRunLastRun", debug: "testing.debugLastRun", coverage: "testing.coverageLastRun" },
};

export const tests: Tests = {
  async known() {
    try {
      const controllers = await vscode.commands.executeCommand<string[]>(
        "vscode.testing.getControllersWithTests",
      );
      const uri = activeTextEditor()?.document.uri;
      const here =
        uri && (await vscode.commands.executeCommand<unknown[]>("vscode.testing.getTestsInFile", uri));
      return { any: controllers.length > 0, here: here?.length ?? 0 };
    } catch {
      // Commands of VS Code's own that it may take away; then nobody knows.
      return undefined;
    }
  },
  async run(scope, mode, { patience, signal }) {
    const command = testCommands[scope][mode];
    if (command === "")
      throw new EditorError("VS Code cannot run failed tests with coverage. Use what: last.");
    if (scope === "at_cursor" || scope === "file") {
      await vscode.commands.executeCommand("workbench.action.focusActiveEditorGroup");
    }
    const stopped = new AbortController();
    const stop = AbortSignal.any([signal, stopped.signal]);
    try {
      return await Promise.race([
        vscode.commands.executeCommand(command).then(() => true),
        delay(patience, false, { signal: stop }),
      ]);
    } finally {
      stopped.abort();
    }
  },
  async cancel() {
    await vscode.commands.executeCommand("testing.cancelRun");
  },
  async goToFailure(direction) {
    const before = placeNow();
    await vscode.commands.executeCommand(
      direction === "next" ? "testing.goToNextMessage" : "testing.goToPreviousMessage",
    );
    return placeNow() !== before || peekAny();
  },
};

/** The commands step through failures only once one is shown. */
async function peekAny(): Promise<boolean> {
  const uri = activeTextEditor()?.document.uri;
  if (uri === undefined) return false;
  const found = await vscode.commands.executeCommand<string[][]>("vscode.testing.getTestsInFile", uri);
  for (const path of found) {
    // The parts of a test's id are joined so in VS Code.
    if ((await vscode.commands.executeCommand("vscode.peekTestError", path.join("\0"))) === true) return true;
  }
  return false;
}

function placeNow(): string {
  const editor = activeTextEditor();
  return editor === undefined ? "" : `${editor.document.uri.toString()}#${editor.selection.active.line}`;
}
