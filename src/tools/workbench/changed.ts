/** What the current file has changed since the last commit. */
import { requireActive } from "../document.ts";
import type { Editor, Location } from "../editor.ts";
import { diffLines } from "../lineDiff.ts";
import { ToolError } from "../tool.ts";
import { locationAt } from "./step.ts";

export async function committedText(editor: Editor, path: string): Promise<string> {
  const text = await editor.workbench.committed(path);
  if (text === undefined)
    throw new ToolError(`${path} is in no commit, so there is nothing to compare it with.`);
  return text;
}

/** The first line of each change, from the top on. */
export async function changedPlaces(editor: Editor): Promise<Location[]> {
  const { path, lineCount } = requireActive(editor);
  const before = await committedText(editor, path);
  const hunks = diffLines(before.split("\n"), editor.text().split("\n"));
  return hunks.map(({ after }) => locationAt(path, { line: Math.min(after.from + 1, lineCount), column: 1 }));
}
