/** What a language's grammar calls the scopes that people name. */

/** The scopes that people name and that only syntax tells. */
export const codeKinds = [
  "argument",
  "parameters",
  "string",
  "call",
  "condition",
  "block",
  "statement",
  "function",
  "method",
  "class",
  "comment",
  "import",
  "attribute",
  "tag",
  "key",
  "value",
] as const;

/** The scopes that come from syntax; the last two are for the resolver alone. */
export const syntaxKinds = [
  ...codeKinds,
  "section",
  "paragraph",
  /** What has a name and is neither function nor class: variables, fields, types. */
  "symbol",
  /** Within which keys and values are counted: an object, a map. */
  "members",
] as const;
export type SyntaxKind = (typeof syntaxKinds)[number];

/**
 * For each kind a query of Tree-sitter's. It captures the scope itself as `@it`, where it is several nodes from
 * the first to the last; its name as `@name`; what is in it as `@inside`; and as `@domain` the place in which
 * "this" means it, where that is more than the scope itself.
 */
export interface ScopeTable {
  queries: Partial<Record<SyntaxKind, string>>;
  /** Nodes that stand before a declaration and belong to it, as decorators do. */
  leading?: readonly string[];
}

/** A pattern for each of several kinds of node. */
export function each(types: string, pattern: (type: string) => string): string {
  return types.split(" ").map(pattern).join("\n");
}
