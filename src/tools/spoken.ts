/** Finds what was meant by a spoken name among what is really there. */
import { likeness } from "./likeness.ts";
import { soundOf, toWords } from "./words.ts";

export interface Candidate<T> {
  value: T;
  /** What it is called. */
  name: string;
  /** What else may be said of it, such as the folder that it is in; none of it needs to be said. */
  context?: string;
}

export interface Match<T> {
  value: T;
  /** From 0 to 1, where 1 is the very name; a little more where its context was said too. */
  score: number;
}

export interface Matches<T> {
  /** None, the one that was meant, or several that are equally good. */
  best: Match<T>[];
  /** The nearest, best first, whether good enough or not. */
  nearest: Match<T>[];
}

/** From here on a name is what was meant; below, it is only near. Set by the table of mis-hearings. */
const goodEnough = 0.66;
/** Two that are closer together than this are equally good. */
const margin = 0.04;
/** A word of the context that was said tells apart what is otherwise equal. */
const contextBonus = 0.05;
/** A word that was said and is not there weighs more than one that is there and was not said. */
const unheardWeight = 0.7;
const unsaidWeight = 0.3;
/** Words said in another order still match, but what keeps the order is better. */
const disorder = 0.93;

/** Words that people put around a name. They cost nothing where the name does not have them. */
const fillers = new Set(
  (
    "the a an dot file function method class symbol variable constant interface type folder command " +
    "underscore dash hyphen slash point called named please of in my this"
  ).split(" "),
);

type Compare = (left: string, right: string) => number;

/** Compares `spoken` with every candidate's name. */
export function bestMatches<T>(spoken: string, candidates: Iterable<Candidate<T>>): Matches<T> {
  const heard = toWords(spoken);
  const compare = rememberLikeness();
  const matches: Match<T>[] = [];
  for (const { value, name, context } of candidates) {
    const score = scoreName(heard, toWords(name), context === undefined ? [] : toWords(context), compare);
    if (score > 0) matches.push({ value, score });
  }
  matches.sort((left, right) => right.score - left.score);
  const top = matches[0]?.score ?? 0;
  const best = top < goodEnough ? [] : matches.filter(({ score }) => score > top - margin);
  return { best, nearest: matches.slice(0, 5) };
}

/** Few different words make up many names: each pair is compared once. */
function rememberLikeness(): Compare {
  const known = new Map<string, Map<string, number>>();
  return (left, right) => {
    let others = known.get(left);
    if (others === undefined) known.set(left, (others = new Map()));
    let result = others.get(right);
    if (result === undefined) others.set(right, (result = likeness(left, right)));
    return result;
  };
}

function scoreName(heard: string[], name: string[], context: string[], compare: Compare): number {
  if (heard.length === 0 || name.length === 0) return 0;
  const isContext = heard.map((word) => context.some((other) => compare(word, other) >= 0.9));
  /** What it costs that a heard word is not in the name. */
  const costs = heard.map((word, index) => (isContext[index] || fillers.has(word) ? 0 : unheardWeight));
  const together = joined(heard, name, costs);
  // Most candidates have nothing in common with what was heard: no need to align those.
  if (!heard.some((word) => name.some((other) => compare(word, other) > 0))) return together;
  const inOrder = align({ heard, name, costs, isContext, compare });
  const inAnyOrder = disorder * gather({ heard, name, costs, isContext, compare });
  return Math.max(inOrder, inAnyOrder, together);
}

interface Comparison {
  heard: string[];
  name: string[];
  costs: number[];
  isContext: boolean[];
  compare: Compare;
}

/** How well a part of what was heard fits a part of the name. */
interface Fit {
  matched: number;
  missed: number;
  bonus: number;
}

const value = (fit: Fit): number => fit.matched - fit.missed + fit.bonus;
const rate = (fit: Fit): number =>
  fit.matched === 0 ? 0 : fit.matched / (fit.matched + fit.missed) + fit.bonus;
const plus = (fit: Fit, matched: number, missed: number, bonus = 0): Fit => ({
  matched: fit.matched + matched,
  missed: fit.missed + missed,
  bonus: fit.bonus + bonus,
});

/** The best alignment that keeps the order; two or three words on one side may be one on the other. */
function align({ heard, name, costs, isContext, compare }: Comparison): number {
  const rows: Fit[][] = [];
  for (let row = 0; row <= heard.length; row++) {
    const fits: Fit[] = [];
    rows.push(fits);
    for (let column = 0; column <= name.length; column++) {
      let best: Fit | undefined = row + column === 0 ? { matched: 0, missed: 0, bonus: 0 } : undefined;
      const consider = (from: Fit | undefined, matched: number, missed: number, bonus?: number): void => {
        if (from === undefined) return;
        const fit = plus(from, matched, missed, bonus);
        if (best === undefined || value(fit) > value(best)) best = fit;
      };
      if (row > 0)
        consider(rows[row - 1]?.[column], 0, costs[row - 1] ?? 0, isContext[row - 1] ? contextBonus : 0);
      if (column > 0) consider(fits[column - 1], 0, unsaidWeight);
      for (const [said, written] of spans) {
        if (said > row || written > column) continue;
        const left = heard.slice(row - said, row).join("");
        const right = name.slice(column - written, column).join("");
        const alike = said + written === 2 ? compare(left, right) : joinedLikeness(left, right, compare);
        if (alike > 0) consider(rows[row - said]?.[column - written], alike, 1 - alike);
      }
      if (best !== undefined) fits.push(best);
    }
  }
  const last = rows.at(-1)?.at(-1);
  return last === undefined ? 0 : rate(last);
}

/** How many heard words may stand for how many of the name's. */
const spans = [
  [1, 1],
  [2, 1],
  [3, 1],
  [1, 2],
] as const;

/** Words run together must be nearly the same: there are many ways to join them. */
function joinedLikeness(left: string, right: string, compare: Compare): number {
  if (Math.abs(left.length - right.length) > 2) return 0;
  const alike = compare(left, right);
  return alike >= 0.85 ? alike * 0.98 : 0;
}

/** The best match in any order: each word of the name goes to the heard word that it is most like. */
function gather({ heard, name, costs, isContext, compare }: Comparison): number {
  const free = new Set(name);
  let fit: Fit = { matched: 0, missed: 0, bonus: 0 };
  for (const [index, word] of heard.entries()) {
    let most = 0;
    let found: string | undefined;
    for (const other of free) {
      const alike = compare(word, other);
      if (alike > most) [most, found] = [alike, other];
    }
    if (found === undefined || most < 0.7) {
      fit = plus(fit, 0, costs[index] ?? 0, isContext[index] ? contextBonus : 0);
    } else {
      free.delete(found);
      fit = plus(fit, most, 1 - most);
    }
  }
  return rate(plus(fit, 0, free.size * unsaidWeight));
}

/** The whole name in one: "in voice" for "invoice", "T S configuration" for "tsconfig". */
function joined(heard: string[], name: string[], costs: number[]): number {
  const words = heard.filter((_, index) => (costs[index] ?? 0) > 0);
  const right = name.join("");
  let best = 0;
  for (const left of new Set([words.join(""), words.map(soundOf).join("")])) {
    if (left.length < 4 || Math.abs(left.length - right.length) > right.length / 3) continue;
    best = Math.max(best, likeness(left, right));
  }
  return best >= 0.75 ? best * 0.97 : 0;
}
