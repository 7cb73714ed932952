/** Functions, classes and other symbols by their spoken names, in this file or another one. */
import type { CodeSymbol, Location, Range } from "../tools/editor.ts";
import { bestMatches, type Candidate } from "../tools/spoken.ts";
import { ToolError } from "../tools/tool.ts";
import { toWords } from "../tools/words.ts";
import { chosenOf } from "./choices.ts";
import { compare, contains, isEmpty, isSame, type Place } from "./places.ts";
import { isOfKind, noneCalled } from "./scopes.ts";
import { syntaxOf, textOf, wholeFile, type Search } from "./search.ts";
import type { SyntaxKind } from "./syntax/scopeTable.ts";

/** A match as good as this ends the search. */
const clear = 0.85;

export type SymbolKind = "symbol" | "function" | "method" | "class";

export interface FoundSymbol extends Place {
  /** "function", "class", "method" and so on. */
  kind: string;
  path: string;
  title: string;
  container: string;
}

/**
 * Those that are equally good; in other files only where this one has none that is clearly meant.
 * @throws {ToolError} where there are none, with the nearest.
 */
export async function findSymbols(kind: SymbolKind, name: string, search: Search): Promise<FoundSymbol[]> {
  const candidates = new Map<string, Candidate<FoundSymbol>>();
  const add = (symbols: FoundSymbol[]): boolean => {
    for (const symbol of symbols) {
      const { title, container, kind, path, name = symbol.range } = symbol;
      const key = JSON.stringify([title, path, name.start.line]);
      if (!candidates.has(key)) {
        candidates.set(key, { value: symbol, name: title, context: `${container} ${kind} ${path}` });
      }
    }
    return (bestMatches(name, candidates.values()).best[0]?.score ?? 0) >= clear;
  };
  if (
    !add(await fromSyntax(kind, search)) &&
    !add(await fromServer(kind, search)) &&
    search.elsewhere === true
  ) {
    for (const query of queriesFor(name)) {
      // oxlint-disable-next-line no-await-in-loop -- a later query is only made where the one before found nothing.
      if (add(await fromWorkspace(query, kind, search))) break;
    }
  }
  const all = [...candidates.values()];
  const exact = all.filter((candidate) => candidate.name === name);
  if (exact.length === 1) return exact.map(({ value }) => value);
  const { best, nearest } = bestMatches(name, all);
  if (best.length === 0) {
    const labels = nearest.map(({ value }) => labelOf(value));
    throw noneCalled(name, [...new Set(labels)], kind === "class" ? "classes" : `${kind}s`);
  }
  return best.map(({ value }) => value);
}

/** The one that is meant. @throws {ToolError} where there are several, with numbers to choose by. */
export function oneSymbol(symbols: FoundSymbol[], name: string, search: Search): FoundSymbol {
  const { active, here } = search;
  const inFile = symbols.filter(({ path }) => path === active.path);
  const selected = isEmpty(here) ? [] : inFile.filter(({ range }) => contains(here, range));
  const found = selected.length === 1 ? selected : withoutLocals(symbols);
  const locations = found.map(({ path, range, name = range }): Location => ({ path, range: name }));
  const index = chosenOf(locations, search, (index) => labelOf(found[index]), "symbols");
  const symbol = found[index];
  if (symbol === undefined) throw new ToolError(`There is no symbol "${name}".`);
  return symbol;
}

/** A function is meant before the variables of its name, wherever they are. */
function withoutLocals(symbols: FoundSymbol[]): FoundSymbol[] {
  const major = symbols.filter(({ kind }) => !minor.test(kind));
  const isOneName = new Set(symbols.map(({ title }) => title)).size === 1;
  return major.length > 0 && isOneName ? major : symbols;
}

const minor = /^(symbol|variable|constant|property|field)$/;

function labelOf(symbol: FoundSymbol | undefined): string {
  if (symbol === undefined) return "";
  const { title, container, path, range, name = range } = symbol;
  return `${title} in ${container === "" ? "" : `${container}, `}${path}, line ${name.start.line}`;
}

/** From the syntax at once, where it tells names; what is in what tells equal names apart. */
async function fromSyntax(kind: SymbolKind, search: Search): Promise<FoundSymbol[]> {
  const syntax = search.active.path === "" ? undefined : await syntaxOf(search);
  if (syntax === undefined) return [];
  const whole = wholeFile(search);
  const read = (wanted: SyntaxKind): Place[] =>
    syntax.scopes(wanted, whole).filter(({ name }) => name !== undefined);
  const classes = read("class");
  const methods = kind === "class" ? [] : read("method");
  const isMethod = new Set(methods.map(placeOf));
  const kinds: [string, Place[]][] = [];
  if (kind === "class" || kind === "symbol") kinds.push(["class", classes]);
  if (kind === "method" || kind === "function" || kind === "symbol") kinds.push(["method", methods]);
  if (kind === "function" || kind === "symbol") {
    kinds.push(["function", read("function").filter((place) => !isMethod.has(placeOf(place)))]);
  }
  if (kind === "symbol") kinds.push(["symbol", read("symbol")], ["section", read("section")]);
  const seen = new Set<string>();
  return kinds.flatMap(([found, places]) =>
    places.flatMap((place) => {
      const key = placeOf(place);
      if (seen.has(key)) return [];
      seen.add(key);
      const title = textOf(search, place.name ?? place.range);
      return [
        {
          ...place,
          kind: found,
          path: search.active.path,
          title,
          container: containerOf(place, classes, search),
        },
      ];
    }),
  );
}

function placeOf({ range, name = range }: Place): string {
  return `${name.start.line}:${name.start.column}`;
}

/** The name of the innermost class around it. */
function containerOf(place: Place, classes: Place[], search: Search): string {
  const outer = classes.findLast(({ range }) => contains(range, place.range) && !isSame(range, place.range));
  return outer?.name === undefined ? "" : textOf(search, outer.name);
}

async function fromServer(kind: SymbolKind, search: Search): Promise<FoundSymbol[]> {
  if (search.active.path === "") return [];
  const symbols = await search.editor.documentSymbols(search.signal);
  return symbols.filter((symbol) => isOfKind(kind, symbol)).map(toFound);
}

async function fromWorkspace(query: string, kind: SymbolKind, search: Search): Promise<FoundSymbol[]> {
  const symbols = await search.editor.workspaceSymbols(query, search.signal);
  return symbols.filter((symbol) => isOfKind(kind, symbol)).map(toFound);
}

function toFound({ name, kind, container, path, range, extent = range }: CodeSymbol): FoundSymbol {
  return { title: name, kind, container, path, range: extent, name: range };
}

/**
 * What to search the workspace for: language servers find parts of names, letter by letter, so a misheard
 * name is found by its words, and a misheard word by how it begins.
 */
function queriesFor(name: string): string[] {
  const words = toWords(name).filter((word) => word.length > 2);
  return [...new Set([words.join(""), ...words, ...words.map((word) => word.slice(0, 2))])]
    .filter((query) => query !== "")
    .slice(0, 8);
}

/** Shows the file that a symbol is in, and finds all of it there: what a search tells may be a part. */
export async function openSymbol(symbol: FoundSymbol, search: Search): Promise<FoundSymbol> {
  const { editor } = search;
  await editor.open(symbol.path, symbol.range.start);
  const active = editor.active();
  if (active === undefined) return symbol;
  const name = nameIn(symbol, search);
  const there = { ...search, active, here: { start: name.start, end: name.start } };
  const known = await fromSyntax("symbol", there);
  const same = known.find((other) => other.name !== undefined && compare(other.name.start, name.start) === 0);
  return same === undefined ? { ...symbol, name } : { ...symbol, ...same };
}

/** A workspace symbol's range may begin with words before the name, such as "export function". */
function nameIn({ title, range, name = range }: FoundSymbol, { editor }: Search): Range {
  const { line, column } = name.start;
  const text = editor.lines(line, line)[0] ?? "";
  const found = text.indexOf(title, column - 1) + 1;
  const start = { line, column: found > 0 ? found : column };
  return { start, end: { line, column: start.column + title.length } };
}
