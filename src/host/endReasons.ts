/** Why a session ends that the user has not stopped. */
import * as vscode from "vscode";

export function panelClosed(): string {
  return vscode.l10n.t("The voice panel was closed, so the session has ended and the microphone is off.");
}

export function microphoneTaken(holder: string): string {
  return vscode.l10n.t("The microphone is now with the window {0}. The conversation here is kept.", holder);
}
