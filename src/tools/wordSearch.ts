/** What has the words that were said in it: for "what is there about …". */
import { likeness } from "./likeness.ts";
import { toWords } from "./words.ts";

/** From here on a word was meant: mis-heard, or in another form. */
const alike = 0.8;

const empty = new Set(
  "the a an about for of with to what which commands command tools tool all any".split(" "),
);

/** @returns those that have most of the words, in the order in which they came. */
export function wordsMatching<T>(said: string, things: readonly T[], textOf: (thing: T) => string): T[] {
  const wanted = toWords(said).filter((word) => !empty.has(word));
  if (wanted.length === 0) return [...things];
  const counted = things.map((thing) => ({ thing, count: countOf(wanted, toWords(textOf(thing))) }));
  const most = Math.max(0, ...counted.map(({ count }) => count));
  return most === 0 ? [] : counted.filter(({ count }) => count === most).map(({ thing }) => thing);
}

function countOf(wanted: readonly string[], words: readonly string[]): number {
  return wanted.filter((word) => words.some((other) => isAlike(word, other))).length;
}

function isAlike(word: string, other: string): boolean {
  if (word === other) return true;
  if (word.length < 4 || other.length < 4) return false;
  return other.startsWith(word) || word.startsWith(other) || likeness(word, other) >= alike;
}
