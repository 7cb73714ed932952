import { parseTree, visit, type Node } from "jsonc-parser";
import { between, trimmed, type LineIndex, type ScopeSpan, type Span } from "./spans.ts";
import { SpanSyntax, type SpansByKind } from "./spanSyntax.ts";

export const isJson = (language: string): boolean => /^json(c|5|l)?$/.test(language);

/** Of documents with comments, mistakes and commas at the end as well. */
export class JsonSyntax extends SpanSyntax {
  constructor(lines: LineIndex) {
    super(lines, scopesIn(lines.text));
  }
}

function scopesIn(text: string): SpansByKind {
  const found = {
    key: [] as ScopeSpan[],
    value: [] as ScopeSpan[],
    symbol: [] as ScopeSpan[],
    statement: [] as ScopeSpan[],
    string: [] as ScopeSpan[],
    block: [] as ScopeSpan[],
    members: [] as ScopeSpan[],
    comment: commentsIn(text),
  };
  const add = (node: Node): void => {
    const it = spanOf(node);
    const inside = between(text, it);
    if (node.type === "string") found.string.push({ it, inside });
    if (node.type === "object" || node.type === "array") {
      found.block.push({ it, inside });
      found.members.push({ it, inside });
    }
    if (node.type === "array")
      found.value.push(...(node.children ?? []).map((child) => valueOf(child, text)));
    if (node.type === "property") addProperty(node);
    for (const child of node.children ?? []) add(child);
  };
  const addProperty = (node: Node): void => {
    const [key, value] = node.children ?? [];
    if (key === undefined) return;
    const domain = spanOf(node);
    const name = between(text, spanOf(key));
    found.key.push({ it: spanOf(key), domain, inside: name, name });
    found.statement.push({ it: domain, name });
    found.symbol.push({ it: domain, name, ...(value !== undefined && { inside: spanOf(value) }) });
    if (value !== undefined) found.value.push({ ...valueOf(value, text), domain, name });
  };
  const root = parseTree(text, [], { allowTrailingComma: true });
  if (root !== undefined) add(root);
  return found;
}

function valueOf(node: Node, text: string): ScopeSpan {
  const it = spanOf(node);
  return { it, inside: between(text, it) };
}

function spanOf({ offset, length }: Node): Span {
  return { start: offset, end: offset + length };
}

function commentsIn(text: string): ScopeSpan[] {
  const comments: ScopeSpan[] = [];
  visit(text, {
    onComment(start, length) {
      comments.push({ it: trimmed(text, { start, end: start + length }) });
    },
  });
  return comments;
}
