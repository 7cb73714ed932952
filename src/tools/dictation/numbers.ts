/** Numbers in words. */

const small = new Map(
  (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen " +
    "eighteen nineteen"
  )
    .split(" ")
    .map((word, value): [string, number] => [word, value]),
);
const tens = new Map(
  "twenty thirty forty fifty sixty seventy eighty ninety"
    .split(" ")
    .map((word, index): [string, number] => [word, 20 + 10 * index]),
);
const large = new Map([
  ["thousand", 1_000],
  ["million", 1_000_000],
  ["billion", 1_000_000_000],
]);

export interface SpokenNumber {
  text: string;
  /** In words. */
  length: number;
  /** It was written in digits. */
  digits: boolean;
}

/** The number that the words begin with. */
export function readNumber(words: readonly string[]): SpokenNumber | undefined {
  const flat = words.map((word) => (/^[a-z]+-[a-z]+$/.test(word) ? word.split("-") : [word]));
  const isMinus = words[0] === "minus" || words[0] === "negative";
  const start = isMinus ? 1 : 0;
  const whole = readWhole(flat.slice(start));
  if (whole === undefined) return undefined;
  let length = start + whole.length;
  let { text } = whole;
  if (words[length] === "point") {
    const decimals = readDigits(words.slice(length + 1));
    if (decimals !== "") {
      text += `.${decimals}`;
      length += 1 + decimals.length;
    }
  }
  return { text: isMinus ? `-${text}` : text, length, digits: whole.digits };
}

function readWhole(words: readonly string[][]): SpokenNumber | undefined {
  const first = words[0]?.[0] ?? "";
  if (/^-?\d[\d.,]*$/.test(first)) return { text: first, length: 1, digits: true };
  // "one two three" is 123: digits that follow each other are read out.
  const digits = readDigits(words.map((parts) => parts.join("-")));
  if (digits.length > 1) return { text: digits, length: digits.length, digits: false };
  let total = 0;
  let part = 0;
  let length = 0;
  let last: "none" | "unit" | "ten" = "none";
  for (const parts of words) {
    const value = parts.length === 2 ? pairValue(parts) : undefined;
    const [word = ""] = parts;
    if (value !== undefined) {
      if (last !== "none") break;
      part += value;
      last = "unit";
    } else if (parts.length > 1) break;
    else if (tens.has(word) && last === "none") {
      part += tens.get(word) ?? 0;
      last = "ten";
    } else if (small.has(word) && (last === "none" || (last === "ten" && isDigit(word)))) {
      part += small.get(word) ?? 0;
      last = "unit";
    } else if (word === "hundred" && part > 0 && part < 100) {
      part *= 100;
      last = "none";
    } else if (large.has(word) && part > 0) {
      total += part * (large.get(word) ?? 1);
      part = 0;
      last = "none";
    } else if (word === "and" && length > 0 && last === "none" && isNumberWord(words[length + 1]?.[0])) {
      length++;
      continue;
    } else break;
    length++;
  }
  return length === 0 ? undefined : { text: String(total + part), length, digits: false };
}

function pairValue([ten = "", unit = ""]: readonly string[]): number | undefined {
  const [left, right] = [tens.get(ten), small.get(unit)];
  return left === undefined || right === undefined || !isDigit(unit) ? undefined : left + right;
}

const isDigit = (word: string): boolean => {
  const value = small.get(word);
  return value !== undefined && value > 0 && value < 10;
};

const isNumberWord = (word: string | undefined): boolean =>
  word !== undefined && (small.has(word) || tens.has(word));

function readDigits(words: readonly string[]): string {
  let digits = "";
  for (const word of words) {
    const value = small.get(word);
    if (value === undefined || value > 9) break;
    digits += String(value);
  }
  return digits;
}
