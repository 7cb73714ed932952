/** What listeners say to show that they listen. It is no turn, and does not stop whoever speaks. */
import { wordsOf } from "./phrases.ts";

/** Never an answer. "uh-huh" is two of them. */
const sounds = new Set(
  "ah aha ahem eh er erm hm hmm hmmm huh mm mmm mhm mhmm oh ooh uh uhm um wow".split(" "),
);

/** An answer too, where something was asked. */
const assents = new Set(
  (
    "ok|okay|right|all right|alright|sure|yeah|yep|yup|yes|good|great|nice|cool|fine|really|exactly|got it|" +
    "i see|go on|ja|genau|gut|oui|d'accord|sí|si|vale|claro|sì|va bene|sim"
  ).split("|"),
);

/** @param asked the assistant's words hold a question: a "yes" may be the answer to it. */
export function isBackchannel(text: string, asked: boolean): boolean {
  const words = wordsOf(text)
    .split(" ")
    .filter((word) => !sounds.has(word));
  if (words.length === 0 || words[0] === "") return true;
  return !asked && (assents.has(words.join(" ")) || words.every((word) => assents.has(word)));
}
