/** Scopes as far as the text alone tells them: words and paragraphs; brackets, quotes and indentation elsewhere. */
import type { Range } from "../tools/editor.ts";
import { byStart, contains, type Place } from "./places.ts";
import { wholeLine, type Search } from "./search.ts";
import { between, LineIndex, trimmed, type Span } from "./syntax/spans.ts";
import type { SyntaxKind } from "./syntax/scopeTable.ts";

export function words(search: Search, region: Range): Place[] {
  const lines = search.editor.lines(region.start.line, region.end.line);
  return lines
    .flatMap((text, index) => {
      const line = region.start.line + index;
      return Array.from(text.matchAll(/[\p{L}\p{N}_$]+/gu), ({ index: at, 0: word }) => ({
        range: { start: { line, column: at + 1 }, end: { line, column: at + word.length + 1 } },
      }));
    })
    .filter(({ range }) => contains(region, range));
}

/** Runs of lines with something on them. */
export function paragraphs(search: Search): Place[] {
  const { editor, active } = search;
  const found: Place[] = [];
  let first = 0;
  const lines = [...editor.lines(1, active.lineCount), ""];
  for (const [index, text] of lines.entries()) {
    const isBlank = text.trim() === "";
    if (!isBlank && first === 0) first = index + 1;
    if (!isBlank || first === 0) continue;
    const range = { start: wholeLine(search, first).start, end: wholeLine(search, index).end };
    found.push({ range });
    first = 0;
  }
  return found;
}

const byText: Partial<Record<SyntaxKind, (text: string) => Span[]>> = {
  string: strings,
  parameters: (text) => bracketed(text, "("),
  block: (text) => [...bracketed(text, "{"), ...indented(text)],
  argument: commaSeparated,
  statement: contents,
  comment: comments,
};

export function knowsByText(kind: SyntaxKind): boolean {
  return byText[kind] !== undefined;
}

/** In characters. Brackets are matched from the start, and what is longer than this is no code. */
const longest = 2_000_000;

export function scopesByText(kind: SyntaxKind, search: Search): Place[] {
  const text = search.editor.text();
  const find = byText[kind];
  if (find === undefined || text.length > longest) return [];
  const lines = new LineIndex(text);
  return find(text)
    .map((span) => ({ range: lines.range(span), inside: lines.range(between(text, span)) }))
    .toSorted(byStart);
}

/** What is quoted within a line. */
function strings(text: string): Span[] {
  return Array.from(
    text.matchAll(/"(?:[^"\\\n]|\\.)*"|(?<!\w)'(?:[^'\\\n]|\\.)*'|`[^`]*`/g),
    ({ index, 0: { length } }) => ({
      start: index,
      end: index + length,
    }),
  );
}

const closing: Record<string, string> = { "(": ")", "[": "]", "{": "}" };

/** With their brackets; those in strings do not count. */
function bracketed(text: string, wanted: string): Span[] {
  const plain = withoutStrings(text);
  const open: { sign: string; start: number }[] = [];
  const found: Span[] = [];
  for (const { index, 0: sign } of plain.matchAll(/[()[\]{}]/g)) {
    if (closing[sign] !== undefined) open.push({ sign, start: index });
    else {
      const last = open.findLastIndex((bracket) => closing[bracket.sign] === sign);
      const [match] = last < 0 ? [] : open.splice(last);
      if (match?.sign === wanted) found.push({ start: match.start, end: index + 1 });
    }
  }
  return found;
}

function withoutStrings(text: string): string {
  let plain = "";
  let end = 0;
  for (const part of strings(text)) {
    plain += text.slice(end, part.start) + "_".repeat(part.end - part.start);
    end = part.end;
  }
  return plain + text.slice(end);
}

function commaSeparated(text: string): Span[] {
  const plain = withoutStrings(text);
  return bracketed(text, "(").flatMap(({ start, end }) => {
    const parts: Span[] = [];
    let depth = 0;
    let from = start + 1;
    for (let at = start + 1; at < end; at++) {
      const sign = plain.charAt(at);
      if (closing[sign] !== undefined) depth++;
      else if ((sign === "," && depth === 0) || at === end - 1) {
        parts.push(trimmed(text, { start: from, end: at }));
        from = at + 1;
      } else if (/[)\]}]/.test(sign)) depth--;
    }
    return parts.filter((part) => part.end > part.start);
  });
}

/** The lines that stand deeper than the one before them. */
function indented(text: string): Span[] {
  const lines = Array.from(text.matchAll(/^.*$/gm), ({ index, 0: line }) => ({
    start: index,
    end: index + line.length,
    depth: line.trim() === "" ? undefined : line.search(/\S/),
  }));
  const found: Span[] = [];
  const open: { depth: number; start: number }[] = [];
  let before = { depth: 0, end: 0 };
  const close = (depth: number): void => {
    for (let last = open.at(-1); last !== undefined && last.depth > depth; last = open.at(-1)) {
      found.push({ start: last.start, end: before.end });
      open.pop();
    }
  };
  for (const { start, end, depth } of lines) {
    if (depth === undefined) continue;
    if (depth > before.depth) open.push({ depth, start: start + depth });
    else close(depth);
    before = { depth, end };
  }
  close(-1);
  return found;
}

/** What is on a line, for want of anything better. */
function contents(text: string): Span[] {
  return Array.from(text.matchAll(/^[ \t]*(\S.*)$/gm), ({ index, 0: line }) =>
    trimmed(text, { start: index, end: index + line.length }),
  );
}

function comments(text: string): Span[] {
  const pattern = /\/\*[^]*?\*\/|<!--[^]*?-->|(?:^|(?<=\s))(?:\/\/|#(?!\w)|--(?!\S)|;;|%).*$/gm;
  return Array.from(text.matchAll(pattern), ({ index, 0: { length } }) =>
    trimmed(text, { start: index, end: index + length }),
  );
}
