/** What texts are going to change, as the user is shown it before. */
import type { Preview, PreviewFile, PreviewHunk } from "../shared/preview.ts";
import { clip, countOf } from "./document.ts";
import { diffLines, type Hunk } from "./lineDiff.ts";

export interface TextChange {
  path: string;
  before: string;
  after: string;
}

/** Lines around a change that are shown with it. */
const around = 2;

/** Lines in all; the state goes to the panel whole at each change. */
const mostLines = 400;

export function previewOf(changes: readonly TextChange[]): Extract<Preview, { kind: "diff" }> {
  let left = mostLines;
  const files = changes.map((change) => {
    const file = fileOf(change, left);
    left -= file.hunks.reduce((sum, { lines }) => sum + lines.length, 0);
    return file;
  });
  return { kind: "diff", files };
}

/** How many lines a change touches: those that go or those that come, whichever are more. */
export function linesTouched({ before, after }: TextChange): number {
  return diffLines(before.split("\n"), after.split("\n")).reduce(
    (sum, hunk) => sum + Math.max(hunk.before.count, hunk.after.count),
    0,
  );
}

/** "Change 70 lines of src/a.ts?" */
export function questionFor({ files }: Extract<Preview, { kind: "diff" }>): string {
  const lines = files.reduce((sum, { removed, added }) => sum + Math.max(removed, added), 0);
  const [first] = files;
  const where = files.length === 1 && first !== undefined ? first.path : countOf(files.length, "file");
  return `Change ${countOf(lines, "line")} of ${where}?`;
}

function fileOf({ path, before, after }: TextChange, left: number): PreviewFile {
  const [old, fresh] = [before.split("\n"), after.split("\n")];
  const differing = diffLines(old, fresh);
  const hunks: PreviewHunk[] = [];
  let shown = 0;
  let cut = false;
  for (const group of grouped(differing)) {
    const hunk = shownHunk(group, old, fresh);
    const lines = hunk.lines.slice(0, Math.max(left - shown, 0));
    if (lines.length < hunk.lines.length) cut = true;
    if (lines.length === 0) break;
    shown += lines.length;
    hunks.push({ ...hunk, lines });
  }
  const sum = (side: "before" | "after"): number =>
    differing.reduce((all, hunk) => all + hunk[side].count, 0);
  return { path, removed: sum("before"), added: sum("after"), hunks, cut };
}

/** Hunks so near to each other that the lines around them meet. */
function grouped(hunks: readonly Hunk[]): Hunk[][] {
  const groups: Hunk[][] = [];
  for (const hunk of hunks) {
    const last = groups.at(-1)?.at(-1);
    const near =
      last !== undefined && hunk.before.from - (last.before.from + last.before.count) <= 2 * around;
    if (near) groups.at(-1)?.push(hunk);
    else groups.push([hunk]);
  }
  return groups;
}

function shownHunk(group: readonly Hunk[], old: readonly string[], fresh: readonly string[]): PreviewHunk {
  const first = Math.max((group[0]?.before.from ?? 0) - around, 0);
  const lines: string[] = [];
  let at = first;
  const same = (to: number): void => {
    for (; at < Math.min(to, old.length); at++) lines.push(` ${clip(old[at] ?? "")}`);
  };
  for (const { before, after } of group) {
    same(before.from);
    for (const line of old.slice(at, at + before.count)) lines.push(`-${clip(line)}`);
    at += before.count;
    for (const line of fresh.slice(after.from, after.from + after.count)) lines.push(`+${clip(line)}`);
  }
  same(at + around);
  return { line: first + 1, lines };
}
