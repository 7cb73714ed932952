/** Finds a pattern in texts, as places that one can go to. */
import { LineIndex } from "../../targets/syntax/spans.ts";
import { clip } from "../document.ts";
import { matchesIn } from "./pattern.ts";
import type { SearchHit, SearchRequest } from "./port.ts";

export interface SearchText {
  path: string;
  /** With "\n" between lines. */
  text: string;
}

/** @throws {ToolError} where the pattern takes too long. */
export function searchTexts(
  texts: readonly SearchText[],
  { pattern, flags, risky }: Pick<SearchRequest, "pattern" | "flags" | "risky">,
  most: number,
): SearchHit[] {
  const found = risky
    ? matchesIn(
        texts.map(({ text }) => text),
        { pattern, flags: withG(flags) },
        most,
      )
    : texts.map(({ text }) => literalMatches(text, new RegExp(pattern, withG(flags)), most));
  return texts.flatMap(({ path, text }, index) => hitsOf(path, text, found[index] ?? [])).slice(0, most);
}

const withG = (flags: string): string => (flags.includes("g") ? flags : `${flags}g`);

function literalMatches(text: string, pattern: RegExp, most: number): [number, number][] {
  const found: [number, number][] = [];
  for (const { index, 0: match } of text.matchAll(pattern)) {
    if (found.length >= most) break;
    if (match !== "") found.push([index, match.length]);
  }
  return found;
}

function hitsOf(path: string, text: string, matches: readonly [number, number][]): SearchHit[] {
  if (matches.length === 0) return [];
  const lines = new LineIndex(text);
  return matches.map(([offset, length]) => {
    const { line, column } = lines.position(offset);
    const start = offset - column + 1;
    const end = text.indexOf("\n", start);
    const whole = text.slice(start, end < 0 ? undefined : end);
    return { path, line, column, length, text: clip(whole.trim()) };
  });
}
