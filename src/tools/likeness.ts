/** How alike two words are to the ear and the eye. */
import { doubleMetaphone } from "double-metaphone";
import { distance } from "fastest-levenshtein";
import { soundOf } from "./words.ts";

/**
 * From 0 (nothing in common) to 1 (the same). Sounding the same counts for more than being spelled nearly
 * the same: it is what a recogniser gets wrong. The weights were set by the table of mis-hearings in the
 * tests.
 */
export function likeness(left: string, right: string): number {
  return compare(soundOf(left), soundOf(right));
}

function compare(left: string, right: string): number {
  if (left === right) return 1;
  const [shorter, longer] = left.length < right.length ? [left, right] : [right, left];
  if (shorter.length < 3 || /\d/.test(left + right)) return 0;
  const spelling = 1 - distance(left, right) / longer.length;
  if (spelling >= 0.3 && soundsLike(left, right)) return 0.75 + 0.2 * spelling;
  if (longer.startsWith(shorter)) return Math.max(0.8, 0.95 * spelling);
  return spelling >= 0.5 ? 0.95 * spelling : 0;
}

function soundsLike(left: string, right: string): boolean {
  const [leftFirst, leftSecond] = doubleMetaphone(left);
  const [rightFirst, rightSecond] = doubleMetaphone(right);
  return leftFirst === rightFirst || leftFirst === rightSecond || leftSecond === rightFirst;
}
