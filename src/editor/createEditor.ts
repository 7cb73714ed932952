/** The tools' `Editor`, done with the VS Code API. */
import * as vscode from "vscode";
import type { Editor } from "../tools/editor.ts";
import { createAgents } from "./agents.ts";
import { readBranch } from "./branch.ts";
import { listCommands, runCommand } from "./commands.ts";
import { ShownChoices } from "./choices.ts";
import { describeActive, linesOf, openPaths, requireEditor } from "./documents.ts";
import { edit, save, step } from "./edits.ts";
import { fileChanges } from "./fileChanges.ts";
import { listFiles } from "./files.ts";
import { back, open, select, settled, startSelecting } from "./navigation.ts";
import { listProblems } from "./problems.ts";
import { createSyntax } from "./syntax.ts";
import { createWorkspaceSymbols, definitions, documentSymbols, selectionRanges } from "./symbols.ts";

/** @param bundles the folder of the extension's bundles, and of what they load. */
export function createEditor(bundles = __dirname): Editor {
  const choices = new ShownChoices();
  return {
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
    agents: createAgents(),
    ...fileChanges,
  };
}
