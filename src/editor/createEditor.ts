/** The tools' `Editor`, done with the VS Code API. */
import * as vscode from "vscode";
import type { Editor } from "../tools/editor.ts";
import { readBranch } from "./branch.ts";
import { listCommands, runCommand } from "./commands.ts";
import { ShownChoices } from "./choices.ts";
import { WindowDebugging } from "./debugging.ts";
import { describeActive, linesOf, openPaths, requireEditor } from "./documents.ts";
import { edit, save, step } from "./edits.ts";
import { fileChanges } from "./fileChanges.ts";
import { listFiles } from "./files.ts";
import { git } from "./git.ts";
import { back, open, select, settled, startSelecting } from "./navigation.ts";
import { listProblems } from "./problems.ts";
import { createSyntax } from "./syntax.ts";
import { createWorkspaceSymbols, definitions, documentSymbols, selectionRanges } from "./symbols.ts";
import { WorkspaceTasks } from "./tasks.ts";
import { WindowTerminals } from "./terminals.ts";
import { tests } from "./tests.ts";

/**
 * @param bundles the folder of the extension's bundles, and of what they load.
 * @param parts gets what must be ended with it.
 */
export function createEditor(bundles = __dirname, parts: vscode.Disposable[] = []): Editor {
  const choices = new ShownChoices();
  const terminals = new WindowTerminals();
  const debug = new WindowDebugging();
  parts.push(terminals, debug);
  return {
    terminals,
    tasks: new WorkspaceTasks(),
    tests,
    debug,
    git,
    trusted: () => vscode.workspace.isTrusted,
    active: describeActive,
    lines: linesOf,
    text: () => requireEditor().document.getText().replaceAll("\r\n", "\n"),
    openEditors: openPaths,
    branch: async () => readBranch(),
    problems: listProblems,
    files: listFiles,
    open,
    select,
    startSelecting,
    settled,
    showChoices: (offered) => choices.show(offered),
    shownChoices: () => choices.shown(),
    hideChoices: () => choices.hide(),
    syntax: createSyntax(bundles),
    selectionRanges,
    documentSymbols,
    workspaceSymbols: createWorkspaceSymbols(),
    definitions,
    back,
    edit,
    undo: () => step("undo"),
    redo: () => step("redo"),
    save,
    commands: listCommands,
    runCommand,
    ...fileChanges,
  };
}
