/** Text by its words: as it was written, or as it sounded. */
import type { Range } from "../tools/editor.ts";
import { bestMatches } from "../tools/spoken.ts";
import { soundOf, toWords } from "../tools/words.ts";
import { byStart, contains, type Place } from "./places.ts";
import { wholeFile, type Search } from "./search.ts";
import { LineIndex, type Span } from "./syntax/spans.ts";

/** Longer texts are searched for what was written alone: to compare sounds takes too long. */
const longest = 3_000_000;

/**
 * Where a text stands: as it is before other capitals before what only sounds the same, and whole words before
 * parts of words.
 */
export function findText(spoken: string, search: Search, region: Range | undefined): Place[] {
  const text = search.editor.text();
  const lines = new LineIndex(text);
  const within = region ?? wholeFile(search);
  const toPlaces = (found: Span[]): Place[] =>
    found
      .map((span) => ({ range: lines.range(span) }))
      .filter(({ range }) => contains(within, range))
      .toSorted(byStart);
  for (const find of text.length > longest ? [written] : [written, sounding, identifiers]) {
    for (const found of find(text, spoken)) {
      const places = toPlaces(found);
      if (places.length > 0) return places;
    }
  }
  return [];
}

/** Each group is searched only where the ones before are not there. */
function* written(text: string, spoken: string): Generator<Span[]> {
  const find = spoken.replaceAll(/\r\n?/g, "\n");
  if (find === "") return;
  const literal = find.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  const word = `${/^\w/.test(find) ? "(?<!\\w)" : ""}${literal}${/\w$/.test(find) ? "(?!\\w)" : ""}`;
  for (const flags of ["g", "gi"]) {
    for (const pattern of [word, literal]) {
      yield Array.from(text.matchAll(new RegExp(pattern, flags)), ({ index, 0: { length } }) => ({
        start: index,
        end: index + length,
      }));
    }
  }
}

/** Words that follow each other, whatever is between them: "get user buy ID" is getUserById, and "a comma b" not. */
function* sounding(text: string, spoken: string): Generator<Span[]> {
  const heard = toWords(spoken).map(soundOf);
  const [first] = heard;
  if (first === undefined) return;
  const words = wordsIn(text);
  const found: Span[] = [];
  for (let index = 0; index + heard.length <= words.length; index++) {
    if (words[index]?.sound !== first) continue;
    const run = words.slice(index, index + heard.length);
    if (!run.every(({ sound }, at) => sound === heard[at])) continue;
    const start = run[0]?.start ?? 0;
    const end = run.at(-1)?.end ?? 0;
    if (/^[\p{L}\p{N}_$\s.:/-]*$/u.test(text.slice(start, end)) && !text.slice(start, end).includes("\n\n"))
      found.push({ start, end });
  }
  const isWhole = ({ start, end }: Span): boolean =>
    !/[\p{L}\p{N}_$]/u.test(text.charAt(start - 1)) && !/[\p{L}\p{N}_$]/u.test(text.charAt(end));
  yield found.filter(isWhole);
  yield found;
}

/** Names that sound nearly the same. */
function* identifiers(text: string, spoken: string): Generator<Span[]> {
  const pattern = /[\p{L}_$][\p{L}\p{N}_$]*(?:-[\p{L}_$][\p{L}\p{N}_$]*)*/gu;
  const byName = Map.groupBy(text.matchAll(pattern), ([name]) => name);
  const { best } = bestMatches(
    spoken,
    [...byName.keys()].map((name) => ({ value: name, name })),
  );
  yield best.flatMap(({ value }) =>
    (byName.get(value) ?? []).map(({ index }) => ({ start: index, end: index + value.length })),
  );
}

function wordsIn(text: string): { sound: string; start: number; end: number }[] {
  const pattern = /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lo}+|\d+/gu;
  return Array.from(text.matchAll(pattern), ({ index, 0: word }) => ({
    sound: soundOf(word.toLowerCase()),
    start: index,
    end: index + word.length,
  }));
}
