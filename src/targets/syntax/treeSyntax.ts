/** The syntax of a document that Tree-sitter has parsed. */
import type { Node, QueryMatch, Tree } from "@vscode/tree-sitter-wasm";
import type { Range, Scope, Syntax } from "../../tools/editor.ts";
import type { ScopeTable, SyntaxKind } from "./scopeTable.ts";
import {
  between,
  byPlace,
  contains,
  type LineIndex,
  touches,
  trimmed,
  type ScopeSpan,
  type Span,
} from "./spans.ts";
import type { GrammarParser } from "./treeSitter.ts";

/** Kinds that are whole pieces of code, with what stands before and after them. */
const declarations = new Set<SyntaxKind>(["statement", "function", "method", "class"]);

export class TreeSyntax implements Syntax {
  readonly #tree: Tree;
  readonly #table: ScopeTable;
  readonly #parser: GrammarParser;
  readonly #lines: LineIndex;

  constructor(tree: Tree, lines: LineIndex, { table, parser }: { table: ScopeTable; parser: GrammarParser }) {
    this.#tree = tree;
    this.#lines = lines;
    this.#table = table;
    this.#parser = parser;
  }

  knows(kind: SyntaxKind): boolean {
    return this.#table.queries[kind] !== undefined;
  }

  scopes(kind: SyntaxKind, within: Range): Scope[] {
    const source = this.#table.queries[kind];
    if (source === undefined) return [];
    const wanted = this.#lines.span(within);
    // By lines: given offsets, this version of Tree-sitter searches the first half of a text alone.
    const matches = this.#parser.query(source).matches(this.#tree.rootNode, {
      startPosition: { row: Math.max(within.start.line - 2, 0), column: 0 },
      endPosition: { row: within.end.line + 1, column: 0 },
    });
    const spans = matches.flatMap((match) => this.#read(match, kind)).toSorted(byPlace);
    const whole = kind === "comment" ? this.#joined(spans) : withoutParts(spans);
    return whole
      .filter(({ it, domain = it }) => touches(domain, wanted))
      .map((span) => this.#lines.scope(span));
  }

  around(range: Range): Range[] {
    const wanted = this.#lines.span(range);
    const found: Range[] = [];
    let last = wanted;
    let node: Node | null = this.#tree.rootNode.namedDescendantForIndex(wanted.start, wanted.end);
    for (; node !== null; node = node.parent) {
      const span = spanOf([node]);
      for (const larger of [between(this.#lines.text, span), span]) {
        if (!contains(larger, last) || size(larger) === size(last)) continue;
        found.push(this.#lines.range(larger));
        last = larger;
      }
    }
    return found;
  }

  #read({ captures }: QueryMatch, kind: SyntaxKind): ScopeSpan[] {
    const nodes = (wanted: string): Node[] =>
      captures.flatMap(({ name, node }) => (name === wanted ? [node] : []));
    const part = (name: string): Span | undefined => {
      const found = nodes(name);
      return found.length === 0 ? undefined : trimmed(this.#lines.text, spanOf(found));
    };
    const its = nodes("it");
    const [first] = its;
    if (first === undefined || (kind !== "comment" && first.type.includes("comment"))) return [];
    const it = trimmed(this.#lines.text, spanOf(declarations.has(kind) ? this.#withSurroundings(its) : its));
    const [domain, inside, name] = [part("domain"), part("inside"), part("name")];
    return [
      {
        it,
        ...(domain !== undefined && { domain }),
        inside: between(this.#lines.text, inside ?? it),
        ...(name !== undefined && { name }),
      },
    ];
  }

  /** With its decorators, and the semicolon that the grammar leaves out. */
  #withSurroundings(nodes: Node[]): Node[] {
    const all = [...nodes];
    const leading = this.#table.leading ?? [];
    for (let node = nodes[0]?.previousNamedSibling; node != null && leading.includes(node.type);) {
      all.unshift(node);
      node = node.previousNamedSibling;
    }
    const next = nodes.at(-1)?.nextSibling;
    return next?.type === ";" ? [...all, next] : all;
  }

  /** Comments on lines that follow each other are one. */
  #joined(spans: ScopeSpan[]): ScopeSpan[] {
    const { text } = this.#lines;
    const joined: ScopeSpan[] = [];
    for (const { it } of spans) {
      const before = joined.at(-1);
      const gap = before === undefined ? "x" : text.slice(before.it.end, it.start);
      const lineStart = text.lastIndexOf("\n", (before?.it.start ?? 0) - 1) + 1;
      const isAlone = text.slice(lineStart, before?.it.start ?? 0).trim() === "";
      if (before !== undefined && isAlone && /^[ \t]*\n[ \t]*$/.test(gap)) {
        before.it.end = it.end;
        before.inside = insideComment(text, before.it);
      } else joined.push({ it: { ...it }, inside: insideComment(text, it) });
    }
    return joined;
  }
}

function insideComment(text: string, span: Span): Span {
  const part = text.slice(span.start, span.end);
  const start = /^(\/\*+|\/\/[/!]?|#+|--|;+|<!--)\s*/.exec(part)?.[0].length ?? 0;
  const end = /\s*(\*+\/|-->)$/.exec(part)?.[0].length ?? 0;
  return start + end >= part.length ? span : { start: span.start + start, end: span.end - end };
}

/** Patterns for more and for less of the same thing match both: the one with its modifiers is meant. */
function withoutParts(spans: ScopeSpan[]): ScopeSpan[] {
  const byName = new Map<string, ScopeSpan>();
  for (const span of spans) {
    const { name = span.it } = span;
    const key = `${name.start}-${name.end}`;
    const known = byName.get(key);
    if (known === undefined || size(known.it) < size(span.it)) byName.set(key, span);
  }
  return [...byName.values()].toSorted(byPlace);
}

const size = ({ start, end }: Span): number => end - start;

function spanOf(nodes: Node[]): Span {
  return {
    start: Math.min(...nodes.map(({ startIndex }) => startIndex)),
    end: Math.max(...nodes.map(({ endIndex }) => endIndex)),
  };
}
