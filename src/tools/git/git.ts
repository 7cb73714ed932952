/** What the tools need of Git. Paths are as in the rest of the editor's port. */

export interface GitChange {
  path: string;
  kind: "modified" | "added" | "deleted" | "renamed" | "untracked";
}

export interface GitStatus {
  /** Undefined where the head is detached. */
  branch: string | undefined;
  upstream: string | undefined;
  ahead: number;
  behind: number;
  doing: "merge" | "rebase" | undefined;
  staged: GitChange[];
  /** Of the working tree, not staged; untracked files among them. */
  changed: GitChange[];
  conflicts: string[];
}

export interface GitCommit {
  hash: string;
  author: string;
  /** As Git writes it: ISO 8601. */
  date: string;
  message: string;
}

export interface GitBranch {
  /** Without its remote. */
  name: string;
  current: boolean;
  /** It is known of a remote only. */
  remote?: string | undefined;
}

export interface DiffOf {
  staged?: boolean | undefined;
  path?: string | undefined;
  /** Its hash: what it changed. */
  commit?: string | undefined;
  /** In lines around each change; 3 where it is not given. */
  around?: number;
}

/** What fails, fails with an `EditorError` in Git's own words. */
export interface GitRepository {
  /** Its folder. */
  root: string;
  /** Neither in a folder of the workspace nor around one: it is only looked at. */
  outside: boolean;
  status(): Promise<GitStatus>;
  diff(of: DiffOf): Promise<string>;
  stage(paths: readonly string[]): Promise<void>;
  /** Stages a patch without lines around its changes. */
  stagePatch(patch: string): Promise<void>;
  unstage(paths: readonly string[]): Promise<void>;
  commit(message: string, options: { all: boolean; amend: boolean }): Promise<void>;
  branches(): Promise<GitBranch[]>;
  /** And goes there. */
  createBranch(name: string): Promise<void>;
  checkout(name: string): Promise<void>;
  deleteBranch(name: string): Promise<void>;
  /** Whether it is merged into the current one, so that nothing of it is lost. */
  isMerged(name: string): Promise<boolean>;
  remotes(): Promise<string[]>;
  fetch(): Promise<void>;
  pull(): Promise<void>;
  /** @param to where the branch has no upstream yet. */
  push(to?: { remote: string; branch: string }): Promise<void>;
  stash(message: string | undefined): Promise<void>;
  /** Their messages, the last one first. */
  stashes(): Promise<string[]>;
  popStash(index: number): Promise<void>;
  log(of: { count: number; path?: string | undefined }): Promise<GitCommit[]>;
  /** @param text of the file as it is now. Undefined: not committed yet. */
  blame(path: string, line: number, text: string): Promise<GitCommit | undefined>;
  abort(what: "merge" | "rebase"): Promise<void>;
  /** What is staged of a file, or was committed; undefined where that is nothing, or no text. */
  stagedText(path: string): Promise<string | undefined>;
  /** Puts back what is staged or was committed, by Git itself. */
  restore(paths: readonly string[]): Promise<void>;
  saveFile(path: string): Promise<void>;
  /** Waits until the editor has what is on the disk. @returns false where it still has not, after some seconds. */
  isLoaded(path: string): Promise<boolean>;
}

export interface Git {
  /** The one of the active file, or the first. Fails with an `EditorError` where there is none. */
  repository(): Promise<GitRepository>;
}
