/** What a key looks like, and what is pasted in its place. */
import { startedKey } from "../providers/keyForms.ts";

export function isKey(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}

/** Characters that nobody sees and that come along from web pages. */
const unseen = /[\u200b-\u200d\u2060\ufeff]/g;

/** `OPENAI_API_KEY=…`, `"apiKey": "…"`, `api-key: …`, `Authorization: Bearer …`, in whatever stands around it. */
const named =
  /(?:^|[\s"'`{,;$])(?:[\w.:-]*(?:key|token|secret)|authorization)["'`]?\s*[:=]\s*["'`]?(?:bearer\s+)?([^\s"'`,;{}]{8,})/i;

/** As Windows sets variables for good: `setx OPENAI_API_KEY "…"`. */
const setForGood = /^setx\s+\w+\s+["']?([^\s"']+)/i;

/** What stands in one `.env` or on one page with a key, and is none. */
const notOfKey = /^(?:org-|proj_|https?:)|[=:]/;

const plainWord = /^[a-z]+[.,:;!?]?$/i;

/** Keys are pasted with what stood around them: blanks, quotes, the line of a file. @returns "" for nothing. */
export function cleanKey(value: string): string {
  const text = value.replaceAll(unseen, "").trim();
  const assigned = (named.exec(text) ?? setForGood.exec(text))?.[1];
  if (assigned !== undefined) return assigned;
  const bare = unquoted(text.replace(/^bearer\s+/i, ""));
  return isKey(bare) ? bare : (ofLines(bare) ?? ofWords(bare) ?? bare);
}

function unquoted(text: string): string {
  return text.replace(/^["'`\u201c\u2018]+|["'`\u201d\u2019,;]+$/g, "").trim();
}

/** A key that was wrapped, or one with other lines after it. */
function ofLines(text: string): string | undefined {
  const [first = "", ...rest] = text.split(/\s*[\r\n]+\s*/).map(unquoted);
  if (rest.length === 0 || !isKey(first)) return undefined;
  const end = rest.findIndex((line) => !isKey(line) || notOfKey.test(line) || startedKey.test(line));
  return [first, ...(end < 0 ? rest : rest.slice(0, end))].join("");
}

/** The one key in a sentence, or a key that a blank has cut. */
function ofWords(text: string): string | undefined {
  const words = text.split(/\s+/).map(unquoted);
  const [found, another] = words.filter((word) => startedKey.test(word));
  if (found === undefined || another !== undefined) return undefined;
  const whole = words.every((word, index) => (index === 0 ? word === found : isPiece(word)));
  return whole ? words.join("") : found;
}

function isPiece(word: string): boolean {
  return /^[\w-]+$/.test(word) && !plainWord.test(word);
}
