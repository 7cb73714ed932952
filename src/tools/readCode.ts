/** Reading code to the model. */
import * as z from "zod";
import { resolveTarget } from "../targets/resolve.ts";
import { isNamed, targetFields, targetIn } from "../targets/target.ts";
import { clip, requireActive } from "./document.ts";
import type { Editor, Range } from "./editor.ts";
import { defineTool } from "./tool.ts";

/** In lines, over all places. More costs more tokens than it helps. */
const most = 80;
/** In lines before and after the cursor, where nothing is named. */
const around = 10;

export const readCode = defineTool({
  name: "read_code",
  description:
    "Gives you the numbered lines of a target (its arguments as in go_to), or of what is around the cursor, " +
    "before you explain or change code that you do not see.",
  input: z.strictObject(targetFields),
  risk: "read",
  async run(input, { editor, signal }) {
    const target = targetIn(input);
    if (!isNamed(target) && target.in === undefined) return readAround(editor);
    const { path, ranges, label } = await resolveTarget(target, { editor, signal, elsewhere: true });
    return { output: { file: path, what: label, ...read(ranges, editor) }, summary: `Read ${label}` };
  },
});

function readAround(editor: Editor): { output: Record<string, unknown>; summary: string } {
  const { path, cursor, lineCount } = requireActive(editor);
  const start = { line: Math.max(cursor.line - around, 1), column: 1 };
  const end = { line: Math.min(cursor.line + around, lineCount), column: 2 };
  const output = { file: path, ...read([{ start, end }], editor) };
  return { output, summary: `Read lines ${start.line} to ${end.line}` };
}

function read(ranges: readonly Range[], editor: Editor): { code: string; more?: number } {
  const numbers = new Set(
    ranges.flatMap(({ start, end }) => {
      // The end of a whole line is the start of the next one.
      const last = end.column === 1 && end.line > start.line ? end.line - 1 : end.line;
      return Array.from({ length: last - start.line + 1 }, (_, index) => start.line + index);
    }),
  );
  const shown = [...numbers].slice(0, most);
  const code = shown.map((line) => `${line}: ${clip(editor.lines(line, line)[0] ?? "")}`).join("\n");
  const rest = numbers.size - shown.length;
  return { code, ...(rest > 0 && { more: rest }) };
}
