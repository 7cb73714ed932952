/** What is done to whole lines. All of it is text in, text out. */
import type { CommentSigns } from "./port.ts";

export interface SortWish {
  descending: boolean;
  /** By the first number in each line. */
  numeric: boolean;
  unique: boolean;
}

const collator = new Intl.Collator("en", { numeric: false, sensitivity: "variant" });

/** The comma that parts the items of a list stays between them: the last line may have none. */
export function sortLines(lines: readonly string[], { descending, numeric, unique }: SortWish): string[] {
  return withSeparators(lines, (items) => {
    const sorted = items.toSorted((left, right) => (numeric ? byNumber(left, right) : byText(left, right)));
    if (descending) sorted.reverse();
    return unique ? [...new Set(sorted)] : sorted;
  });
}

export function reverseLines(lines: readonly string[]): string[] {
  return withSeparators(lines, (items) => items.toReversed());
}

/** The first of those that are the same stays where it is. */
export function uniqueLines(lines: readonly string[]): string[] {
  return withSeparators(lines, (items) => [...new Set(items)]);
}

function withSeparators(lines: readonly string[], order: (items: string[]) => string[]): string[] {
  const filled = lines.filter((line) => line.trim() !== "");
  const sign = filled[0]?.trimEnd().at(-1) ?? "";
  const isList =
    filled.length > 1 &&
    (sign === "," || sign === ";") &&
    filled.slice(0, -1).every((line) => line.trimEnd().endsWith(sign)) &&
    filled.at(-1)?.trimEnd().endsWith(sign) === false;
  if (!isList) return order([...lines]);
  const plain = lines.map((line) => (line.trimEnd().endsWith(sign) ? line.trimEnd().slice(0, -1) : line));
  const made = order(plain);
  const last = made.findLastIndex((line) => line.trim() !== "");
  return made.map((line, index) => (index < last && line.trim() !== "" ? `${line}${sign}` : line));
}

function byText(left: string, right: string): number {
  return collator.compare(left.trim(), right.trim());
}

/** Lines without a number come last. */
function byNumber(left: string, right: string): number {
  const [one, other] = [left, right].map((line) => /-?\d+(?:\.\d+)?/.exec(line)?.[0]);
  if (one === undefined || other === undefined)
    return Number(one === undefined) - Number(other === undefined);
  return Number(one) - Number(other) || byText(left, right);
}

/** Into one line, with a space where both sides are words; the signs of comments on later lines go. */
export function joinLines(lines: readonly string[], { line: sign }: CommentSigns): string {
  const [first = "", ...others] = lines;
  const isComment = sign !== undefined && first.trim().startsWith(sign);
  return others.reduce((joined, line) => {
    const text =
      isComment && line.trim().startsWith(sign) ? line.trim().slice(sign.length).trim() : line.trim();
    if (text === "") return joined;
    const isTight = /[([]$/.test(joined) || /^[)\],;.]/.test(text);
    return `${joined.trimEnd()}${isTight || joined.trim() === "" ? "" : " "}${text}`;
  }, first.trimEnd());
}

export function indentLines(lines: readonly string[], level: string, times: number): string[] {
  return lines.map((line) => (line.trim() === "" ? line : level.repeat(times) + line));
}

export function outdentLines(lines: readonly string[], level: string, times: number): string[] {
  const width = level === "\t" ? 4 : level.length;
  return lines.map((line) => {
    let left = line;
    for (let index = 0; index < times; index++) {
      if (left.startsWith("\t")) left = left.slice(1);
      else left = left.slice(Math.min(width, /^ */.exec(left)?.[0].length ?? 0));
    }
    return left;
  });
}

export function trimLines(lines: readonly string[]): string[] {
  return lines.map((line) => line.trimEnd());
}

/** "1. first": after the indentation, and in place of a number or a bullet that is there. */
export function numberLines(lines: readonly string[], start: number): string[] {
  let next = start;
  return lines.map((line) => {
    const [, margin = "", text = ""] = /^(\s*)(?:(?:\d+[.)]|[-*+])\s+)?(.*)$/.exec(line) ?? [];
    return text === "" ? line : `${margin}${next++}. ${text}`;
  });
}

export function marginOf(lines: readonly string[]): string {
  const margins = lines.filter((line) => line.trim() !== "").map((line) => /^\s*/.exec(line)?.[0] ?? "");
  return margins.reduce((left, right) => (right.length < left.length ? right : left), margins[0] ?? "");
}

/** @returns undefined where the language has no comments. */
export function commentLines(
  lines: readonly string[],
  { line: sign, block }: CommentSigns,
): string[] | undefined {
  const margin = marginOf(lines);
  if (sign !== undefined) {
    return lines.map((text) => (text.trim() === "" ? text : `${margin}${sign} ${text.slice(margin.length)}`));
  }
  if (block === undefined) return undefined;
  const [open, close] = block;
  return lines.map((text, index) => {
    const begun = index === 0 ? `${margin}${open} ${text.slice(margin.length)}` : text;
    return index === lines.length - 1 ? `${begun} ${close}` : begun;
  });
}

/** @returns undefined where nothing of it is a comment. */
export function uncommentLines(
  lines: readonly string[],
  { line: sign, block }: CommentSigns,
): string[] | undefined {
  if (sign !== undefined && lines.some((line) => line.trim().startsWith(sign))) {
    return lines.map((line) => {
      const [margin = ""] = /^\s*/.exec(line) ?? [];
      const text = line.slice(margin.length);
      return text.startsWith(sign) ? margin + text.slice(sign.length).replace(/^ /, "") : line;
    });
  }
  if (block === undefined) return undefined;
  const [open, close] = block;
  const text = lines.join("\n");
  const [, margin = "", inside = "", after = ""] =
    new RegExp(`^(\\s*)${escaped(open)} ?([^]*?) ?${escaped(close)}(\\s*)$`).exec(text) ?? [];
  return inside === "" && after === "" ? undefined : `${margin}${inside}${after}`.split("\n");
}

/** For a regular expression. */
export function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
