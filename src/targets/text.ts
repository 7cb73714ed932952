/** Text by its words: as it was written, or as it sounded. */
import { clip, shownLine } from "../tools/document.ts";
import type { Range } from "../tools/editor.ts";
import { likeness } from "../tools/likeness.ts";
import { bestMatches } from "../tools/spoken.ts";
import { ToolError } from "../tools/tool.ts";
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

/** Words that follow each other, wherever they are parted: "get user buy ID" is getUserById. */
function* sounding(text: string, spoken: string): Generator<Span[]> {
  const words = wordsIn(text);
  const heard = toWords(spoken).map(soundOf);
  const plain = heard.filter((word) => !signs.has(word));
  for (const wanted of heard.length === plain.length ? [heard] : [heard, plain]) {
    const found = runs(words, wanted.join(""), text);
    yield found.filter((span) => isWhole(text, span));
    yield found;
  }
  yield alikeRuns(words, plain, text);
}

/** What is said of a name that has them between its words. */
const signs = new Set("dot comma underscore dash hyphen slash colon".split(" "));

interface Word extends Span {
  sound: string;
}

function runs(words: Word[], wanted: string, text: string): Span[] {
  if (wanted === "") return [];
  return words.flatMap(({ sound, start, end: firstEnd }, index) => {
    if (!wanted.startsWith(sound)) return [];
    let joined = sound;
    let end = firstEnd;
    for (let next = index + 1; joined.length < wanted.length && wanted.startsWith(joined); next++) {
      const word = words[next];
      if (word === undefined) return [];
      joined += word.sound;
      ({ end } = word);
    }
    return joined === wanted && isClose(text, { start, end }) ? [{ start, end }] : [];
  });
}

/** The runs of as many words that are each like what was heard, where they are more so than all others. */
function alikeRuns(words: Word[], heard: string[], text: string): Span[] {
  const known = new Map<string, number>();
  const alike = (left: string, right: string): number => {
    const key = `${left} ${right}`;
    const result = known.get(key) ?? likeness(left, right);
    known.set(key, result);
    return result;
  };
  let most = 0;
  let found: Span[] = [];
  for (let index = 0; heard.length > 1 && index + heard.length <= words.length; index++) {
    let sum = 0;
    for (const [at, word] of heard.entries()) {
      const score = alike(word, words[index + at]?.sound ?? "");
      sum = score < leastAlike ? -Infinity : sum + score;
      if (sum < 0) break;
    }
    const span = { start: words[index]?.start ?? 0, end: words[index + heard.length - 1]?.end ?? 0 };
    if (sum < most || sum <= 0 || !isClose(text, span)) continue;
    if (sum > most) found = [];
    most = sum;
    found.push(span);
  }
  return found;
}

const leastAlike = 0.7;

/** Nothing but spaces and the signs of names is between the words. */
function isClose(text: string, { start, end }: Span): boolean {
  const between = text.slice(start, end);
  return /^[\p{L}\p{M}\p{N}_$\s.,:/'-]*$/u.test(between) && !between.includes("\n\n");
}

function isWhole(text: string, { start, end }: Span): boolean {
  return !/[\p{L}\p{N}_$]/u.test(text.charAt(start - 1)) && !/[\p{L}\p{N}_$]/u.test(text.charAt(end));
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

function wordsIn(text: string): Word[] {
  const pattern = /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lo}+|\d+/gu;
  return Array.from(text.matchAll(pattern), ({ index, 0: word }) => ({
    sound: soundOf(word.toLowerCase()),
    start: index,
    end: index + word.length,
  }));
}

/** What is told where a text is nowhere: the line that is most like it. */
export function notFound(spoken: string, { editor, active: { path, lineCount } }: Search): ToolError {
  let nearest = { line: 1, alike: 0 };
  const wanted = spoken.toLowerCase();
  const lines = editor.lines(1, Math.min(lineCount, mostCompared));
  for (const [index, text] of lines.entries()) {
    const alike = bestPart(text.toLowerCase(), wanted);
    if (alike > nearest.alike) nearest = { line: index + 1, alike };
  }
  const hint =
    nearest.alike > 0 ? { nearest: { line: nearest.line, text: shownLine(editor, nearest.line) } } : {};
  return new ToolError(`“${clip(spoken)}” is not in ${path}. Call again with text that is there.`, hint);
}

/** In lines: comparing all of a long file would take longer than the user waits. */
const mostCompared = 5000;

/** How much the most similar run of as many words in `line` is like `wanted`. */
function bestPart(line: string, wanted: string): number {
  const length = wanted.split(/\W+/).length;
  const words = line.split(/\W+/).filter((word) => word !== "");
  let best = 0;
  for (let index = 0; index < words.length; index++) {
    best = Math.max(best, likeness(words.slice(index, index + length).join(" "), wanted));
  }
  return best;
}
