/** The start, the end or the inside of a place, or what lies between it and the cursor. */
import type { Position, Range } from "../tools/editor.ts";
import { compare, type Place } from "./places.ts";
import type { Search } from "./search.ts";
import type { Target, TargetKind } from "./target.ts";

export function atEdge(
  places: Place[],
  { target: { edge }, kind, search }: { target: Target; kind: TargetKind; search: Search },
): Place[] {
  if (edge === undefined) return places;
  const { cursor } = search.active;
  return places.map((place) => {
    const { range, inside = range } = place;
    const { start, end } = kind === "line" ? { start: inside.start, end: range.end } : range;
    switch (edge) {
      case "start":
        return { range: empty(start) };
      case "end":
        return { range: empty(end) };
      case "inside":
        return { range: inside };
      case "to_start":
        return { range: between(cursor, start) };
      case "to_end":
        return { range: between(cursor, end) };
    }
  });
}

const empty = (at: Position): Range => ({ start: at, end: at });

function between(left: Position, right: Position): Range {
  return compare(left, right) <= 0 ? { start: left, end: right } : { start: right, end: left };
}
