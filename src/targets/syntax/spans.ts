/** Parts of a text by their offsets, and as the lines and columns that editors have. */
import type { Position, Range, Scope } from "../../tools/editor.ts";

/** From `start` up to, not including, `end`, in UTF-16 units from 0. */
export interface Span {
  start: number;
  end: number;
}

export interface ScopeSpan {
  it: Span;
  domain?: Span;
  inside?: Span;
  name?: Span;
}

export class LineIndex {
  readonly text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.text = text;
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.#starts.push(at + 1);
  }

  offset({ line, column }: Position): number {
    const start = this.#starts[line - 1] ?? this.text.length;
    return Math.min(start + column - 1, this.text.length);
  }

  span({ start, end }: Range): Span {
    return { start: this.offset(start), end: this.offset(end) };
  }

  position(offset: number): Position {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 };
  }

  range({ start, end }: Span): Range {
    return { start: this.position(start), end: this.position(end) };
  }

  scope({ it, domain = it, inside, name }: ScopeSpan): Scope {
    return {
      range: this.range(it),
      domain: this.range(domain),
      ...(inside !== undefined && { inside: this.range(inside) }),
      ...(name !== undefined && { name: this.range(name) }),
    };
  }
}

/** Without the white space at both ends. */
export function trimmed(text: string, { start, end }: Span): Span {
  while (end > start && /\s/.test(text.charAt(end - 1))) end--;
  while (start < end && /\s/.test(text.charAt(start))) start++;
  return { start, end };
}

export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

export function touches(left: Span, right: Span): boolean {
  return left.start <= right.end && right.start <= left.end;
}

/** Those that begin first before others, outer ones before what is in them. */
export function byPlace(left: ScopeSpan, right: ScopeSpan): number {
  return left.it.start - right.it.start || right.it.end - left.it.end;
}

const brackets: Record<string, string> = { "(": ")", "[": "]", "{": "}", "|": "|" };

/** What is between the brackets or quotes that a part of a text begins and ends with; all of it where it has none. */
export function between(text: string, span: Span): Span {
  const first = text.charAt(span.start);
  if (span.end - span.start >= 2 && brackets[first] === text.charAt(span.end - 1)) {
    return trimmed(text, { start: span.start + 1, end: span.end - 1 });
  }
  const part = text.slice(span.start, span.end);
  const quoted = /^[a-z$@&]{0,3}#*("""|'''|"|'|`)([^]*)\1#*$/i.exec(part);
  if (quoted?.[2] === undefined) return span;
  const start = span.start + part.indexOf(quoted[1] ?? "") + (quoted[1] ?? "").length;
  return { start, end: start + quoted[2].length };
}
