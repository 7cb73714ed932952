/** Syntax as lists of scopes that were found in one go, for formats that are read by a parser of their own. */
import type { Range, Scope, Syntax } from "../../tools/editor.ts";
import type { SyntaxKind } from "./scopeTable.ts";
import { byPlace, contains, touches, type LineIndex, type ScopeSpan, type Span } from "./spans.ts";

export type SpansByKind = Partial<Record<SyntaxKind, ScopeSpan[]>>;

export class SpanSyntax implements Syntax {
  readonly #lines: LineIndex;
  readonly #spans: SpansByKind;

  constructor(lines: LineIndex, spans: SpansByKind) {
    this.#lines = lines;
    this.#spans = spans;
    for (const list of Object.values(spans)) list.sort(byPlace);
  }

  knows(kind: SyntaxKind): boolean {
    return this.#spans[kind] !== undefined;
  }

  scopes(kind: SyntaxKind, within: Range): Scope[] {
    const wanted = this.#lines.span(within);
    return (this.#spans[kind] ?? [])
      .filter(({ it, domain = it }) => touches(domain, wanted))
      .map((span) => this.#lines.scope(span));
  }

  around(range: Range): Range[] {
    const wanted = this.#lines.span(range);
    const larger = Object.values(this.#spans)
      .flat()
      .flatMap(({ it, domain, inside }) => [it, domain, inside].filter((span) => span !== undefined))
      .filter((span) => contains(span, wanted) && size(span) > size(wanted))
      .toSorted((left, right) => size(left) - size(right));
    const found: Span[] = [];
    for (const span of larger) {
      const last = found.at(-1) ?? wanted;
      if (contains(span, last) && size(span) > size(last)) found.push(span);
    }
    return found.map((span) => this.#lines.range(span));
  }
}

const size = ({ start, end }: Span): number => end - start;
