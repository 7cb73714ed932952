/** Stepping through places: the next one from here, the nth, or the list of them. */
import { compare } from "../../targets/places.ts";
import type { ActiveEditor, Location, Position } from "../editor.ts";
import { ToolError } from "../tool.ts";

export interface Stepping {
  which?: "next" | "previous" | "first" | "last" | undefined;
  /** The nth of them; with next and previous, how many on. */
  nth?: number | undefined;
}

/** By path, and in it by place. */
export function byPlace(left: Location, right: Location): number {
  if (left.path !== right.path) return left.path < right.path ? -1 : 1;
  return compare(left.range.start, right.range.start);
}

export function locationAt(path: string, at: Position): Location {
  return { path, range: { start: at, end: at } };
}

/**
 * The one that is meant among places in order; after the last comes the first again.
 * @returns its index, or undefined where there are none.
 * @throws {ToolError} where there are not so many.
 */
export function stepTo(
  places: readonly Location[],
  active: ActiveEditor | undefined,
  { which, nth }: Stepping,
): number | undefined {
  const count = places.length;
  if (count === 0) return undefined;
  if (which === "first") return 0;
  if (which === "last") return count - 1;
  if (which === undefined && nth !== undefined) {
    if (nth > count || nth < 1) throw new ToolError(`There are only ${count}.`);
    return nth - 1;
  }
  const here = locationAt(active?.path ?? "", active?.cursor ?? { line: 1, column: 1 });
  const on = (nth ?? 1) - 1;
  if (which === "previous") {
    // The one that the cursor is in is not the previous one.
    const before = places.findLastIndex((place) => byPlace(place, here) < 0 && !holds(place, here));
    return wrap((before < 0 ? count - 1 : before) - on, count);
  }
  const after = places.findIndex((place) => byPlace(place, here) > 0);
  return wrap((after < 0 ? 0 : after) + on, count);
}

function holds(place: Location, { path, range }: Location): boolean {
  return (
    place.path === path &&
    compare(range.start, place.range.end) <= 0 &&
    compare(place.range.start, range.start) <= 0
  );
}

function wrap(index: number, count: number): number {
  return ((index % count) + count) % count;
}
