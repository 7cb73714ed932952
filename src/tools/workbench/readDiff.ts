/** What a file has changed since the last commit, as short text. */
import { clip, countOf, requireActive } from "../document.ts";
import type { Editor } from "../editor.ts";
import { previewOf } from "../preview.ts";
import type { ToolResult } from "../tool.ts";
import { committedText } from "./changed.ts";

/** Lines at a time. */
const most = 60;

/** @param line only the part that this line is in. */
export async function diffOf(
  { line, from = 1 }: { line?: number | undefined; from?: number | undefined },
  editor: Editor,
): Promise<ToolResult> {
  const { path } = requireActive(editor);
  const before = await committedText(editor, path);
  const { files } = previewOf([{ path, before, after: editor.text() }]);
  const [file] = files;
  if (file === undefined || file.hunks.length === 0) {
    return { output: { file: path, changed: false }, summary: `${path} is as in the last commit` };
  }
  const hunks = file.hunks.filter((hunk) => {
    const length = hunk.lines.filter((each) => !each.startsWith("-")).length;
    return line === undefined || (line >= hunk.line && line <= hunk.line + length);
  });
  const lines = hunks.flatMap((hunk) => [
    `@ line ${hunk.line}`,
    ...hunk.lines.filter((each) => !each.startsWith(" ")),
  ]);
  const shown = lines.slice(from - 1, from - 1 + most);
  const next = from + shown.length;
  return {
    output: {
      file: path,
      added: file.added,
      removed: file.removed,
      diff: shown.map(clip).join("\n"),
      ...(next <= lines.length && { next }),
    },
    summary: `${path}: ${countOf(file.added, "line")} added, ${file.removed} removed`,
  };
}
