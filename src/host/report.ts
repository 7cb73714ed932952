/** Errors that are our own mistakes, which no failure state shows. */
import * as vscode from "vscode";
import type { Log } from "../session/log.ts";

export type Report = (promise: Promise<unknown>) => void;

/** @returns a function that tells the user, and the log at length, where a promise is rejected. */
export function createReport(log: Log): Report {
  return (promise) => {
    promise.catch((error: unknown) => {
      log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      const message = vscode.l10n.t("Viva Voce had an error: {0}. The log has the details.", String(error));
      void vscode.window.showErrorMessage(message);
    });
  };
}
