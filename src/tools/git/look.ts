/** What Git tells. */
import { chooseOne } from "../choose.ts";
import { clip, countOf, requireActive } from "../document.ts";
import { fileCandidate } from "../workbench/spokenPath.ts";
import { asMaterial } from "../material.ts";
import { ToolError, type PreparedCall } from "../tool.ts";
import type { GitChange, GitCommit } from "./git.ts";
import { looking, type GitContext, type GitInput } from "./gitInput.ts";

/** Of a list, and in lines of a diff. */
const mostListed = 20;
const mostLines = 60;

export function tellStatus(_: GitInput, { repository }: GitContext): PreparedCall {
  return looking(async () => {
    const { staged, changed, conflicts, branch, upstream, ahead, behind, doing } = await repository.status();
    const output = {
      repository: repository.root,
      branch: branch ?? "detached",
      ...(upstream === undefined ? { upstream: "none" } : { ahead, behind }),
      ...(doing !== undefined && { unfinished: doing }),
      ...(conflicts.length > 0 && { conflicts: conflicts.slice(0, mostListed) }),
      staged: listed(staged),
      not_staged: listed(changed),
    };
    const clean = staged.length + changed.length + conflicts.length === 0;
    return { output: clean ? { ...output, clean } : output, summary: `On ${output.branch}` };
  });
}

function listed(changes: readonly GitChange[]): string[] {
  const shown = changes.slice(0, mostListed).map(({ path, kind }) => `${kind} ${path}`);
  const rest = changes.length - shown.length;
  return rest > 0 ? [...shown, `and ${rest} more`] : shown;
}

export async function tellDiff(given: GitInput, context: GitContext): Promise<PreparedCall> {
  const { repository } = context;
  const { staged, name, from = 1 } = given;
  const path = await pathFor(given, context);
  const commit = name === undefined ? undefined : await findCommit(name, context);
  return looking(async () => {
    const text = await repository.diff({ staged, path, commit: commit?.hash });
    const lines = text
      .replace(/\n$/, "")
      .split("\n")
      .slice(from - 1);
    const shown = lines.slice(0, mostLines).map(clip).join("\n");
    const what = commit?.message ?? path ?? "everything";
    if (text === "") return { output: { of: what, diff: "", none: true }, summary: "No changes" };
    const output = asMaterial({
      of: what,
      diff: shown,
      ...(lines.length > mostLines && { next: from + mostLines, more_lines: lines.length - mostLines }),
    });
    return { output, summary: `Read the changes of ${clip(what)}` };
  });
}

/** Of all files, unless one is named or meant. */
async function pathFor(
  { file, what }: GitInput,
  { repository, editor, signal }: GitContext,
): Promise<string | undefined> {
  if (what === "all") return undefined;
  if (file === undefined) return what === "file" ? requireActive(editor).path : undefined;
  const { staged, changed } = await repository.status();
  const paths = [...new Set([...staged, ...changed].map(({ path }) => path))];
  try {
    return choosePath(file, paths);
  } catch (error) {
    if (!(error instanceof ToolError) || "choices" in error.details) throw error;
    return choosePath(file, await editor.files(signal));
  }
}

function choosePath(spoken: string, paths: readonly string[]): string {
  return chooseOne({ spoken, candidates: paths.map(fileCandidate), kind: "files", label: (path) => path });
}

/** "last", a hash, or words of a message. */
async function findCommit(spoken: string, { repository }: GitContext): Promise<GitCommit> {
  const commits = await repository.log({ count: 50 });
  const word = spoken.trim().toLowerCase();
  const [first] = commits;
  if (first === undefined) throw new ToolError("There are no commits yet.");
  if (/^(?:the )?(?:last|latest|head)(?: commit)?$/.test(word)) return first;
  const byHash = /^[\da-f]{4,40}$/.test(word)
    ? commits.find(({ hash }) => hash.startsWith(word) || word.startsWith(hash))
    : undefined;
  if (byHash !== undefined) return byHash;
  return chooseOne({
    spoken,
    candidates: commits.map((commit) => ({ value: commit, name: commit.message, context: commit.hash })),
    kind: "last 50 commits",
    label: ({ hash, message }) => `${hash} ${message}`,
  });
}

export async function tellLog(given: GitInput, context: GitContext): Promise<PreparedCall> {
  const { repository } = context;
  const path = await pathFor(given, context);
  const count = Math.min(given.count ?? 5, mostListed);
  return looking(async () => {
    const commits = await repository.log({ count, path });
    const output = asMaterial({ ...(path !== undefined && { file: path }), commits: commits.map(told) });
    return { output, summary: countOf(commits.length, "commit") };
  });
}

export function tellBlame(_: GitInput, { repository, editor }: GitContext): PreparedCall {
  const { path, cursor } = requireActive(editor);
  return looking(async () => {
    const commit = await repository.blame(path, cursor.line, editor.text());
    const place = { file: path, line: cursor.line };
    if (commit === undefined) {
      return {
        output: { ...place, committed: false },
        summary: `${path}, line ${cursor.line}: not committed`,
      };
    }
    const summary = `${path}, line ${cursor.line}: ${commit.author}, ${clip(commit.message)}`;
    return { output: asMaterial({ ...place, ...told(commit) }), summary };
  });
}

function told({ hash, author, date, message }: GitCommit): Record<string, string> {
  return { commit: hash, author, date: date.slice(0, 10), message: clip(message) };
}
