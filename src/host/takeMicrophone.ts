/** Asks the user before this window takes the microphone from another one. */
import * as vscode from "vscode";
import type { WindowClaim } from "./windowClaim.ts";

/** What the user knows this window by. */
export function windowName(): string {
  return vscode.workspace.name ?? vscode.l10n.t("without a folder");
}

/** Takes the microphone for this window; asks first where another window has it. */
export async function mayTakeMicrophone(claim: WindowClaim): Promise<boolean> {
  const holder = await claim.holder();
  if (holder !== undefined) {
    const { t } = vscode.l10n;
    const takeOver = t("Talk Here");
    const message = t("The microphone is with another window: {0}. Talk here, and stop there?", holder);
    if ((await vscode.window.showInformationMessage(message, takeOver)) !== takeOver) return false;
  }
  await claim.take();
  return true;
}
