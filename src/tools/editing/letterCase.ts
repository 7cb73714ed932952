/** The cases of names: camelCase, snake_case and so on. */

export const letterCases = [
  "camel",
  "pascal",
  "snake",
  "kebab",
  "constant",
  "dot",
  "path",
  "title",
  "sentence",
  "upper",
  "lower",
] as const;
export type LetterCase = (typeof letterCases)[number];

/** The words of a name: "getHTTPResponse2" has "get", "HTTP" and "Response2"; "userIDs" has "user" and "IDs". */
export function wordsOfName(name: string): string[] {
  const plain = name.replaceAll(/(?<=\p{L})['’](?=\p{L})/gu, "");
  return plain.match(/\p{Lu}{2,}s(?!\p{Ll})|\p{Lu}+(?!\p{Ll})\d*|\p{Lu}?\p{Ll}+\d*|\p{Lo}+|\d+/gu) ?? [];
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
const lower = (word: string): string => word.toLowerCase();
const upper = (word: string): string => word.toUpperCase();

/** Puts words together. */
export function joinWords(words: readonly string[], wanted: LetterCase): string {
  switch (wanted) {
    case "camel":
      return words.map((word, index) => (index === 0 ? lower(word) : capital(word))).join("");
    case "pascal":
      return words.map(capital).join("");
    case "snake":
      return words.map(lower).join("_");
    case "kebab":
      return words.map(lower).join("-");
    case "constant":
      return words.map(upper).join("_");
    case "dot":
      return words.map(lower).join(".");
    case "path":
      return words.map(lower).join("/");
    case "title":
      return words.map(capital).join(" ");
    case "sentence":
      return words.map((word, index) => (index === 0 ? capital(word) : lower(word))).join(" ");
    case "upper":
      return words.map(upper).join(" ");
    case "lower":
      return words.map(lower).join(" ");
  }
}

/**
 * Nothing but words is one name on each line; in other text, such as code, every name for itself. Signs before
 * and after a name, as the "_" of what is private, stay.
 */
export function changeCase(text: string, wanted: LetterCase): string {
  if (wanted === "upper") return text.toUpperCase();
  if (wanted === "lower") return text.toLowerCase();
  const isProse = wanted === "title" || wanted === "sentence";
  return text
    .split("\n")
    .map((line) => {
      const [, before = "", name = "", after = ""] = /^([\s_$#@]*)(.*?)([\s_]*)$/u.exec(line) ?? [];
      if (/^[\p{L}\p{N}_$ '’-]*$/u.test(name)) return before + joinWords(wordsOfName(name), wanted) + after;
      if (isProse) return before + capitals(name, wanted) + after;
      return line.replaceAll(/[\p{L}_$][\p{L}\p{N}_$]*/gu, (each) => changeCase(each, wanted));
    })
    .join("\n");
}

/** Of a sentence: its words stay whole, and what parts them stays. */
function capitals(text: string, wanted: LetterCase): string {
  let isFirst = true;
  return text.replaceAll(/[\p{L}\p{N}][\p{L}\p{N}'’]*/gu, (word) => {
    const made = wanted === "title" || isFirst ? capital(word) : lower(word);
    isFirst = false;
    return made;
  });
}
