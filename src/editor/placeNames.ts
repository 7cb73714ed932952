/** The port's names of files and folders that others tell of. */
import * as vscode from "vscode";
import { pathOf } from "./documents.ts";

/** On another machine, shells and debuggers name files as the window does; to this extension host they are its own. */
export function ownUri(uri: vscode.Uri): vscode.Uri {
  return uri.scheme === "vscode-remote" ? vscode.Uri.file(uri.path) : uri;
}

/** "." for the workspace's folder, where there is one only. */
export function folderPath(told: vscode.Uri): string {
  const uri = ownUri(told);
  const folders = vscode.workspace.workspaceFolders ?? [];
  const root = folders.find((folder) => folder.uri.path === uri.path.replace(/\/$/, ""));
  if (root === undefined) return pathOf(uri);
  return folders.length === 1 ? "." : root.name;
}
