/** What the user has allowed for good in this workspace, by "always": remembered, listed, and taken back. */
import * as vscode from "vscode";
import * as z from "zod";
import type { RuleStore } from "../tools/policy.ts";

const key = "allowedActions";
const stored = z.array(z.string());

/** @param memory the workspace's own, which no file of it can write. */
export function createRuleStore(memory: vscode.Memento): RuleStore {
  const rules = (): string[] => stored.safeParse(memory.get(key)).data ?? [];
  return {
    rules,
    async add(rule) {
      await memory.update(key, [...new Set([...rules(), rule])]);
    },
    async remove(rule) {
      const others = rules().filter((other) => other !== rule);
      await memory.update(key, others);
    },
  };
}

/** Lists them, and takes back the one that the user chooses; then lists the others. */
export async function showAllowedActions(store: RuleStore): Promise<void> {
  const { t } = vscode.l10n;
  while (store.rules().length > 0) {
    const items = store.rules().map((rule) => ({
      label: rule,
      description: t("Choose it to be asked again"),
    }));
    const chosen = await vscode.window.showQuickPick(items, {
      title: t("Allowed Actions"),
      placeHolder: t("These run in this workspace without a question. Choose one to take that back."),
    });
    if (chosen === undefined) return;
    await store.remove(chosen.label);
  }
  void vscode.window.showInformationMessage(t("In this workspace, nothing is always allowed."));
}
