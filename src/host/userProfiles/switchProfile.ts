/** From one profile to another. A session that is live goes on with it, over a new connection. */
import * as vscode from "vscode";
import { askForKey } from "../askForKey.ts";
import type { Keys } from "../keys.ts";
import { activeProfile } from "../profiles.ts";
import { section } from "../readSetting.ts";
import { profileLabel, profileNamed } from "./profileTexts.ts";
import { useProfile } from "./profileStore.ts";

/** The one before stays where the other cannot be used, or has no key and gets none. */
export async function switchProfile(name: string, keys: Keys): Promise<void> {
  const { t } = vscode.l10n;
  const profile = profileNamed(name);
  const before = profileLabel(activeProfile().name);
  const { problem } = profile.provider;
  if (problem !== undefined) {
    const open = t("Open Settings");
    const told = t("{0} cannot be used: {1}. {2} stays in use.", profileLabel(name), problem, before);
    const chosen = await vscode.window.showErrorMessage(told, open);
    if (chosen === open) {
      await vscode.commands.executeCommand("workbench.action.openSettings", `${section}.profiles`);
    }
    return;
  }
  if (!(await keys.suffices(profile)) && !(await askForKey(keys, profile))) {
    const told = t("{0} has no key yet. {1} stays in use.", profileLabel(name), before);
    void vscode.window.showInformationMessage(told);
    return;
  }
  await useProfile(name);
}
