/** Writing down what the user says, word for word. */
import * as z from "zod";
import { compare, contains } from "../../targets/places.ts";
import { endsOf, putCursors } from "../cursors.ts";
import { describeCursor, requireActive } from "../document.ts";
import type { Editor, Range } from "../editor.ts";
import type { TextEdit } from "../merge.ts";
import { defineTool, ToolError, type PreparedCall, type ToolContext, type ToolResult } from "../tool.ts";
import { formatDictation } from "./format.ts";
import type { DictationPlace } from "./pieces.ts";

export const dictate = defineTool({
  name: "dictate",
  description:
    'start: from now on the user\'s words are written at the cursor without you, until they say "stop dictation"; ' +
    "say only that they can begin. write: only these words, as heard, with spoken punctuation (comma, new line, camel case …).",
  input: z.strictObject({ action: z.enum(["start", "stop", "write"]), text: z.string().optional() }),
  async prepare({ action, text }, context): Promise<PreparedCall> {
    if (action !== "write") {
      return { risk: "read", question: "dictate", run: async () => change(action === "start", context) };
    }
    return {
      risk: "reversible",
      question: "dictate",
      run: (signal) => write(text ?? "", { ...context, signal }),
    };
  },
});

function change(on: boolean, { editor, session }: ToolContext): ToolResult {
  if (!on) {
    session.setDictating(false);
    return { output: { dictating: false }, summary: "Stopped dictation" };
  }
  const { path, cursor } = requireActive(editor);
  if (!session.setDictating(true)) {
    throw new ToolError(
      "Dictation needs a live conversation and the setting vivaVoce.transcriptionModel, which writes down what is said.",
    );
  }
  return {
    output: {
      dictating: true,
      file: path,
      line: cursor.line,
      to_end: "stop dictation",
      to_take_back: "scratch that",
    },
    summary: `Dictating into ${path}`,
  };
}

async function write(heard: string, { editor, signal }: ToolContext): Promise<ToolResult> {
  const { selections, path } = requireActive(editor);
  const pieces: (TextEdit & { written: string; margin: string })[] = [];
  for (const range of selections) {
    const written = formatDictation(heard, await placeOf(range, editor, signal));
    const { lines, margin } = withMargins(written, editor, range);
    pieces.push({ range, text: lines, written, margin });
  }
  const [{ written: text, margin } = { written: "", margin: "" }] = pieces;
  if (text === "") throw new ToolError("Nothing was said that can be written.");
  await editor.edit(pieces.map(({ range, text }) => ({ range, text })));
  await putCursors(endsOf(pieces), editor);
  return {
    output: {
      wrote: text,
      ...describeCursor(editor),
      ...(pieces.length > 1 && { cursors: pieces.length }),
    },
    summary: `Wrote “${short(text, margin)}” in ${path}`,
  };
}

/** New lines are as deep as the one before. */
function withMargins(text: string, editor: Editor, { start }: Range): { lines: string; margin: string } {
  const line = editor.lines(start.line, start.line)[0] ?? "";
  const margin = /^\s*/.exec(line.slice(0, start.column - 1))?.[0] ?? "";
  return { lines: text.replaceAll(/\n(?!\n)/g, `\n${margin}`), margin };
}

function short(text: string, margin: string): string {
  const line = text
    .replaceAll(/\s+/g, " ")
    .replaceAll(margin === "" ? "\0" : margin, " ")
    .trim();
  return line.length <= 40 ? line : `${line.slice(0, 39)}…`;
}

/** Languages that are read by people. */
const proseLanguages = new Set([
  "plaintext",
  "markdown",
  "git-commit",
  "scminput",
  "latex",
  "tex",
  "restructuredtext",
  "asciidoc",
  "mdx",
]);

async function placeOf({ start, end }: Range, editor: Editor, signal: AbortSignal): Promise<DictationPlace> {
  const before = (editor.lines(start.line, start.line)[0] ?? "").slice(0, start.column - 1);
  const after = (editor.lines(end.line, end.line)[0] ?? "").slice(end.column - 1);
  const prose =
    proseLanguages.has(requireActive(editor).language) || (await isInComment(start, editor, signal));
  // The signs of a comment are no word before.
  const plain = prose ? before.replace(/^\s*(?:\/\/+|#+|\*|--|\/\*+|<!--|[-*+]|\d+\.)\s+/, "") : before;
  return { before: plain.trim() === "" ? "" : plain, after, prose };
}

async function isInComment(at: Range["start"], editor: Editor, signal: AbortSignal): Promise<boolean> {
  const syntax = await editor.syntax(signal);
  if (syntax === undefined) return false;
  // A comment ends with its last word; who goes on behind the blank after it is in it still.
  const before = (editor.lines(at.line, at.line)[0] ?? "").slice(0, at.column - 1).trimEnd();
  if (/(?:\*\/|-->)$/.test(before)) return false;
  const last = before === "" ? at : { line: at.line, column: before.length + 1 };
  const cursor = { start: last, end: last };
  return syntax.scopes("comment", cursor).some(({ range }) => {
    return contains(range, cursor) && compare(range.start, last) < 0;
  });
}
