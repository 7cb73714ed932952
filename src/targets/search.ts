/** What a search for a target is given, and what it looks at again and again. */
import type { ActiveEditor, Choices, Editor, Range, Syntax } from "../tools/editor.ts";
import { endColumn } from "../tools/document.ts";
import type { Target } from "./target.ts";

export interface TargetContext {
  editor: Editor;
  signal: AbortSignal;
  /** Whether a symbol may be in another file, which is opened then. */
  elsewhere?: boolean;
}

/** One thing that is looked for: a target has one or two. */
export type Part = Pick<Target, "what" | "name" | "line" | "offset" | "which" | "nth" | "in">;

export interface Search extends TargetContext {
  active: ActiveEditor;
  target: Target;
  /** The selection, or the cursor: what "this" and "next" are meant from. */
  here: Range;
  answers: Choices["answers"];
}

export function wholeFile({ editor, active }: Pick<Search, "editor" | "active">): Range {
  const { lineCount } = active;
  return { start: { line: 1, column: 1 }, end: { line: lineCount, column: endColumn(editor, lineCount) } };
}

export function wholeLine({ editor }: Pick<Search, "editor">, line: number): Range {
  return { start: { line, column: 1 }, end: { line, column: endColumn(editor, line) } };
}

export function syntaxOf({ editor, signal }: TargetContext): Promise<Syntax | undefined> {
  return editor.syntax(signal);
}

/** The text of a range; of several lines, joined by line ends. */
export function textOf({ editor }: Pick<Search, "editor">, { start, end }: Range): string {
  const lines = editor.lines(start.line, end.line);
  const last = lines.length - 1;
  return lines
    .map((text, index) =>
      text.slice(index === 0 ? start.column - 1 : 0, index === last ? end.column - 1 : undefined),
    )
    .join("\n");
}
