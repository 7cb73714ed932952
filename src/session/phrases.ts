/** Words that are for us and not for the model: "send it", "never mind", "go to sleep". */

/** What a phrase asks for. */
export type PhraseKind = "stopEverything" | "interrupt" | "cancel" | "send" | "sleep" | "wake";

/** As the user has set them, each in any case and with any punctuation. */
export type Phrases = Readonly<Record<PhraseKind, readonly string[]>>;

/** Where in what was said a phrase counts. Elsewhere it is part of a sentence. */
type Place = "whole" | "end" | "anywhere";

/**
 * Whole turns only for what a sentence may well end with ("make it stop"); the end for what one adds to a
 * sentence; anywhere for what nothing else is listened to.
 */
const places: Record<PhraseKind, Place> = {
  stopEverything: "end",
  interrupt: "whole",
  cancel: "end",
  send: "end",
  sleep: "whole",
  wake: "anywhere",
};

export interface SpokenPhrase {
  kind: PhraseKind;
  /** Nothing else was said. */
  alone: boolean;
}

/** @returns the first of `kinds` that was said in `text`. */
export function phraseIn(
  text: string,
  phrases: Phrases,
  kinds: readonly PhraseKind[],
): SpokenPhrase | undefined {
  const said = wordsOf(text);
  for (const kind of kinds) {
    for (const phrase of phrases[kind]) {
      if (stands(said, wordsOf(phrase), places[kind])) return { kind, alone: said === wordsOf(phrase) };
    }
  }
  return undefined;
}

/** @returns whether `phrase` was said somewhere in `text`. */
export function hasPhrase(text: string, phrase: string): boolean {
  return stands(wordsOf(text), wordsOf(phrase), "anywhere");
}

/** In small letters, without punctuation, with single spaces. */
export function wordsOf(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}'’]+/gu) ?? []).join(" ").replaceAll("’", "'");
}

function stands(said: string, phrase: string, place: Place): boolean {
  if (phrase === "") return false;
  if (said === phrase) return true;
  if (place === "whole") return false;
  return place === "end" ? said.endsWith(` ${phrase}`) : ` ${said} `.includes(` ${phrase} `);
}
