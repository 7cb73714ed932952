/** Patches as `git diff` writes them, and the marks of conflicts. */

export interface PatchHunk {
  /** Lines of the file as it is now; 1-based. Where lines are only taken away, that before them, and count 0. */
  line: number;
  count: number;
  text: string;
}

/** The hunks of a diff of one file. */
export function hunksOf(diff: string): { header: string; hunks: PatchHunk[] } {
  const [header = "", ...rest] = diff.split(/^(?=@@ )/m);
  const hunks = rest.flatMap((text): PatchHunk[] => {
    const [, line, count] = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(text) ?? [];
    if (line === undefined) return [];
    return [{ line: Number(line), count: count === undefined ? 1 : Number(count), text }];
  });
  return { header, hunks };
}

/** The patch of the one hunk that a line is in, from a diff without lines around. */
export function patchAt(diff: string, line: number): string | undefined {
  const { header, hunks } = hunksOf(diff);
  const found = hunks.find((hunk) =>
    hunk.count === 0
      ? line === hunk.line || line === hunk.line + 1
      : line >= hunk.line && line < hunk.line + hunk.count,
  );
  return found === undefined ? undefined : header + found.text;
}

export interface Conflict {
  /** Of its first and last mark; 1-based. */
  from: number;
  to: number;
  ours: string[];
  theirs: string[];
}

/** In a document's lines; what has no end is none. */
export function conflictsIn(lines: readonly string[]): Conflict[] {
  const found: Conflict[] = [];
  let open: (Conflict & { side: "ours" | "base" | "theirs" }) | undefined;
  for (const [index, line] of lines.entries()) {
    if (/^<{7}(?: |$)/.test(line)) {
      open = { from: index + 1, to: 0, ours: [], theirs: [], side: "ours" };
    } else if (open === undefined) {
      continue;
    } else if (/^\|{7}(?: |$)/.test(line) && open.side === "ours") {
      open.side = "base";
    } else if (/^={7}$/.test(line) && open.side !== "theirs") {
      open.side = "theirs";
    } else if (/^>{7}(?: |$)/.test(line) && open.side === "theirs") {
      const { from, ours, theirs } = open;
      found.push({ from, to: index + 1, ours, theirs });
      open = undefined;
    } else if (open.side !== "base") {
      open[open.side].push(line);
    }
  }
  return found;
}
