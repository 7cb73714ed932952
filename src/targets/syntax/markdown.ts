import { trimmed, type LineIndex, type ScopeSpan, type Span } from "./spans.ts";
import { SpanSyntax, type SpansByKind } from "./spanSyntax.ts";

export const isMarkdown = (language: string): boolean => /^(markdown|mdx|quarto)$/.test(language);

export class MarkdownSyntax extends SpanSyntax {
  constructor(lines: LineIndex) {
    super(lines, scopesIn(lines.text));
  }
}

interface Heading {
  level: number;
  start: number;
  /** Where what is under it begins. */
  inside: number;
  name: Span;
}

function scopesIn(text: string): SpansByKind {
  const headings: Heading[] = [];
  const block: ScopeSpan[] = [];
  let fence: { mark: string; start: number; inside: number } | undefined;
  let before: Span = { start: 0, end: 0 };
  for (const { index, 0: line } of text.matchAll(/.*(\n|$)/g)) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark !== undefined && mark.startsWith(fence.mark) && /^\s*[`~]+\s*$/.test(line)) {
        block.push({
          it: trimmed(text, { start: fence.start, end: index + line.length }),
          inside: trimmed(text, { start: fence.inside, end: index }),
        });
        fence = undefined;
      }
    } else if (mark !== undefined) fence = { mark, start: index, inside: index + line.length };
    else {
      const heading = headingAt(text, { start: index, end: index + line.length }, before);
      if (heading !== undefined) headings.push(heading);
    }
    before = { start: index, end: index + line.length };
  }
  const section = headings.map((heading, index) => sectionOf(heading, headings.slice(index + 1), text));
  return { section, symbol: section, block, comment: commentsIn(text) };
}

/** "# Title", or a title that is underlined with "=" or "-". */
function headingAt(text: string, line: Span, before: Span): Heading | undefined {
  const written = text.slice(line.start, line.end);
  const hashes = /^ {0,3}(#{1,6})\s+(\S.*?)(?:\s+#+)?\s*$/.exec(written);
  if (hashes?.[1] !== undefined && hashes[2] !== undefined) {
    const start = line.start + written.indexOf(hashes[2], written.indexOf(hashes[1]) + hashes[1].length);
    const name = { start, end: start + hashes[2].length };
    return { level: hashes[1].length, start: line.start, inside: line.end, name };
  }
  const title = text.slice(before.start, before.end);
  if (!/^ {0,3}(=+|-{2,})\s*$/.test(written) || !/^ {0,3}[\p{L}\p{N}"'(*_`[]/u.test(title)) return undefined;
  const name = trimmed(text, before);
  return { level: written.includes("=") ? 1 : 2, start: before.start, inside: line.end, name };
}

/** A section goes up to the next heading that is not under its own. */
function sectionOf({ level, start, inside, name }: Heading, later: Heading[], text: string): ScopeSpan {
  const end = later.find((other) => other.level <= level)?.start ?? text.length;
  return { it: trimmed(text, { start, end }), name, inside: trimmed(text, { start: inside, end }) };
}

function commentsIn(text: string): ScopeSpan[] {
  return [...text.matchAll(/<!--([^]*?)-->/g)].map(({ index, 0: whole }) => ({
    it: { start: index, end: index + whole.length },
    inside: trimmed(text, { start: index + 4, end: index + whole.length - 3 }),
  }));
}
