/** Which microphone is in use and why, in the user's words. */
import * as vscode from "vscode";
import type { SourceKind } from "../shared/state.ts";

/** @param setting what the user chose; "auto" where they left it to us. */
export function sourceReason(source: SourceKind, setting: "auto" | SourceKind): string {
  const { t } = vscode.l10n;
  if (setting !== "auto") return t("Chosen in the settings.");
  switch (source) {
    case "panel":
      return t("This editor lets its panels use the microphone.");
    case "native":
      return t("This editor gives its panels no microphone, so the extension opens it on this computer.");
    case "browser":
      return t(
        "This editor gives its panels no microphone, and none can be opened on this computer from here, so a page in your browser carries it.",
      );
  }
}

export function sourceName(source: SourceKind): string {
  const { t } = vscode.l10n;
  switch (source) {
    case "panel":
      return t("panel");
    case "native":
      return t("this computer");
    case "browser":
      return t("page in the browser");
  }
}
