/** Giving up changes that are not staged. "Undo that" brings them back: it goes through the editor's own port. */
import { countOf } from "../document.ts";
import { previewOf, type TextChange } from "../preview.ts";
import { ToolError, type PreparedCall } from "../tool.ts";
import type { GitChange } from "./git.ts";
import { brief, chooseChanges, type GitContext, type GitInput } from "./gitInput.ts";

interface Discarded {
  change: GitChange;
  /** Undefined where it is no text, or not there: then Git does it, and nothing brings it back. */
  before: string | undefined;
  after: string | undefined;
}

export async function prepareDiscard(given: GitInput, context: GitContext): Promise<PreparedCall> {
  const { repository } = context;
  const { changed, staged } = await repository.status();
  if (changed.length === 0 && staged.length > 0) {
    throw new ToolError("All changes are staged. Unstage what is to be discarded first.");
  }
  const chosen = chooseChanges(given, context, changed, "changes that are not staged");
  const found = await Promise.all(chosen.map((change) => look(change, context)));
  const untracked = chosen.filter(({ kind }) => kind === "untracked").length;
  const [first] = chosen;
  const what = chosen.length === 1 && first !== undefined ? first.path : countOf(chosen.length, "file");
  const deleted = untracked === 0 ? "" : ` ${countOf(untracked, "untracked file")} would be deleted.`;
  return {
    risk: "destructive",
    question: `Discard the changes of ${what}?${deleted}`,
    preview: previewOf(found.map(asChange)),
    subject: `terminal:git restore -- ${chosen.map(({ path }) => path).join(" ")}`,
    // The same files can hold other work by then.
    always: false,
    async run() {
      const now = await Promise.all(chosen.map((change) => look(change, context)));
      if (now.some(({ before }, index) => before !== found[index]?.before)) {
        throw new ToolError(
          "The files were changed since the question, so nothing was discarded. Call again.",
        );
      }
      const lost: string[] = [];
      for (const each of found) if (!(await discard(each, context))) lost.push(each.change.path);
      const output = { discarded: chosen.length, ...brief(await repository.status()) };
      return {
        output: lost.length === 0 ? output : { ...output, cannot_be_undone: lost },
        summary: `Discarded the changes of ${what}`,
      };
    },
  };
}

async function look(change: GitChange, { editor, repository }: GitContext): Promise<Discarded> {
  const { path, kind } = change;
  const before = kind === "deleted" ? undefined : textIn(await editor.contentOf(path));
  const after = kind === "untracked" ? undefined : await repository.stagedText(path);
  return { change, before, after };
}

/** As it would be saved. @returns undefined where it is no text. */
function textIn(content: Uint8Array | undefined): string | undefined {
  if (content === undefined || content.includes(0)) return undefined;
  return new TextDecoder().decode(content).replaceAll("\r\n", "\n");
}

function asChange({ change: { path }, before, after }: Discarded): TextChange {
  return { path, before: before ?? "", after: after ?? "" };
}

/** @returns whether it can be taken back. */
async function discard(
  { change: { path, kind }, before, after }: Discarded,
  context: GitContext,
): Promise<boolean> {
  const { editor, repository } = context;
  if (kind === "untracked") {
    await editor.deleteFile(path);
    return true;
  }
  if (kind === "deleted" && after !== undefined) {
    await editor.createFile(path, new TextEncoder().encode(after));
    return true;
  }
  // An editor that has not yet what is on the disk would write over it.
  if (before === undefined || after === undefined || !(await repository.isLoaded(path))) {
    await repository.restore([path]);
    return false;
  }
  const lines = before.split("\n");
  const end = { line: lines.length, column: (lines.at(-1) ?? "").length + 1 };
  await editor.applyEdits([
    { path, edits: [{ range: { start: { line: 1, column: 1 }, end }, text: after }] },
  ]);
  await repository.saveFile(path);
  return true;
}
