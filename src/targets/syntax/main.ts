/**
 * A bundle of its own, loaded when syntax is first asked for: activation has no need of parsers.
 */
import type { Tree } from "@vscode/tree-sitter-wasm";
import { grammarOf, grammars, type Grammar } from "./grammars.ts";
import { HtmlSyntax, isMarkup } from "./html.ts";
import { isJson, JsonSyntax } from "./json.ts";
import { isMarkdown, MarkdownSyntax } from "./markdown.ts";
import { within } from "../../session/deadline.ts";
import type { Syntax } from "../../tools/editor.ts";
import { LineIndex } from "./spans.ts";
import { TreeSitter, type Places } from "./treeSitter.ts";
import { TreeSyntax } from "./treeSyntax.ts";

/** In milliseconds. A first parse of 50,000 lines takes about a quarter of it; what takes longer goes without. */
const usualPatience = 2000;

/** In characters. Longer documents are data, and go without. */
const longest = 10_000_000;

export interface ParsedDocument {
  /** What tells it from others: its address. */
  key: string;
  /** As VS Code names it. */
  language: string;
  /** With "\n" between lines. */
  text: string;
}

export interface SyntaxParser {
  /** @returns undefined where nothing is known of the language, or it would take too long. */
  parse(document: ParsedDocument, signal: AbortSignal): Promise<Syntax | undefined>;
}

interface Parsed {
  key: string;
  text: string;
  language: string;
  syntax: Syntax;
  tree?: Tree;
}

/** Few documents are spoken about in turn; each tree takes some ten times its text. */
const mostParsed = 4;

/** @param options with the patience in milliseconds. */
export function createSyntaxParser(options: Places & { patience?: number }): SyntaxParser {
  const { patience = usualPatience, ...places } = options;
  const treeSitter = new TreeSitter(places);
  let recent: Parsed[] = [];
  let last: Promise<unknown> = Promise.resolve();

  async function parse(document: ParsedDocument, signal: AbortSignal): Promise<Syntax | undefined> {
    const { key, language, text } = document;
    if (text.length > longest || signal.aborted) return undefined;
    const known = recent.find((parsed) => parsed.key === key && parsed.language === language);
    if (known?.text === text) return known.syntax;
    const parsed = await parseAnew(document, known, signal);
    if (parsed === undefined) return undefined;
    const kept = recent.filter((other) => other.key !== key);
    for (const { tree } of kept.slice(mostParsed - 1)) tree?.delete();
    recent = [{ key, language, text, ...parsed }, ...kept.slice(0, mostParsed - 1)];
    return parsed.syntax;
  }

  async function parseAnew(
    { language, text }: ParsedDocument,
    known: Parsed | undefined,
    signal: AbortSignal,
  ): Promise<{ syntax: Syntax; tree?: Tree } | undefined> {
    const lines = new LineIndex(text);
    if (isJson(language)) return { syntax: new JsonSyntax(lines) };
    if (isMarkup(language)) return { syntax: new HtmlSyntax(lines, language) };
    if (isMarkdown(language)) return { syntax: new MarkdownSyntax(lines) };
    const grammar = grammarOf(language);
    if (grammar === undefined) return undefined;
    return parseTree(grammar, lines, known, signal);
  }

  async function parseTree(
    grammar: Grammar,
    lines: LineIndex,
    known: Parsed | undefined,
    signal: AbortSignal,
  ): Promise<{ syntax: Syntax; tree: Tree } | undefined> {
    const parser = await treeSitter.parser(grammar);
    const before = known?.tree?.copy();
    if (before !== undefined && known !== undefined) noteEdit(before, known.text, lines);
    const timely = within(patience, signal);
    const tree = await parser.parse(lines.text, before, timely);
    before?.delete();
    if (tree === undefined) return undefined;
    known?.tree?.delete();
    return { tree, syntax: new TreeSyntax(tree, lines, { table: grammars[grammar], parser }) };
  }

  return {
    parse(document, signal) {
      // A parser does one text at a time.
      const result = last.then(() => parse(document, signal));
      last = result.catch(() => undefined);
      return result;
    },
  };
}

/** Tells a tree what has changed, as one change from the first difference to the last. */
function noteEdit(tree: Tree, before: string, lines: LineIndex): void {
  const after = lines.text;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  while (
    same < shorter - start &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  )
    same++;
  const old = new LineIndex(before);
  const oldEndIndex = before.length - same;
  const newEndIndex = after.length - same;
  tree.edit({
    startIndex: start,
    oldEndIndex,
    newEndIndex,
    startPosition: pointAt(lines, start),
    oldEndPosition: pointAt(old, oldEndIndex),
    newEndPosition: pointAt(lines, newEndIndex),
  });
}

function pointAt(lines: LineIndex, offset: number): { row: number; column: number } {
  const { line, column } = lines.position(offset);
  return { row: line - 1, column: column - 1 };
}
