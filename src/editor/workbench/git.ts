/** What we read of the built-in Git extension's API, version 1. */
import * as vscode from "vscode";
import type { GitState } from "../../tools/workbench/workbench.ts";
import { activeTextEditor, pathOf, uriOf } from "../documents.ts";

interface Change {
  readonly uri: vscode.Uri;
  readonly status: number;
}
interface Repository {
  readonly state: {
    HEAD:
      | { name?: string; ahead?: number; behind?: number; upstream?: { remote: string; name: string } }
      | undefined;
    mergeChanges: Change[];
    indexChanges: Change[];
    workingTreeChanges: Change[];
    untrackedChanges: Change[];
  };
  status(): Promise<void>;
  show(ref: string, path: string): Promise<string>;
}
interface GitExtension {
  enabled: boolean;
  getAPI(version: 1): {
    repositories: Repository[];
    getRepository(uri: vscode.Uri): Repository | null;
    toGitUri(uri: vscode.Uri, ref: string): vscode.Uri;
  };
}

async function gitApi(): Promise<ReturnType<GitExtension["getAPI"]> | undefined> {
  const git = vscode.extensions.getExtension<GitExtension>("vscode.git");
  if (git === undefined) return undefined;
  if (!git.isActive) await git.activate();
  return git.exports.enabled ? git.exports.getAPI(1) : undefined;
}

/** In Git's enumeration of what has happened to a file. */
const untrackedStatus = 7;

function names(changes: readonly Change[]): string[] {
  return changes.map(({ uri }) => pathOf(uri));
}

function isUntracked(change: Change): boolean {
  return change.status === untrackedStatus;
}

export async function gitState(): Promise<GitState | undefined> {
  const api = await gitApi();
  const uri = activeTextEditor()?.document.uri;
  const repository = (uri === undefined ? null : api?.getRepository(uri)) ?? api?.repositories[0];
  if (repository === undefined) return undefined;
  // What was written a moment ago is not noticed yet.
  await repository.status();
  const { HEAD, mergeChanges, indexChanges, workingTreeChanges, untrackedChanges } = repository.state;
  return {
    branch: HEAD?.name,
    ...(HEAD?.upstream !== undefined && { upstream: `${HEAD.upstream.remote}/${HEAD.upstream.name}` }),
    ahead: HEAD?.ahead ?? 0,
    behind: HEAD?.behind ?? 0,
    staged: names(indexChanges),
    changed: names(workingTreeChanges.filter((change) => !isUntracked(change))),
    untracked: names([...untrackedChanges, ...workingTreeChanges.filter(isUntracked)]),
    conflicts: names(mergeChanges),
  };
}

export async function committed(path: string): Promise<string | undefined> {
  const uri = uriOf(path);
  const repository = (await gitApi())?.getRepository(uri);
  if (repository === undefined || repository === null) return undefined;
  return repository.show("HEAD", uri.fsPath).then(
    (text) => text.replaceAll("\r\n", "\n"),
    // Git fails where the commit has no such file, which is an answer.
    () => undefined,
  );
}

/** The address of the file as the last commit has it. */
export async function committedUri(uri: vscode.Uri): Promise<vscode.Uri | undefined> {
  return (await gitApi())?.toGitUri(uri, "HEAD");
}
