/** The tools' `Workbench`, done with the VS Code API. */
import * as vscode from "vscode";
import { EditorError } from "../../tools/editor.ts";
import type { Workbench } from "../../tools/workbench/workbench.ts";
import { requireFrontInside } from "../inside.ts";
import { RecentEditors } from "../recentEditors.ts";
import {
  compare,
  createFolder,
  facts,
  isFolder,
  openText,
  saveAll,
  savedText,
  trash,
  unsaved,
} from "./files.ts";
import { committed } from "./committed.ts";
import { notebooks } from "./notebooks.ts";
import { breakpoints, hierarchy, Marks, related } from "./places.ts";
import { fixes, hover, signature } from "./reading.ts";
import { listSettings, settingNow } from "./settings.ts";
import { closeTabs, listTabs, showTab } from "./tabs.ts";

export function createWorkbench(): Workbench {
  const marks = new Marks();
  const recent = new RecentEditors();
  return {
    related,
    breakpoints,
    mark: (name, place) => marks.set(name, place),
    marks: () => marks.all(),
    run,
    recent: () => recent.paths(),
    createFolder,
    trash,
    openText,
    compare,
    saveAll,
    unsaved,
    isFolder,
    tabs: listTabs,
    showTab,
    closeTabs,
    hover,
    signature,
    fixes,
    hierarchy,
    facts,
    committed,
    saved: savedText,
    notebooks,
    settings: listSettings,
    settingNow,
  };
}

async function run(command: string, ...args: readonly unknown[]): Promise<void> {
  if (/^(notebook\.|undo$)/.test(command)) await requireFrontInside();
  // Some act on what has the focus, and would take our panel for the text.
  if (/^(editor|revealLine|notebook|undo$)/.test(command))
    await vscode.commands.executeCommand("workbench.action.focusActiveEditorGroup");
  try {
    await vscode.commands.executeCommand(command, ...args);
  } catch (error) {
    throw new EditorError(
      `The editor failed to do this (${command}): ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
