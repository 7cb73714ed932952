/** Telling the model what is where. */
import * as z from "zod";
import { clip } from "./document.ts";
import type { ActiveEditor, Editor } from "./editor.ts";
import { defineTool } from "./tool.ts";

/** So many lines of the text in view are told; more would cost more tokens than they help. */
const mostLines = 40;
const mostEditors = 20;

export const getContext = defineTool({
  name: "get_context",
  description:
    "Tells the editor's state at length: the numbered lines in view, the selection, open files. " +
    'Use it where you do not know what "this" or "here" is.',
  input: z.strictObject({}),
  risk: "read",
  async run(_, { editor }) {
    const active = editor.active();
    const problems = editor.problems();
    const count = (severity: string): number =>
      problems.filter((problem) => problem.severity === severity).length;
    const branch = await editor.branch();
    return {
      output: {
        file: active?.path ?? null,
        ...(active !== undefined && describe(active, editor)),
        open: editor.openEditors().slice(0, mostEditors),
        errors: count("error"),
        warnings: count("warning"),
        ...(branch !== undefined && { branch }),
        ...(!editor.trusted() && { trusted: false }),
      },
      summary: active === undefined ? "No file is open" : `${active.path}, line ${active.cursor.line}`,
    };
  },
});

function describe(active: ActiveEditor, editor: Editor): Record<string, unknown> {
  const { language, lineCount, dirty, cursor, selection, selectedText } = active;
  const { from, to } = inView(active);
  const text = editor.lines(from, to).map((line, index) => `${from + index}: ${clip(line)}`);
  return {
    language,
    lines: lineCount,
    unsaved: dirty,
    cursor,
    ...(selectedText !== "" && {
      selection: { from: selection.start.line, to: selection.end.line, text: selectedText },
    }),
    view: text.join("\n"),
  };
}

/** The lines in view; the part around the cursor where they are too many. */
function inView({ visible, cursor }: ActiveEditor): { from: number; to: number } {
  if (visible.to - visible.from < mostLines) return visible;
  const latest = visible.to - mostLines + 1;
  const from = Math.min(Math.max(visible.from, cursor.line - mostLines / 2), latest);
  return { from, to: from + mostLines - 1 };
}
