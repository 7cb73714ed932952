/** The tools' Git: the built-in extension's API, which has the user's credentials, and Git itself for what that lacks. */
import { realpath } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import * as vscode from "vscode";
import { EditorError } from "../tools/editor.ts";
import type { Git, GitBranch, GitChange, GitCommit, GitRepository, GitStatus } from "../tools/git/git.ts";
import { pathOf, uriOf } from "./documents.ts";
import { activeRepository, gitApi, type ApiChange, type ApiRepository } from "./gitApi.ts";
import { gitProgram, type GitProgram } from "./gitProgram.ts";
import { requireInside } from "./inside.ts";
import { folderPath } from "./placeNames.ts";
import { belongsToWorkspace } from "./repositoryPlace.ts";

/** In ms. */
const loading = 5000;

/** The numbers of the API's `Status`. */
const kinds: readonly GitChange["kind"][] = [
  "modified", // in the index
  "added",
  "deleted",
  "renamed",
  "added",
  "modified", // in the working tree
  "deleted",
  "untracked",
  "untracked",
  "added",
  "renamed",
  "modified",
];

export const git: Git = {
  async repository() {
    const api = await gitApi();
    const repository = await activeRepository(api);
    const { fsPath } = repository.rootUri;
    const outside = !belongsToWorkspace(
      await realPathOf(fsPath),
      await Promise.all(folders().map(realPathOf)),
    );
    return { outside, ...createRepository(repository, gitProgram(api.git.path, fsPath)) };
  },
};

function folders(): string[] {
  return (vscode.workspace.workspaceFolders ?? []).flatMap(({ uri }) =>
    uri.scheme === "file" ? [uri.fsPath] : [],
  );
}

function realPathOf(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

/** Settings of the user's can take them away, and then no patch fits. */
const prefixes = ["--src-prefix=a/", "--dst-prefix=b/"];

const changeOf = ({ uri, status }: ApiChange): GitChange => ({
  path: pathOf(uri),
  kind: kinds[status] ?? "modified",
});

const absolute = (paths: readonly string[]): string[] => paths.map((path) => uriOf(path).fsPath);

function createRepository(api: ApiRepository, run: GitProgram): Omit<GitRepository, "outside"> {
  return {
    root: folderPath(api.rootUri),
    async remotes() {
      return (await run(["remote"])).split("\n").filter((name) => name !== "");
    },
    ...reading(api, run),
    ...changing(api, run),
  };
}

type Reading = "status" | "diff" | "branches" | "isMerged" | "stashes" | "log" | "blame" | "stagedText";

function reading(api: ApiRepository, run: GitProgram): Pick<GitRepository, Reading> {
  return {
    status: () => statusOf(api, run),
    diff({ staged, path, commit, around = 3 }) {
      const options = [`-U${around}`, "--no-color", "--no-ext-diff", "--no-textconv", ...prefixes];
      const which =
        commit === undefined ? ["diff", ...options] : ["show", "--format=%h %an %aI%n%B", ...options];
      const files = path === undefined ? [] : ["--", uriOf(path).fsPath];
      const side = commit ?? (staged === true ? "--cached" : undefined);
      return run([...which, ...(side === undefined ? [] : [side]), ...files]);
    },
    branches: () => branchesOf(run),
    async isMerged(name) {
      const merged = await run(["branch", "--list", "--merged", "HEAD", "--format=%(refname:short)"]);
      return merged.split("\n").includes(name);
    },
    async stashes() {
      const list = await run(["stash", "list", "--format=%gs"]);
      return list.split("\n").filter((line) => line !== "");
    },
    async log({ count, path }) {
      const files = path === undefined ? [] : ["--", uriOf(path).fsPath];
      if ((await run(["for-each-ref", "--count=1"])) === "" && api.state.HEAD?.commit === undefined)
        return [];
      const text = await run([
        "log",
        `-n${count}`,
        "--no-color",
        "--format=%h%x1f%an%x1f%aI%x1f%s",
        ...files,
      ]);
      return text.split("\n").flatMap((line): GitCommit[] => {
        const [hash, author = "", date = "", message = ""] = line.split("\u001f");
        return hash === undefined || hash === "" ? [] : [{ hash, author, date, message }];
      });
    },
    blame: (path, line, text) => blameOf(run, { path, line, text }),
    async stagedText(path) {
      const text = await run(["show", `:${relativeTo(api.rootUri, path)}`]).catch(() => undefined);
      return text?.includes("\0") === true ? undefined : text?.replaceAll("\r\n", "\n");
    },
  };
}

function changing(
  api: ApiRepository,
  run: GitProgram,
): Omit<GitRepository, Reading | "root" | "outside" | "remotes"> {
  return {
    stage: (paths) => told(api.add(absolute(paths))),
    async stagePatch(patch) {
      await run(["apply", "--cached", "--unidiff-zero", "-"], patch);
    },
    unstage: (paths) => told(api.revert(absolute(paths))),
    commit: (message, { all, amend }) => told(api.commit(message, { amend, ...(all && { all: true }) })),
    createBranch: (name) => told(api.createBranch(name, true)),
    checkout: (name) => told(api.checkout(name)),
    deleteBranch: (name) => told(api.deleteBranch(name, true)),
    fetch: () => told(api.fetch()),
    pull: () => told(api.pull()),
    push: (to) => told(to === undefined ? api.push() : api.push(to.remote, to.branch, true)),
    stash: (message) =>
      told(api.createStash({ includeUntracked: true, ...(message !== undefined && { message }) })),
    popStash: (index) => told(api.popStash(index)),
    async abort(what) {
      if (what === "merge") await told(api.mergeAbort());
      else await run(["rebase", "--abort"]);
    },
    async restore(paths) {
      for (const path of paths) await requireInside(uriOf(path));
      await told(api.clean(absolute(paths)));
    },
    async saveFile(path) {
      const address = uriOf(path).toString();
      const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === address);
      if (document?.isDirty === true && !(await document.save()))
        throw new EditorError(`${path} was not saved.`);
    },
    isLoaded,
  };
}

/** What changes a file on the disk is told of by a watcher, which takes its time. */
async function isLoaded(path: string): Promise<boolean> {
  const uri = uriOf(path);
  const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
  if (document === undefined || document.isDirty) return true;
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)).replace(/^\uFEFF/, "");
  const end = performance.now() + loading;
  while (document.getText() !== text && !document.isClosed && performance.now() < end) await delay(50);
  return document.isClosed || document.getText() === text;
}

async function statusOf(api: ApiRepository, run: GitProgram): Promise<GitStatus> {
  await told(api.status());
  const {
    HEAD,
    mergeChanges,
    indexChanges,
    workingTreeChanges,
    untrackedChanges = [],
    rebaseCommit,
  } = api.state;
  const doing = rebaseCommit ? "rebase" : (await hasMerge(run)) ? "merge" : undefined;
  return {
    branch: HEAD?.name,
    upstream: HEAD?.upstream === undefined ? undefined : `${HEAD.upstream.remote}/${HEAD.upstream.name}`,
    ahead: HEAD?.ahead ?? 0,
    behind: HEAD?.behind ?? 0,
    doing,
    staged: indexChanges.map(changeOf),
    changed: [...workingTreeChanges, ...untrackedChanges].map(changeOf),
    conflicts: mergeChanges.map(({ uri }) => pathOf(uri)),
  };
}

async function hasMerge(run: GitProgram): Promise<boolean> {
  return run(["rev-parse", "-q", "--verify", "MERGE_HEAD"]).then(
    () => true,
    () => false,
  );
}

async function branchesOf(run: GitProgram): Promise<GitBranch[]> {
  const format = "--format=%(HEAD)%09%(refname)%09%(symref)";
  const text = await run(["for-each-ref", format, "refs/heads", "refs/remotes"]);
  const found = text.split("\n").flatMap((line): GitBranch[] => {
    const [head, ref = "", symref] = line.split("\t");
    if (symref !== "" || ref === "") return [];
    const [, local] = /^refs\/heads\/(.+)$/.exec(ref) ?? [];
    if (local !== undefined) return [{ name: local, current: head === "*" }];
    const [, remote, name] = /^refs\/remotes\/([^/]+)\/(.+)$/.exec(ref) ?? [];
    return remote === undefined || name === undefined ? [] : [{ name, remote, current: false }];
  });
  const local = new Set(found.filter(({ remote }) => remote === undefined).map(({ name }) => name));
  return found.filter(({ name, remote }) => remote === undefined || !local.has(name));
}

async function blameOf(
  run: GitProgram,
  { path, line, text }: { path: string; line: number; text: string },
): Promise<GitCommit | undefined> {
  const place = `${line},${line}`;
  const blamed = await run(
    ["blame", "--porcelain", "-L", place, "--contents", "-", "--", uriOf(path).fsPath],
    text,
  );
  const [hash = ""] = blamed.split(" ");
  if (/^0+$/.test(hash)) return undefined;
  const field = (name: string): string => new RegExp(`^${name} (.*)$`, "m").exec(blamed)?.[1] ?? "";
  const date = new Date(Number(field("author-time")) * 1000).toISOString();
  return { hash: hash.slice(0, 8), author: field("author"), date, message: field("summary") };
}

function relativeTo(root: vscode.Uri, path: string): string {
  return uriOf(path).path.slice(root.path.length).replace(/^\//, "");
}

/** The extension's errors keep what Git said apart from their message. */
async function told<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const { stderr, message } = error as { stderr?: unknown; message?: unknown };
    const words =
      typeof stderr === "string" && stderr.trim() !== "" ? stderr.trim() : String(message ?? error);
    throw new EditorError(`Git: ${words.slice(0, 600)}`);
  }
}
