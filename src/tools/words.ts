/** Names and speech as words that can be compared: "getUserById" and "get user buy ID" become the same. */

const units = [
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen",
  "fifteen sixteen seventeen eighteen nineteen",
]
  .join(" ")
  .split(" ");
const tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

/** Words that recognisers write for one another; each group is reduced to its first word. */
const homophones = indexGroups([
  "2 to too",
  "4 for fore",
  "1 won",
  "8 ate",
  "by buy bye",
  "cache cash",
  "check cheque czech",
  "cell sell",
  "serial cereal",
  "byte bite",
  "no know",
  "new knew gnu",
  "read red",
  "right write rite",
  "root route",
  "sale sail",
  "site sight cite",
  "stock stalk",
  "sum some",
  "there their",
  "wait weight",
  "week weak",
  "whole hole",
  "mail male",
  "pair pear",
  "tail tale",
  "queue cue q",
  "sink sync",
  "text txt",
  "config configuration",
  "init initialize initialise",
  "json jason jayson",
  "ts typescript",
  "js javascript",
  "py python",
  "md markdown",
  "src source",
  "db database",
]);

/** What a recogniser writes for a spelled letter. */
const letterNames = new Map(
  Object.entries({
    b: "bee",
    c: "see sea",
    d: "dee",
    f: "eff",
    g: "gee",
    h: "aitch",
    i: "eye",
    j: "jay",
    k: "kay",
    l: "el",
    m: "em",
    n: "en",
    o: "oh",
    p: "pea pee",
    r: "are",
    s: "ess",
    t: "tee tea",
    u: "you",
    v: "vee",
    x: "ex",
    y: "why",
    z: "zee zed",
  }).flatMap(([letter, names]) => names.split(" ").map((name): [string, string] => [name, letter])),
);

function indexGroups(groups: string[]): ReadonlyMap<string, string> {
  return new Map(
    groups.flatMap((group) => {
      const [first = "", ...others] = group.split(" ");
      return others.map((other): [string, string] => [other, first]);
    }),
  );
}

/** Splits at spaces, punctuation, digits and humps; puts letters and numbers together that were spelled. */
export function toWords(text: string): string[] {
  const plain = text.normalize("NFKD").replaceAll(/\p{M}|['’]/gu, "");
  const split = plain.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lo}+|\d+/gu) ?? [];
  const words = joinNumbers(joinLetters(split.map((word) => word.toLowerCase())));
  return joinPairs(words);
}

/** The one of its homophones that stands for them all. */
export function soundOf(word: string): string {
  return homophones.get(word) ?? word;
}

/** "t s" and "tee ess" are "ts". One letter alone stays as it is. */
function joinLetters(words: string[]): string[] {
  const joined: string[] = [];
  for (let start = 0; start < words.length;) {
    let end = start;
    let letters = "";
    for (; end < words.length; end++) {
      const word = words[end] ?? "";
      const letter = /^\p{L}$/u.test(word) ? word : letterNames.get(word);
      if (letter === undefined) break;
      letters += letter;
    }
    if (letters.length > 1) joined.push(letters);
    else joined.push(...words.slice(start, Math.max(end, start + 1)));
    start = Math.max(end, start + 1);
  }
  return joined;
}

/** "forty two" is "42". */
function joinNumbers(words: string[]): string[] {
  const joined: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? "";
    const ten = tens.indexOf(word);
    const unit = units.indexOf(ten < 0 ? word : (words[index + 1] ?? ""));
    if (ten >= 0 && unit > 0 && unit < 10) {
      joined.push(String(20 + ten * 10 + unit));
      index++;
    } else if (ten >= 0) joined.push(String(20 + ten * 10));
    else joined.push(unit >= 0 ? String(unit) : word);
  }
  return joined;
}

/** "type script" is one word where the pair is a known one. */
function joinPairs(words: string[]): string[] {
  const joined: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const pair = `${words[index]}${words[index + 1] ?? ""}`;
    if (index + 1 < words.length && homophones.has(pair)) {
      joined.push(pair);
      index++;
    } else joined.push(words[index] ?? "");
  }
  return joined;
}
