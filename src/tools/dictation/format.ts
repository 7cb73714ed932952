/** From words as they were heard to the text that was meant. */
import { joinWords, type LetterCase } from "../editing/letterCase.ts";
import { readNumber } from "./numbers.ts";
import { joined, tokensOf, type DictationPlace, type Piece, type Token } from "./pieces.ts";
import { longestSign, signs, spelling } from "./signs.ts";

/** Words that name go on to the next sign, or the word that ends them. */
const nameCases: Record<string, LetterCase> = {
  "camel case": "camel",
  camel: "camel",
  "pascal case": "pascal",
  "snake case": "snake",
  "kebab case": "kebab",
  "dash case": "kebab",
  "constant case": "constant",
  "screaming snake case": "constant",
  "dot case": "dot",
  "path case": "path",
  "title case": "title",
};

export function formatDictation(heard: string, place: DictationPlace): string {
  const reader = new Reader(tokensOf(heard), place);
  return joined(reader.pieces(), place);
}

class Reader {
  readonly #tokens: readonly Token[];
  readonly #place: DictationPlace;
  #at = 0;
  /** Capitals, until they are switched off. */
  #caps: "none" | "all" | "first" = "none";
  #noSpaces = false;
  /** What the next word is to be. */
  #next: { cap?: boolean; upper?: boolean; lower?: boolean; tight?: boolean } = {};

  constructor(tokens: readonly Token[], place: DictationPlace) {
    this.#tokens = tokens;
    this.#place = place;
  }

  pieces(): Piece[] {
    const all: Piece[] = [];
    while (this.#at < this.#tokens.length) {
      const piece = this.#read();
      if (piece === undefined) continue;
      const tight = this.#next.tight === true && piece.text !== "\n";
      all.push(tight || this.#noSpaces ? { ...piece, left: true } : piece);
      this.#next = {};
    }
    return all;
  }

  /** @returns undefined for what only says how to go on. */
  #read(): Piece | undefined {
    return (
      this.#literal() ??
      this.#control() ??
      this.#layout() ??
      this.#name() ??
      this.#sign() ??
      this.#letters() ??
      this.#number() ??
      this.#word()
    );
  }

  /** "literal comma" is the word. */
  #literal(): Piece | undefined {
    if (!this.#is("literal") && !this.#is("the word")) return undefined;
    const length = this.#is("literal") ? 1 : 2;
    if (this.#tokens[this.#at + length] === undefined) return undefined;
    this.#at += length;
    const found = this.#signAt();
    const count = found?.length ?? 1;
    const text = this.#take(count)
      .map(({ raw }) => raw)
      .join(" ");
    return this.#plain(this.#cased(text));
  }

  #control(): Piece | undefined {
    const rules: [string, () => void][] = [
      ["all caps on", () => (this.#caps = "all")],
      ["all caps off", () => (this.#caps = "none")],
      ["caps on", () => (this.#caps = "first")],
      ["caps off", () => (this.#caps = "none")],
      ["no spaces on", () => (this.#noSpaces = true)],
      ["no space on", () => (this.#noSpaces = true)],
      ["no spaces off", () => (this.#noSpaces = false)],
      ["no space off", () => (this.#noSpaces = false)],
      ["no space", () => (this.#next.tight = true)],
      ["all caps", () => (this.#next.upper = true)],
      ["uppercase", () => (this.#next.upper = true)],
      ["lowercase", () => (this.#next.lower = true)],
      ["cap", () => (this.#next.cap = true)],
      ["capital", () => (this.#next.cap = true)],
    ];
    for (const [words, act] of rules) {
      const length = words.split(" ").length;
      // At the end there is nothing that it could be about.
      const isSwitch = / o(?:n|ff)$/.test(words);
      if (!this.#is(words) || (!isSwitch && this.#tokens[this.#at + length] === undefined)) continue;
      this.#at += length;
      act();
      return this.#at < this.#tokens.length ? this.#read() : undefined;
    }
    return undefined;
  }

  #layout(): Piece | undefined {
    const breaks: Record<string, string> = {
      "new paragraph": "\n\n",
      "new line": "\n",
      newline: "\n",
      "next line": "\n",
      "tab key": "\t",
      "press tab": "\t",
      "space bar": " ",
      "press space": " ",
    };
    for (const [words, text] of Object.entries(breaks)) {
      if (!this.#is(words)) continue;
      this.#take(words.split(" ").length);
      return { text, left: true, right: true };
    }
    return undefined;
  }

  /** "camel case get user by id". */
  #name(): Piece | undefined {
    for (const [words, wanted] of Object.entries(nameCases)) {
      const length = words.split(" ").length;
      if (!this.#is(words) || this.#tokens[this.#at + length] === undefined) continue;
      this.#at += length;
      const parts: string[] = [];
      let tail = "";
      while (this.#at < this.#tokens.length) {
        if (this.#is("end case") || this.#is("end name")) {
          this.#at += 2;
          break;
        }
        if (parts.length > 0 && (this.#startsOther() || tail !== "")) break;
        const letters = this.#letters();
        if (letters !== undefined) parts.push(letters.text);
        else {
          const [token] = this.#take(1);
          parts.push(...(token?.raw.match(/[\p{L}\p{N}]+/gu) ?? []));
          tail = token?.tail ?? "";
        }
      }
      return this.#plain(joinWords(parts, wanted), tail);
    }
    return undefined;
  }

  #startsOther(): boolean {
    if (this.#signAt() !== undefined) return true;
    const commands = [
      "new line",
      "newline",
      "new paragraph",
      "next line",
      "no space",
      "literal",
      "cap",
      "all caps",
      "press space",
      "space bar",
    ];
    return [...commands, ...Object.keys(nameCases).filter((name) => name.includes(" "))].some((words) =>
      this.#is(words),
    );
  }

  #sign(): Piece | undefined {
    const found = this.#signAt();
    if (found === undefined) return undefined;
    const { length, sign } = found;
    this.#take(length);
    return { ...sign };
  }

  /** The longest name goes first: "equals equals" is one sign. */
  #signAt(): { length: number; sign: NonNullable<ReturnType<typeof signs.get>> } | undefined {
    for (let length = Math.min(longestSign, this.#tokens.length - this.#at); length > 0; length--) {
      const part = this.#tokens.slice(this.#at, this.#at + length);
      if (part.slice(0, -1).some(({ tail }) => tail !== "" && tail !== ",")) continue;
      const sign = signs.get(part.map(({ word }) => word).join(" "));
      if (sign !== undefined) return { length, sign };
    }
    return undefined;
  }

  /** "alpha bravo", "capital a", "b as in bravo", "a b c". */
  #letters(): Piece | undefined {
    let text = "";
    let count = 0;
    let tail = "";
    const start = this.#at;
    let upper = this.#next.cap === true || this.#next.upper === true || this.#caps === "all";
    while (this.#at < this.#tokens.length && tail === "") {
      if (this.#is("capital") && this.#letterAt(this.#at + 1) !== undefined) {
        this.#at++;
        upper = true;
      }
      const found = this.#letterAt(this.#at);
      if (found === undefined) break;
      text += upper ? found.letter.toUpperCase() : found.letter;
      count += found.sure ? 2 : 1;
      tail = this.#take(found.length).at(-1)?.tail ?? "";
      upper = this.#caps === "all" || this.#next.upper === true;
    }
    // One word of the alphabet may be a word; "a" and "I" are.
    const known = text.length > 1 || count > 1 || this.#next.cap === true;
    if (text !== "" && known) return this.#plain(text, tail);
    this.#at = start;
    return undefined;
  }

  #letterAt(at: number): { letter: string; length: number; sure: boolean } | undefined {
    const token = this.#tokens[at];
    if (token === undefined) return undefined;
    const { word } = token;
    const following = this.#tokens.slice(at + 1, at + 4).map((each) => each.word);
    const isSpelled = /^\p{L}$/u.test(word) && following[0] === "as" && following[1] === "in";
    if (isSpelled && following[2] !== undefined) return { letter: word, length: 4, sure: true };
    if (/^\p{L}$/u.test(word)) return { letter: word, length: 1, sure: false };
    const letter = spelling.get(word);
    return letter === undefined ? undefined : { letter, length: 1, sure: false };
  }

  #number(): Piece | undefined {
    const words: string[] = [];
    for (const { word, tail } of this.#tokens.slice(this.#at)) {
      words.push(word);
      if (tail !== "") break;
    }
    const isAsked = words[0] === "number" || words[0] === "numeral";
    const found = readNumber(isAsked ? words.slice(1) : words);
    if (found === undefined) return undefined;
    // "one of them" is a word in prose.
    if (this.#place.prose && !isAsked && found.length === 1 && !found.digits) return undefined;
    const tokens = this.#take(found.length + Number(isAsked));
    return this.#plain(found.text, tokens.at(-1)?.tail ?? "");
  }

  #word(): Piece {
    const [{ raw, tail } = { raw: "", tail: "" }] = this.#take(1);
    return this.#plain(this.#cased(raw), tail);
  }

  #cased(raw: string): string {
    const { cap, upper, lower } = this.#next;
    const isFirst = this.#at <= 1;
    // The recogniser begins sentences with capitals; code has none.
    const isSentence = isFirst && !this.#place.prose && /^\p{Lu}\p{Ll}+$/u.test(raw);
    const text = isSentence || lower === true ? raw.toLowerCase() : raw;
    if (upper === true || this.#caps === "all") return text.toUpperCase();
    return cap === true || this.#caps === "first" ? text.charAt(0).toUpperCase() + text.slice(1) : text;
  }

  #plain(text: string, tail = ""): Piece {
    const kept = this.#place.prose ? tail : "";
    return { text: text + kept, left: false, right: false, ends: /[.!?]$/.test(kept) };
  }

  #is(words: string): boolean {
    const wanted = words.split(" ");
    return wanted.every((word, index) => {
      const token = this.#tokens[this.#at + index];
      return token?.word === word && (index === wanted.length - 1 || token.tail === "");
    });
  }

  #take(count: number): readonly Token[] {
    const taken = this.#tokens.slice(this.#at, this.#at + count);
    this.#at += count;
    return taken;
  }
}
