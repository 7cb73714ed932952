/** What was heard as words, and what was made of it as one text. */

export interface DictationPlace {
  /** What stands before the cursor on its line; "" at the start of one. */
  before: string;
  /** What stands after it. */
  after: string;
  /** Sentences, not code: the recogniser's own capitals and punctuation stay. */
  prose: boolean;
}

export interface Token {
  /** Without the recogniser's punctuation, in small letters. */
  word: string;
  /** As it was written. */
  raw: string;
  /** The punctuation that the recogniser has put behind it. */
  tail: string;
}

/** A piece of text, and how it joins on. */
export interface Piece {
  text: string;
  left: boolean;
  right: boolean;
  ends?: boolean;
}

export function tokensOf(heard: string): Token[] {
  const spaced = heard.replaceAll("’", "'").replaceAll(/([—–])/g, " $1 ");
  return spaced
    .split(/\s+/)
    .filter((raw) => raw !== "")
    .map((raw) => {
      const [, text = raw, tail = ""] = /^(.*?)([.,!?;:…]*)$/.exec(raw) ?? [];
      return { word: text.toLowerCase(), raw: text, tail };
    });
}

export function joined(pieces: readonly Piece[], { before, after, prose }: DictationPlace): string {
  let text = "";
  let right = before === "" || (prose ? /[\s([{<"'`@#/]$/ : /[\s([{<"'`@#$~/\\._-]$/).test(before);
  let ends = prose && (before.trim() === "" || /[.!?]\s*$/.test(before));
  for (const piece of pieces) {
    const space = piece.left || right ? "" : " ";
    const isWord = /^\p{L}/u.test(piece.text);
    const made =
      ends && isWord && prose ? piece.text.charAt(0).toUpperCase() + piece.text.slice(1) : piece.text;
    text += space + made;
    right = piece.right;
    const isOpening = piece.right && !piece.left && !isWord;
    if (isOpening) continue;
    if (piece.text.trim() !== "") ends = prose && piece.ends === true;
    else if (piece.text.includes("\n")) ends = prose;
  }
  return /^[\p{L}\p{N}]/u.test(after) && /[\p{L}\p{N},.;]$/u.test(text) ? `${text} ` : text;
}
