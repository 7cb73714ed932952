/** What we use of the built-in Git extension's API, version 1: https://github.com/microsoft/vscode/blob/main/extensions/git/src/api/git.d.ts */
import * as vscode from "vscode";
import { EditorError } from "../tools/editor.ts";
import { activeTextEditor } from "./documents.ts";

interface GitExtension {
  enabled: boolean;
  getAPI(version: 1): GitApi;
}

interface GitApi {
  git: { path: string };
  repositories: ApiRepository[];
  getRepository(uri: vscode.Uri): ApiRepository | null;
  openRepository(root: vscode.Uri): Promise<ApiRepository | null>;
  toGitUri(uri: vscode.Uri, ref: string): vscode.Uri;
}

export interface ApiChange {
  uri: vscode.Uri;
  /** Git's enumeration of what happened to a file: its numbers have been the same since version 1. */
  status: number;
}

export interface ApiRepository {
  rootUri: vscode.Uri;
  state: {
    HEAD:
      | {
          name?: string;
          commit?: string;
          upstream?: { remote: string; name: string };
          ahead?: number;
          behind?: number;
        }
      | undefined;
    rebaseCommit: unknown;
    mergeChanges: ApiChange[];
    indexChanges: ApiChange[];
    workingTreeChanges: ApiChange[];
    untrackedChanges?: ApiChange[];
  };
  status(): Promise<void>;
  show(ref: string, path: string): Promise<string>;
  add(paths: string[]): Promise<void>;
  revert(paths: string[]): Promise<void>;
  clean(paths: string[]): Promise<void>;
  commit(message: string, options: { all?: boolean | "tracked"; amend?: boolean }): Promise<void>;
  createBranch(name: string, checkout: boolean): Promise<void>;
  deleteBranch(name: string, force: boolean): Promise<void>;
  checkout(name: string): Promise<void>;
  fetch(): Promise<void>;
  pull(): Promise<void>;
  push(remote?: string, branch?: string, setUpstream?: boolean): Promise<void>;
  createStash(options: { message?: string; includeUntracked: boolean }): Promise<void>;
  popStash(index: number): Promise<void>;
  mergeAbort(): Promise<void>;
}

/** @throws {EditorError} where Git's extension is not there, or switched off. */
export async function gitApi(): Promise<GitApi> {
  const extension = vscode.extensions.getExtension<GitExtension>("vscode.git");
  if (extension === undefined) {
    throw new EditorError(
      "VS Code's Git is not reachable from here: it is disabled, the workspace is not trusted, or it runs on another machine than this extension.",
    );
  }
  const git = extension.isActive ? extension.exports : await extension.activate();
  if (!git.enabled) throw new EditorError('Git is switched off: the setting "git.enabled".');
  return git.getAPI(1);
}

/** @throws {EditorError} where there is no repository. */
export async function activeRepository(api: GitApi): Promise<ApiRepository> {
  const uri = activeTextEditor()?.document.uri;
  const found = (uri === undefined ? null : api.getRepository(uri)) ?? api.repositories[0];
  if (found !== undefined) return found;
  // It looks for them when it starts, and may not be done with that.
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const opened = await api.openRepository(folder.uri);
    if (opened !== null) return opened;
  }
  throw new EditorError(
    "There is no Git repository here. The user can make one with run_command “Git: Initialize Repository”.",
  );
}
