/** Which lines differ between two texts. */

/** `count` lines from line `from` on, 0-based. */
export interface Lines {
  from: number;
  count: number;
}

/** Lines of the one text in whose place the other has others. Two of them have an equal line between them. */
export interface Hunk {
  before: Lines;
  after: Lines;
}

/** Texts with more differences are told to differ from the first to the last of them: comparing grows by squares. */
const mostDifferences = 600;

/** In the order in which they come. Myers' algorithm: the fewest lines that go and come. */
export function diffLines(before: readonly string[], after: readonly string[]): Hunk[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end++;
  const left = before.slice(start, before.length - end);
  const right = after.slice(start, after.length - end);
  if (left.length === 0 && right.length === 0) return [];
  const whole: Hunk = {
    before: { from: start, count: left.length },
    after: { from: start, count: right.length },
  };
  if (left.length === 0 || right.length === 0) return [whole];
  const trace = shortestEdit(left, right);
  return trace === undefined ? [whole] : hunksOf(trace, left, right, start);
}

/** How far each diagonal reaches with each number of differences; undefined where there are too many. */
function shortestEdit(left: readonly string[], right: readonly string[]): Map<number, number>[] | undefined {
  const trace: Map<number, number>[] = [];
  let reach = new Map([[1, 0]]);
  for (let differences = 0; differences <= mostDifferences; differences++) {
    const next = new Map<number, number>();
    for (let diagonal = -differences; diagonal <= differences; diagonal += 2) {
      const down = comesDown(reach, diagonal, differences);
      let x = down ? (reach.get(diagonal + 1) ?? 0) : (reach.get(diagonal - 1) ?? 0) + 1;
      while (x < left.length && x - diagonal < right.length && left[x] === right[x - diagonal]) x++;
      next.set(diagonal, x);
      if (x < left.length || x - diagonal < right.length) continue;
      trace.push(reach);
      return trace;
    }
    trace.push(reach);
    reach = next;
  }
  return undefined;
}

function comesDown(reach: ReadonlyMap<number, number>, diagonal: number, differences: number): boolean {
  if (diagonal === -differences) return true;
  return diagonal !== differences && (reach.get(diagonal - 1) ?? -1) < (reach.get(diagonal + 1) ?? -1);
}

/** Follows the trace back from the end, and puts together what touches. */
function hunksOf(
  trace: readonly ReadonlyMap<number, number>[],
  left: readonly string[],
  right: readonly string[],
  offset: number,
): Hunk[] {
  const hunks: Hunk[] = [];
  let x = left.length;
  let y = right.length;
  for (let differences = trace.length - 1; differences > 0; differences--) {
    const reach = trace[differences];
    if (reach === undefined) break;
    const diagonal = x - y;
    const down = comesDown(reach, diagonal, differences);
    const fromX = reach.get(down ? diagonal + 1 : diagonal - 1) ?? 0;
    const fromY = fromX - (down ? diagonal + 1 : diagonal - 1);
    const [first] = hunks;
    const toX = down ? fromX : fromX + 1;
    const toY = down ? fromY + 1 : fromY;
    if (first !== undefined && first.before.from === toX + offset && first.after.from === toY + offset) {
      first.before = { from: fromX + offset, count: first.before.count + toX - fromX };
      first.after = { from: fromY + offset, count: first.after.count + toY - fromY };
    } else {
      hunks.unshift({
        before: { from: fromX + offset, count: toX - fromX },
        after: { from: fromY + offset, count: toY - fromY },
      });
    }
    x = fromX;
    y = fromY;
  }
  return hunks;
}
