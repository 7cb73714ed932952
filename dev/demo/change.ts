/** What became of a text, line by line. */

export interface Change {
  /** The first line that is another one, 1-based. */
  line: number;
  removed: string[];
  added: string[];
}

/** @returns undefined where both are the same. */
export function changeOf(before: string, after: string): Change | undefined {
  if (before === after) return undefined;
  const old = before.split("\n");
  const now = after.split("\n");
  let same = 0;
  while (same < Math.min(old.length, now.length) && old[same] === now[same]) same++;
  let sameEnd = 0;
  while (
    sameEnd < Math.min(old.length, now.length) - same &&
    old[old.length - 1 - sameEnd] === now[now.length - 1 - sameEnd]
  ) {
    sameEnd++;
  }
  return {
    line: same + 1,
    removed: old.slice(same, old.length - sameEnd),
    added: now.slice(same, now.length - sameEnd),
  };
}
