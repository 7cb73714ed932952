/** Places in the active document, and how they lie to each other. */
import type { Position, Range } from "../tools/editor.ts";

export interface Place {
  range: Range;
  /** Where "this" means it, where that is more than `range`. */
  domain?: Range;
  inside?: Range;
  name?: Range;
  /** What names it, for people. */
  title?: string;
}

export function compare(left: Position, right: Position): number {
  return left.line - right.line || left.column - right.column;
}

export function byStart(left: Place, right: Place): number {
  return compare(left.range.start, right.range.start) || compare(right.range.end, left.range.end);
}

export function contains(outer: Range, inner: Range): boolean {
  return compare(outer.start, inner.start) <= 0 && compare(inner.end, outer.end) <= 0;
}

export function isSame(left: Range, right: Range): boolean {
  return compare(left.start, right.start) === 0 && compare(left.end, right.end) === 0;
}

export function isEmpty({ start, end }: Range): boolean {
  return compare(start, end) === 0;
}

/** From the start of what begins first to the end of the second, wherever that begins. */
export function span(first: Range, second: Range): Range {
  if (compare(second.end, first.start) < 0) return { start: second.start, end: first.end };
  return { start: first.start, end: second.end };
}

/** Orders ranges by how much they hold, as far as one has the other in it. */
export function bySize(left: Range, right: Range): number {
  if (isSame(left, right)) return 0;
  if (contains(right, left)) return -1;
  if (contains(left, right)) return 1;
  return compare(right.start, left.start);
}

/** Without those that are in another one. */
export function outermost<T extends { range: Range }>(places: readonly T[]): T[] {
  return places.filter(
    (place, index) =>
      !places.some(
        (other, otherIndex) =>
          index !== otherIndex &&
          contains(other.range, place.range) &&
          (!isSame(other.range, place.range) || otherIndex < index),
      ),
  );
}
