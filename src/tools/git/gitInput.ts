/** What the model says to Git, and what all of its actions share. */
import * as z from "zod";
import { chooseOne } from "../choose.ts";
import { fileCandidate } from "../workbench/spokenPath.ts";
import { ToolError, type PreparedCall, type ToolContext } from "../tool.ts";
import type { GitChange, GitRepository, GitStatus } from "./git.ts";

export const gitInput = z.strictObject({
  action: z.enum([
    "status",
    "diff",
    "log",
    "blame",
    "stage",
    "unstage",
    "commit",
    "discard",
    "branches",
    "create_branch",
    "checkout",
    "delete_branch",
    "fetch",
    "pull",
    "push",
    "stash",
    "stashes",
    "pop_stash",
    "conflicts",
    "resolve",
    "abort",
  ]),
  file: z.string().optional(),
  what: z.enum(["file", "all", "hunk"]).optional().describe("hunk: the change at the cursor"),
  name: z.string().optional().describe("branch; diff: a commit, by hash or words of its message"),
  message: z.string().optional(),
  staged: z.boolean().optional(),
  amend: z.boolean().optional(),
  side: z.enum(["ours", "theirs", "both"]).optional(),
  count: z.int32().positive().optional(),
  from: z.int32().positive().optional().describe("diff: the first line to tell"),
});
export type GitInput = z.output<typeof gitInput>;

export interface GitContext extends ToolContext {
  repository: GitRepository;
}

/** It looks. */
export function looking(run: PreparedCall["run"]): PreparedCall {
  return { risk: "read", question: "git", run };
}

/** One more call takes it back; the journal, which keeps texts, has nothing to do with it. */
export function gentle(question: string, run: PreparedCall["run"]): PreparedCall {
  return { risk: "reversible", isStep: true, question, run };
}

/** The command line that does the same, for the card and the user's rules. */
export function asking(
  { repository }: GitContext,
  call: Pick<PreparedCall, "risk" | "question" | "yesTo" | "run" | "always"> & {
    line: string;
    shown?: string;
  },
): PreparedCall {
  const { risk, question, yesTo, run, always, line, shown = line } = call;
  return {
    risk,
    isStep: true,
    question,
    ...(yesTo !== undefined && { yesTo }),
    preview: { kind: "command", text: shown, cwd: repository.root },
    subject: `terminal:${line}`,
    ...(always !== undefined && { always }),
    run,
  };
}

/** Where things stand after a change. */
export function brief({ branch, staged, changed, conflicts }: GitStatus): Record<string, unknown> {
  return {
    branch: branch ?? "detached",
    staged: staged.length,
    not_staged: changed.length,
    ...(conflicts.length > 0 && { conflicts }),
  };
}

/**
 * The files that are meant among those that are changed.
 * @throws {ToolError} where none of them is.
 */
export function chooseChanges(
  { file, what }: GitInput,
  { editor }: GitContext,
  changes: readonly GitChange[],
  kind: string,
): GitChange[] {
  if (changes.length === 0) throw new ToolError(`There are no ${kind}.`);
  if (what === "all" || /^(?:all|everything|all files|\.|\*)$/i.test(file?.trim() ?? "")) return [...changes];
  if (file !== undefined) {
    const candidates = changes.map((change) => ({ ...fileCandidate(change.path), value: change }));
    return [chooseOne({ spoken: file, candidates, kind, label: ({ path }) => path })];
  }
  const path = editor.active()?.path;
  const current = changes.filter((change) => change.path === path);
  if (current.length > 0) return current;
  throw new ToolError(`The current file is not among the ${kind}. Name a file, or say what: all.`, {
    files: changes.slice(0, 12).map((change) => change.path),
  });
}
