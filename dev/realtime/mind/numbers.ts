/** Spoken numbers, zero to nine hundred ninety nine. */

const ones = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];
const teens = ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"];
const tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"];
const values = new Map<string, number>([
  ...[...ones, ...teens].map((word, value): [string, number] => [word, value]),
  ...tens.map((word, index): [string, number] => [word, 20 + 10 * index]),
  ...ordinals.map((word, index): [string, number] => [word, index + 1]),
  ["a", 1],
]);

/** A number in digits or words, as a pattern for other patterns. */
export const numberPattern = `(?:\\d+|(?:(?:${[...values.keys()].join("|")}|hundred|and)(?:[ -]|\\b))+?)`;

/** @returns undefined where the text is no number. */
export function numberFrom(text: string): number | undefined {
  const trimmed = text.trim().toLowerCase();
  if (/^\d+$/.test(trimmed)) return Number(trimmed);
  let sum = 0;
  for (const word of trimmed.split(/[ -]+/)) {
    if (word === "and") continue;
    if (word === "hundred") {
      sum = Math.max(1, sum) * 100;
      continue;
    }
    const value = values.get(word);
    if (value === undefined) return undefined;
    sum += value;
  }
  return sum;
}
