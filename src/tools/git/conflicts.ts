/** The conflicts of a merge: where they are, and taking a side. */
import { clip, emptyRange, requireActive } from "../document.ts";
import { ToolError, type PreparedCall } from "../tool.ts";
import { looking, type GitContext, type GitInput } from "./gitInput.ts";
import { conflictsIn, type Conflict } from "./patch.ts";

export function listConflicts(_: GitInput, { repository, editor }: GitContext): PreparedCall {
  return looking(async () => {
    const { conflicts, doing } = await repository.status();
    const active = editor.active();
    const here = active === undefined ? [] : conflictsIn(editor.text().split("\n"));
    const output = {
      ...(doing !== undefined && { unfinished: doing }),
      files: conflicts,
      ...(here.length > 0 && { in: active?.path, here: here.map(told) }),
    };
    return { output, summary: `${conflicts.length} files with conflicts` };
  });
}

function told({ from, to, ours, theirs }: Conflict): Record<string, unknown> {
  return { lines: `${from} to ${to}`, ours: shown(ours), theirs: shown(theirs) };
}

function shown(lines: readonly string[]): string {
  return clip(lines.map((line) => line.trim()).join(" ⏎ "));
}

export function prepareResolve({ side, what }: GitInput, { editor }: GitContext): PreparedCall {
  const { path, cursor } = requireActive(editor);
  if (side === undefined) throw new ToolError("Say which side: ours, theirs or both.");
  const found = conflictsIn(editor.text().split("\n"));
  if (found.length === 0) throw new ToolError(`There are no conflicts in ${path}.`);
  const at = found.filter(({ from, to }) => cursor.line >= from && cursor.line <= to);
  const chosen = what === "all" ? found : at.length > 0 ? at : found.length === 1 ? found : [];
  const [first] = chosen;
  if (first === undefined) {
    throw new ToolError("The cursor is in no conflict. Go to one, or say what: all.", {
      here: found.map(told),
    });
  }
  return {
    risk: "reversible",
    question: "resolve",
    async run() {
      const lines = editor.text().split("\n");
      await editor.edit(chosen.map((conflict) => taken(conflict, side, lines)));
      await editor.select(emptyRange(first.from, 1));
      const left = conflictsIn(editor.text().split("\n")).length;
      return {
        output: { file: path, resolved: chosen.length, left, side, note: "Not staged. Undo takes it back." },
        summary: `Took ${side} in ${path}`,
      };
    },
  };
}

function taken(
  { from, to, ours, theirs }: Conflict,
  side: "ours" | "theirs" | "both",
  lines: readonly string[],
): {
  range: { start: { line: number; column: number }; end: { line: number; column: number } };
  text: string;
} {
  const kept = side === "both" ? [...ours, ...theirs] : side === "ours" ? ours : theirs;
  const start = { line: from, column: 1 };
  // With its last line feed, so that nothing kept leaves no empty line.
  if (to < lines.length)
    return {
      range: { start, end: { line: to + 1, column: 1 } },
      text: kept.map((line) => `${line}\n`).join(""),
    };
  return {
    range: { start, end: { line: to, column: (lines[to - 1] ?? "").length + 1 } },
    text: kept.join("\n"),
  };
}
