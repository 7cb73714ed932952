/** What the next commit is made of. */
import { countOf, requireActive } from "../document.ts";
import { ToolError, type PreparedCall } from "../tool.ts";
import type { GitChange } from "./git.ts";
import { brief, chooseChanges, gentle, type GitContext, type GitInput } from "./gitInput.ts";
import { patchAt } from "./patch.ts";

export async function prepareStage(given: GitInput, context: GitContext): Promise<PreparedCall> {
  if (given.what === "hunk") return prepareHunk(context);
  const { repository } = context;
  const { changed, conflicts } = await repository.status();
  // A file with marks of a conflict in it is staged by name only.
  const resolved = conflicts.map((path): GitChange => ({ path, kind: "modified" }));
  const offered = given.what === "all" ? changed : [...changed, ...resolved];
  const chosen = chooseChanges(given, context, offered, "changes that are not staged");
  return gentle("stage", async () => {
    await repository.stage(chosen.map(({ path }) => path));
    return {
      output: { files: names(chosen), ...brief(await repository.status()) },
      summary: `Staged ${many(chosen)}`,
    };
  });
}

async function prepareHunk({ repository, editor }: GitContext): Promise<PreparedCall> {
  const { path, cursor, dirty } = requireActive(editor);
  if (dirty) throw new ToolError(`${path} is not saved, and Git sees what is saved. Save it first.`);
  const patch = patchAt(await repository.diff({ path, around: 0 }), cursor.line);
  if (patch === undefined)
    throw new ToolError("Line " + cursor.line + " is in no change that is not staged.");
  return gentle("stage", async () => {
    await repository.stagePatch(patch);
    const output = { file: path, line: cursor.line, ...brief(await repository.status()) };
    return { output, summary: `Staged the change at line ${cursor.line} of ${path}` };
  });
}

export async function prepareUnstage(given: GitInput, context: GitContext): Promise<PreparedCall> {
  const { repository } = context;
  const { staged } = await repository.status();
  const chosen = chooseChanges(given, context, staged, "staged changes");
  return gentle("unstage", async () => {
    await repository.unstage(chosen.map(({ path }) => path));
    return {
      output: { files: names(chosen), ...brief(await repository.status()) },
      summary: `Unstaged ${many(chosen)}`,
    };
  });
}

function names(changes: readonly GitChange[]): string[] {
  return changes.slice(0, 12).map(({ path }) => path);
}

function many(changes: readonly GitChange[]): string {
  return changes[0] !== undefined && changes.length === 1 ? changes[0].path : countOf(changes.length, "file");
}
