/** Committing, with a card that shows the message and the files. */
import { countOf } from "../document.ts";
import { ToolError, type PreparedCall } from "../tool.ts";
import type { GitChange, GitStatus } from "./git.ts";
import { asking, brief, type GitContext, type GitInput } from "./gitInput.ts";

/** Files that the card names. */
const mostFiles = 30;

export async function prepareCommit(given: GitInput, context: GitContext): Promise<PreparedCall> {
  const { repository, editor } = context;
  const { amend = false } = given;
  const all = given.what === "all";
  const status = await repository.status();
  requireReady(status, { all, amend });
  const [last] = amend ? await repository.log({ count: 1 }) : [];
  if (amend && last === undefined) throw new ToolError("There is no commit to amend.");
  const message = given.message?.trim() || last?.message || "";
  if (message === "") {
    throw new ToolError(
      "There is no message. Read the diff, staged or all, and propose one; the user sees it before.",
    );
  }
  const files = included(status, all);
  const where = status.branch === undefined ? "on no branch" : `on ${status.branch}`;
  const what = amend ? `Change the last commit (“${last?.message}”) ${where}` : `Commit ${where}`;
  return asking(context, {
    // Hooks run, and what is amended is not there any more.
    risk: amend ? "destructive" : "external",
    question: `${what}, ${countOf(files.length, "file")}: “${message}”?`,
    // Another message, and other files, are another commit.
    always: false,
    line: amend ? "git commit --amend" : "git commit",
    shown: [message, "", ...shownFiles(files)].join("\n"),
    async run() {
      const now = await repository.status();
      if (key(included(now, all)) !== key(files)) {
        throw new ToolError(
          "The files have changed since the question, so nothing was committed. Call again.",
        );
      }
      await repository.commit(message, { all, amend });
      const [made] = await repository.log({ count: 1 });
      const unsaved = editor.active()?.dirty === true ? { unsaved: editor.active()?.path } : {};
      return {
        output: {
          commit: made?.hash,
          message,
          files: files.length,
          ...brief(await repository.status()),
          ...unsaved,
        },
        summary: `Committed ${countOf(files.length, "file")}: ${message.split("\n")[0]}`,
      };
    },
  });
}

function requireReady(
  { staged, changed, conflicts }: GitStatus,
  { all, amend }: { all: boolean; amend: boolean },
): void {
  if (conflicts.length > 0)
    throw new ToolError("There are conflicts. Resolve and stage these files first.", { conflicts });
  if (staged.length > 0 || amend) return;
  if (changed.length === 0) throw new ToolError("There is nothing to commit: no file is changed.");
  if (!all) {
    throw new ToolError("Nothing is staged. Stage files first, or commit with what: all.", {
      not_staged: changed.slice(0, 12).map(({ path }) => path),
    });
  }
}

function included({ staged, changed }: GitStatus, all: boolean): GitChange[] {
  if (!all) return staged;
  return [...new Map([...staged, ...changed].map((change) => [change.path, change])).values()];
}

function key(changes: readonly GitChange[]): string {
  return changes
    .map(({ kind, path }) => `${kind} ${path}`)
    .toSorted()
    .join("\n");
}

function shownFiles(changes: readonly GitChange[]): string[] {
  const shown = changes.slice(0, mostFiles).map(({ kind, path }) => `${kind}: ${path}`);
  return changes.length > mostFiles ? [...shown, `and ${changes.length - mostFiles} more`] : shown;
}
