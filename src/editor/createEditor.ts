/** The tools' `Editor`, done with the VS Code API. */
import * as vscode from "vscode";
import type { Editor } from "../tools/editor.ts";
import { createAgents } from "./agents.ts";
import { readBranch } from "./branch.ts";
import { listCommands, runCommand } from "./commands.ts";
import { ShownChoices } from "./choices.ts";
import { WindowDebugging } from "./debugging.ts";
import { describeActive, linesOf, openPaths, requireEditor } from "./documents.ts";
import { edit, save, step } from "./edits.ts";
import { createEditing } from "./editing/editing.ts";
import { fileChanges } from "./fileChanges.ts";
import { listFiles } from "./files.ts";
import { git } from "./git.ts";
import { open, select, settled, startSelecting } from "./navigation.ts";
import { listProblems } from "./problems.ts";
import { createSyntax } from "./syntax.ts";
import { createWorkspaceSymbols, documentSymbols, selectionRanges } from "./symbols.ts";
import { WorkspaceTasks } from "./tasks.ts";
import { WindowTerminals } from "./terminals.ts";
import { tests } from "./tests.ts";
import { createWorkbench } from "./workbench/createWorkbench.ts";

export interface EditorOptions {
  /** The folder of the extension's bundles, and of what they load. */
  bundles?: string;
  /** Where VS Code keeps the user's settings. */
  userFolder?: string;
  /** Gets what must be ended with the editor. */
  parts?: vscode.Disposable[];
}

export function createEditor({ bundles = __dirname, userFolder, parts = [] }: EditorOptions = {}): Editor {
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
    editing: createEditing(userFolder),
    edit,
    undo: () => step("undo"),
    redo: () => step("redo"),
    save,
    commands: listCommands,
    runCommand,
    agents: createAgents(),
    ...fileChanges,
    workbench: createWorkbench(),
  };
}
