/** Of very many names the few that are worth a close look. */
import { likeness } from "../likeness.ts";
import type { Candidate } from "../spoken.ts";
import { toWords } from "../words.ts";

/** From here on looking at all of them closely takes longer than a user waits. */
const many = 1500;
/** How many are looked at closely. */
const few = 150;

/** Names change seldom, and are asked about often: the words of each, as long as its candidate lives. */
const known = new WeakMap<object, { name: string[]; context: string[] }>();

function wordsOf(candidate: Candidate<unknown>): { name: string[]; context: string[] } {
  let words = known.get(candidate);
  if (words === undefined) {
    const { name, context = "" } = candidate;
    known.set(candidate, (words = { name: toWords(name), context: toWords(context) }));
  }
  return words;
}

/**
 * Those that have most of what was heard, in the order in which they came; all, where they are not many. A name
 * may be among those left out where it is heard in other words than it has: ask about all, then.
 */
export function likely<T>(spoken: string, candidates: readonly Candidate<T>[]): readonly Candidate<T>[] {
  if (candidates.length <= many) return candidates;
  const heard = toWords(spoken);
  const together = heard.join("");
  const alike = new Map<string, number[]>();
  const compared = (word: string): number[] => {
    let found = alike.get(word);
    if (found === undefined)
      alike.set(word, (found = [...heard, together].map((each) => likeness(each, word))));
    return found;
  };
  const scored = candidates.map((candidate, index) => {
    const { name, context } = wordsOf(candidate);
    return { candidate, index, score: score(heard.length, name, context, compared) };
  });
  const best = scored.toSorted((left, right) => right.score - left.score).slice(0, few);
  return best.toSorted((left, right) => left.index - right.index).map(({ candidate }) => candidate);
}

/** How much of what was heard is in it; of two that have the same, the one that has less besides is the better. */
function score(
  heard: number,
  name: readonly string[],
  context: readonly string[],
  compared: (word: string) => number[],
): number {
  const best = Array.from({ length: heard }, () => 0);
  let unsaid = 0;
  // Plain loops: this is gone through for each of very many names.
  for (const word of name) {
    const alike = compared(word);
    let most = 0;
    for (let index = 0; index < heard; index++) {
      const each = alike[index] ?? 0;
      if (each > most) most = each;
      if (each > (best[index] ?? 0)) best[index] = each;
    }
    const whole = alike[heard] ?? 0;
    if (whole > 0.8) {
      most = whole;
      best.fill(whole);
    }
    unsaid += 1 - most;
  }
  for (const word of context) {
    const alike = compared(word);
    for (let index = 0; index < heard; index++) {
      const each = 0.7 * (alike[index] ?? 0);
      if (each >= 0.63 && each > (best[index] ?? 0)) best[index] = each;
    }
  }
  let sum = -0.3 * unsaid;
  for (const each of best) sum += each;
  return sum;
}
