import * as vscode from "vscode";
import { activeTextEditor } from "./documents.ts";

/** What we use of the built-in Git extension's API, version 1. */
interface GitExtension {
  enabled: boolean;
  getAPI(version: 1): { repositories: Repository[]; getRepository(uri: vscode.Uri): Repository | null };
}
interface Repository {
  state: { HEAD: { name?: string; commit?: string } | undefined };
}

/**
 * The branch of the active file, or of the first repository; a detached head by its short commit. Git's extension
 * keeps it up to date, so that nobody need wait.
 */
export function readBranch(): string | undefined {
  const git = vscode.extensions.getExtension<GitExtension>("vscode.git");
  if (git?.isActive !== true || !git.exports.enabled) return undefined;
  const api = git.exports.getAPI(1);
  const uri = activeTextEditor()?.document.uri;
  const repository = (uri === undefined ? null : api.getRepository(uri)) ?? api.repositories[0];
  const head = repository?.state.HEAD;
  return head?.name ?? head?.commit?.slice(0, 8);
}
