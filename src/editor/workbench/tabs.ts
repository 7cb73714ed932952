/** The tabs of all editor groups. */
import * as vscode from "vscode";
import { EditorError } from "../../tools/editor.ts";
import type { Tab } from "../../tools/workbench/workbench.ts";
import { pathOf } from "../documents.ts";

export function listTabs(): Tab[] {
  const { all, activeTabGroup } = vscode.window.tabGroups;
  const groups = all.toSorted((left, right) => left.viewColumn - right.viewColumn);
  return groups.flatMap((group) =>
    group.tabs.map((tab, index) => {
      const uri = uriOfTab(tab);
      return {
        label: tab.label,
        ...(uri !== undefined && { path: pathOf(uri) }),
        group: group.viewColumn,
        index: index + 1,
        active: tab.isActive && group === activeTabGroup,
        unsaved: tab.isDirty,
        pinned: tab.isPinned,
      };
    }),
  );
}

function uriOfTab({ input }: vscode.Tab): vscode.Uri | undefined {
  if (input instanceof vscode.TabInputTextDiff || input instanceof vscode.TabInputNotebookDiff)
    return input.modified;
  return input instanceof vscode.TabInputText ||
    input instanceof vscode.TabInputNotebook ||
    input instanceof vscode.TabInputCustom
    ? input.uri
    : undefined;
}

function columnOf({ viewColumn }: vscode.TabGroup): number {
  return viewColumn;
}

function realTab({ group, index, label }: Tab): vscode.Tab {
  const found = vscode.window.tabGroups.all.find((each) => columnOf(each) === group)?.tabs[index - 1];
  if (found?.label !== label) throw new EditorError(`The tab ${label} is not there any more.`);
  return found;
}

const ordinals = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth"];

export async function showTab(tab: Tab): Promise<void> {
  const { group } = realTab(tab);
  if (!group.isActive) {
    await vscode.commands.executeCommand(
      `workbench.action.focus${ordinals[tab.group - 1] ?? "Last"}EditorGroup`,
    );
  }
  await vscode.commands.executeCommand("workbench.action.openEditorAtIndex", tab.index - 1);
}

export async function closeTabs(tabs: readonly Tab[], discard: boolean): Promise<void> {
  const found = tabs.map((tab) => ({ tab, real: realTab(tab) }));
  const clean = found.filter(({ tab }) => !tab.unsaved).map(({ real }) => real);
  if (clean.length > 0) await vscode.window.tabGroups.close(clean);
  if (!discard) return;
  for (const { tab, real } of found) {
    if (!tab.unsaved) continue;
    const at = real.group.tabs.indexOf(real);
    if (at < 0) continue;
    await showTab({ ...tab, index: at + 1 });
    // Closing by the API would open a dialog, which nobody can answer by voice.
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
}
