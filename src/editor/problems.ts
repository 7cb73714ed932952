import * as vscode from "vscode";
import type { Problem } from "../tools/editor.ts";
import { pathOf } from "./documents.ts";

const severities = ["error", "warning", "information", "hint"] as const;

/** The problems of the workspace's files, as far as language servers have looked. */
export function listProblems(): Problem[] {
  return vscode.languages.getDiagnostics().flatMap(([uri, diagnostics]) => {
    if (uri.scheme !== "untitled" && vscode.workspace.getWorkspaceFolder(uri) === undefined) return [];
    return diagnostics.map(({ range, severity, message }) => ({
      path: pathOf(uri),
      line: range.start.line + 1,
      column: range.start.character + 1,
      severity: severities[severity],
      message,
    }));
  });
}
