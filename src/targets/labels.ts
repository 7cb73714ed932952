/** What was found, in words for people. */
import { clip, countOf } from "../tools/document.ts";
import { isSame, type Place } from "./places.ts";
import { textOf, type Search } from "./search.ts";
import type { Target, TargetKind } from "./target.ts";

const longestName = 60;

export function labelFor({
  target,
  kind,
  places,
  search,
}: {
  target: Target;
  kind: TargetKind;
  places: Place[];
  search: Search;
}): string {
  const [first] = places;
  if (first === undefined) return "nothing";
  if (places.length > 1) return counted(places.length, kind);
  const { edge, to_line, to_what, to_name } = target;
  if (edge !== undefined && edge !== "inside")
    return `${words[edge]} ${labelOf(first, kind, search, target)}`;
  if (to_line !== undefined || to_what !== undefined || to_name !== undefined) return lines(first);
  return labelOf(first, kind, search, target);
}

const words = {
  start: "the start of",
  end: "the end of",
  to_start: "up to the start of",
  to_end: "up to the end of",
};

function counted(count: number, kind: TargetKind): string {
  if (kind === "class") return `${count} classes`;
  if (kind === "parameters") return `${count} parameter lists`;
  return countOf(count, kind === "text" ? "place" : kind);
}

function labelOf(place: Place, kind: TargetKind, search: Search, { edge }: Target): string {
  if (kind === "line") return lines(place);
  if (kind === "file") return "the file";
  if (kind === "selection")
    return isSame(place.range, search.active.selection) ? "the selection" : lines(place);
  if (edge !== undefined) return `the ${kind}`;
  if (kind === "text" || kind === "word") return `“${short(textOf(search, place.range))}”`;
  const name = place.title ?? (place.name === undefined ? "" : textOf(search, place.name));
  return name === "" ? `the ${kind}` : `${kind} ${short(name)}`;
}

function lines({ range: { start, end } }: Place): string {
  return start.line === end.line ? `line ${start.line}` : `lines ${start.line} to ${end.line}`;
}

function short(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return clip(line.length > longestName ? `${line.slice(0, longestName)}…` : line);
}
