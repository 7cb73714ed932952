/** Replacing text by what it says. */
import * as z from "zod";
import { severalMatch } from "./choose.ts";
import { clip, countOf, describeCursor, emptyRange, requireActive, shownLine } from "./document.ts";
import type { ActiveEditor, Editor, Position, Range } from "./editor.ts";
import { likeness } from "./likeness.ts";
import { defineTool, ToolError } from "./tool.ts";

export const replaceText = defineTool({
  name: "replace_text",
  description:
    "Replaces text in the current file: the occurrence in the selection, else on the cursor's line, else the " +
    "only one in the file; with all, every one. Whole words are preferred, and capitals ignored if need be.",
  input: z.strictObject({
    find: z.string().min(1),
    replacement: z.string(),
    all: z.boolean().optional(),
  }),
  risk: "reversible",
  async run({ find, replacement, all = false }, { editor }) {
    const active = requireActive(editor);
    const found = occurrences(editor.text(), find.replaceAll("\r\n", "\n"));
    if (found.length === 0) throw notFound(find, active, editor);
    const chosen = all ? found : [pickOne(found, { find, active, editor })];
    const text = replacement.replaceAll(/\r\n?/g, "\n");
    await editor.edit(chosen.map((range) => ({ range, text })));
    if (!all && chosen[0] !== undefined) await editor.select(atEndOf(chosen[0].start, text));
    return {
      output: { replaced: chosen.length, ...describeCursor(editor) },
      summary: `Replaced ${countOf(chosen.length, "occurrence")} of “${clip(find)}”`,
    };
  },
});

/** The same capitals before others, and whole words before parts of words. */
function occurrences(text: string, find: string): Range[] {
  const literal = find.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  const word = `${/^\w/.test(find) ? "(?<!\\w)" : ""}${literal}${/\w$/.test(find) ? "(?!\\w)" : ""}`;
  for (const flags of ["g", "gi"]) {
    for (const pattern of [word, literal]) {
      const found = [...text.matchAll(new RegExp(pattern, flags))];
      if (found.length > 0) return toRanges(text, found);
    }
  }
  return [];
}

function toRanges(text: string, found: RegExpExecArray[]): Range[] {
  let line = 1;
  let lineStart = 0;
  const positionAt = (offset: number): Position => {
    for (
      let end = text.indexOf("\n", lineStart);
      end >= 0 && end < offset;
      end = text.indexOf("\n", lineStart)
    ) {
      line++;
      lineStart = end + 1;
    }
    return { line, column: offset - lineStart + 1 };
  };
  return found.map(({ index, 0: { length } }) => ({
    start: positionAt(index),
    end: positionAt(index + length),
  }));
}

function pickOne(
  found: Range[],
  { find, active, editor }: { find: string; active: ActiveEditor; editor: Editor },
): Range {
  const { selection, cursor } = active;
  const selected = found.filter(
    ({ start, end }) => !before(start, selection.start) && !before(selection.end, end),
  );
  const onLine = found.filter(({ start }) => start.line === cursor.line);
  const near = [selected, onLine, found].find((ranges) => ranges.length > 0) ?? [];
  if (near[0] !== undefined && near.length === 1) return near[0];
  const labels = near.map(({ start }) => `line ${start.line}: ${shownLine(editor, start.line).trim()}`);
  const { message, details } = severalMatch({ spoken: find, kind: "places", labels });
  throw new ToolError(`${message} Use go_to_line first, a longer "find", or all.`, details);
}

function before(left: Position, right: Position): boolean {
  return left.line === right.line ? left.column < right.column : left.line < right.line;
}

function atEndOf(start: Position, text: string): Range {
  const lines = text.split("\n");
  const last = lines.at(-1) ?? "";
  return emptyRange(start.line + lines.length - 1, (lines.length === 1 ? start.column : 1) + last.length);
}

function notFound(find: string, { path, lineCount }: ActiveEditor, editor: Editor): ToolError {
  let nearest = { line: 1, alike: 0 };
  const wanted = find.toLowerCase();
  for (const [index, text] of editor.lines(1, lineCount).entries()) {
    const alike = bestPart(text.toLowerCase(), wanted);
    if (alike > nearest.alike) nearest = { line: index + 1, alike };
  }
  const hint =
    nearest.alike > 0 ? { nearest: { line: nearest.line, text: shownLine(editor, nearest.line) } } : {};
  return new ToolError(`“${clip(find)}” is not in ${path}. Call again with text that is there.`, hint);
}

/** How much the most similar run of as many words in `line` is like `wanted`. */
function bestPart(line: string, wanted: string): number {
  const length = wanted.split(/\W+/).length;
  const words = line.split(/\W+/).filter((word) => word !== "");
  let best = 0;
  for (let index = 0; index < words.length; index++) {
    best = Math.max(best, likeness(words.slice(index, index + length).join(" "), wanted));
  }
  return best;
}
