/** Which of several places is meant. */
import type { Range } from "../tools/editor.ts";
import { ToolError } from "../tools/tool.ts";
import { onlyOne } from "./choices.ts";
import { bySize, compare, contains, isEmpty, isSame, type Place } from "./places.ts";
import type { Part, Search } from "./search.ts";

/** @param kind what they are, in the plural. */
export function pick(places: readonly Place[], part: Part, search: Search, kind: string): Place[] {
  const { which, nth } = part;
  if (places.length === 0) throw nothing(part, kind);
  if (which === "every") return [...places];
  if (which === "next" || which === "previous") return [along(places, part, search, kind)];
  if (which === "first" || which === "last" || (nth !== undefined && which === undefined)) {
    const index = (nth ?? 1) < 0 ? (nth ?? 0) : (nth ?? 1) - 1;
    const place = which === "last" ? places.at(-(nth ?? 1)) : places.at(index);
    if (place !== undefined && nth !== 0) return [place];
    throw new ToolError(`There are only ${places.length} ${kind}; there is no number ${nth}.`);
  }
  if (part.name !== undefined) return [named(places, search, kind)];
  return [around(places, search, kind)];
}

/** The next one begins after the cursor, and the previous one ends before it. */
function along(all: readonly Place[], { which, nth = 1 }: Part, { here }: Search, kind: string): Place {
  const isNext = which === "next";
  // A section goes on under its subsections: its heading is what comes before and after.
  const places = all.map((place) => ({
    place,
    range: kind === "sections" ? headingOf(place, all, here) : place.range,
  }));
  const ahead = isNext
    ? places.filter(({ range }) =>
        isEmpty(here) ? compare(range.start, here.start) > 0 : compare(range.start, here.end) >= 0,
      )
    : places.filter(({ range }) => compare(range.end, here.start) <= 0).toSorted(fromTheEnd);
  const place = ahead[Math.abs(nth) - 1]?.place;
  if (place !== undefined) return place;
  const side = isNext ? "after" : "before";
  throw new ToolError(
    `There ${ahead.length === 1 ? "is" : "are"} ${ahead.length === 0 ? "no" : `only ${ahead.length}`} ${kind} ${side} the cursor.`,
  );
}

function headingOf(place: Place, all: readonly Place[], here: Range): Range {
  const isHere = all.findLast(({ range }) => contains(range, here)) === place;
  const { range, name = range } = place;
  return isHere ? range : { start: range.start, end: name.end };
}

/** The last one first, and before what is in it. */
function fromTheEnd(left: { range: Range }, right: { range: Range }): number {
  return compare(right.range.end, left.range.end) || compare(left.range.start, right.range.start);
}

/** Of those that are called so: the one in the selection, else on the cursor's line, else the only one. */
function named(places: readonly Place[], search: Search, kind: string): Place {
  const { here, active } = search;
  const selected = isEmpty(here) ? [] : places.filter(({ range }) => contains(here, range));
  const onLine = places.filter(({ range, name = range }) => name.start.line === active.cursor.line);
  const near = [selected, onLine, places].find((group) => group.length > 0) ?? [];
  return onlyOne(near, search, kind);
}

/** The smallest one that the cursor is in; else the nearest on its line. */
function around(places: readonly Place[], search: Search, kind: string): Place {
  const { here } = search;
  const holding = places
    .filter(({ range, domain = range }) => contains(domain, here))
    .toSorted((left, right) => bySize(left.domain ?? left.range, right.domain ?? right.range));
  const [smallest] = holding;
  if (smallest !== undefined) {
    const size = smallest.domain ?? smallest.range;
    const equal = holding.filter(({ range, domain = range }) => isSame(domain, size));
    return equal.find(({ range }) => contains(range, here)) ?? smallest;
  }
  const distance = ({ range: { start, end } }: Place): number =>
    Math.max(start.column - here.start.column, here.start.column - end.column, 0);
  const [nearest] = places
    .filter(({ range }) => range.start.line === here.start.line || range.end.line === here.start.line)
    .toSorted((left, right) => distance(left) - distance(right));
  if (nearest !== undefined) return nearest;
  if (places.length === 1 && places[0] !== undefined) return places[0];
  throw new ToolError(
    `The cursor is in no ${kind.replace(/s$/, "")}. Say which one: by its name, next, previous or nth.`,
    { nearest: linesOf(places, search) },
  );
}

/** The lines of the nearest ones, for the model to name one of them. */
function linesOf(places: readonly Place[], { here }: Search): number[] {
  return places
    .map(({ range }) => range.start.line)
    .toSorted((left, right) => Math.abs(left - here.start.line) - Math.abs(right - here.start.line))
    .slice(0, 3);
}

function nothing({ name, in: region }: Part, kind: string): ToolError {
  const called = name === undefined ? "" : ` called "${name}"`;
  const where = region === undefined || region === "file" ? "this file" : `this ${region}`;
  return new ToolError(`There are no ${kind}${called} in ${where}.`);
}
