/** The places of a kind: as the syntax has them, else as the language server does, else as the text tells. */
import type { CodeSymbol, Range, Syntax } from "../tools/editor.ts";
import { bestMatches } from "../tools/spoken.ts";
import { ToolError } from "../tools/tool.ts";
import { bySize, byStart, compare, contains, isSame, outermost, type Place } from "./places.ts";
import { syntaxOf, textOf, wholeFile, wholeLine, type Part, type Search } from "./search.ts";
import type { SyntaxKind } from "./syntax/scopeTable.ts";
import { knowsByText, paragraphs, scopesByText, words } from "./textScopes.ts";

export type ScopeKind = SyntaxKind | "word";

/** Where things of a kind are counted when nobody says where: an argument among those of its call. */
const usualRegion: Partial<Record<ScopeKind, ScopeKind | "line">> = {
  argument: "parameters",
  attribute: "members",
  key: "members",
  statement: "block",
  value: "members",
  word: "line",
};

/** In lines. What is meant by "next" is mostly nearer than this. */
const near = 300;

/** All that may be meant, in the order in which they stand. */
export async function findScopes(
  kind: ScopeKind,
  part: Part,
  search: Search,
  region: Range | undefined,
): Promise<Place[]> {
  const counted = region ?? (isCounted(part) ? await countedIn(kind, search) : undefined);
  const within = counted ?? windowFor(part, search);
  let places = await placesOf(kind, search, within);
  if (counted !== undefined) {
    const inner = counted;
    places = places.filter(({ range }) => contains(inner, range) && !isSame(inner, range));
    if (region === undefined) places = onlyOwn(places);
  } else if (isAhead(part) ? ahead(places, part, search) < Math.abs(part.nth ?? 1) : places.length === 0) {
    places = await placesOf(kind, search, wholeFile(search));
  }
  return part.name === undefined ? places : called(part.name, places, search);
}

const isAhead = ({ which }: Part): boolean => which === "next" || which === "previous";
const isCounted = ({ which, nth, name }: Part): boolean =>
  name === undefined &&
  (which === "first" || which === "last" || which === "every" || (nth !== undefined && which === undefined));

/** What is in an argument is not the next one. */
function onlyOwn(places: Place[]): Place[] {
  const all = places.map((place) => ({ place, range: place.domain ?? place.range }));
  return outermost(all).map(({ place }) => place);
}

function windowFor(part: Part, search: Search): Range {
  if (part.name !== undefined) return wholeFile(search);
  const { here, active } = search;
  if (!isAhead(part))
    return { start: wholeLine(search, here.start.line).start, end: wholeLine(search, here.end.line).end };
  const from = part.which === "next" ? here.start.line : Math.max(here.start.line - near, 1);
  const to = part.which === "next" ? Math.min(here.end.line + near, active.lineCount) : here.end.line;
  return { start: wholeLine(search, from).start, end: wholeLine(search, to).end };
}

function ahead(places: Place[], { which }: Part, { here }: Search): number {
  return places.filter(({ range }) =>
    which === "next" ? compare(range.start, here.start) > 0 : compare(range.end, here.start) <= 0,
  ).length;
}

async function countedIn(kind: ScopeKind, search: Search): Promise<Range | undefined> {
  const outer = usualRegion[kind];
  if (outer === undefined) return wholeFile(search);
  if (outer === "line") return wholeLine(search, search.here.start.line);
  const holding = await enclosing(outer, search);
  return holding ?? wholeFile(search);
}

/** The smallest scope of a kind that the cursor is in, or the one on its line. */
export async function enclosing(kind: ScopeKind, search: Search): Promise<Range | undefined> {
  const { here } = search;
  const line = { start: wholeLine(search, here.start.line).start, end: wholeLine(search, here.end.line).end };
  const places = await placesOf(kind, search, line).catch(() => []);
  const [holding] = places
    .filter(({ range, domain = range }) => contains(kind === "parameters" ? domain : range, here))
    .toSorted((left, right) => bySize(left.domain ?? left.range, right.domain ?? right.range));
  const isCounted = kind === "parameters" || kind === "members";
  const onLine = isCounted ? places.find(({ range }) => range.start.line === here.start.line) : undefined;
  // Of a call on the cursor's line rather than of the function around it.
  return holding === undefined || (onLine !== undefined && holding.range.start.line !== here.start.line)
    ? (onLine ?? holding)?.range
    : holding.range;
}

export async function placesOf(kind: ScopeKind, search: Search, within: Range): Promise<Place[]> {
  if (kind === "word") return words(search, within);
  if (kind === "paragraph") return paragraphs(search);
  const syntax = await syntaxOf(search);
  if (syntax?.knows(kind) === true) return syntax.scopes(kind, within);
  if (syntax !== undefined && !knowsByText(kind)) throw unknown(kind, search);
  const known = await fromLanguageServer(kind, search, syntax);
  if (known.length > 0) return known;
  if (knowsByText(kind)) return scopesByText(kind, search);
  throw unknown(kind, search);
}

const symbolKinds: Partial<Record<SyntaxKind, RegExp>> = {
  function: /^(function|method|constructor)$/,
  method: /^(method|constructor)$/,
  class: /^(class|interface|struct|enum)$/,
};

export function isOfKind(kind: SyntaxKind, { kind: found }: CodeSymbol): boolean {
  return symbolKinds[kind]?.test(found) ?? kind === "symbol";
}

async function fromLanguageServer(
  kind: SyntaxKind,
  search: Search,
  syntax: Syntax | undefined,
): Promise<Place[]> {
  if (syntax !== undefined || symbolKinds[kind] === undefined) return [];
  const symbols = await search.editor.documentSymbols(search.signal);
  return symbols
    .filter((symbol) => isOfKind(kind, symbol))
    .map(({ range, extent = range, name }) => ({ range: extent, name: range, title: name }))
    .toSorted(byStart);
}

/** Those whose names, or whose text where they have none, are what was said. */
function called(name: string, places: Place[], search: Search): Place[] {
  const candidates = places.map((place) => ({
    value: place,
    name: place.title ?? textOf(search, place.name ?? place.range).slice(0, 200),
  }));
  const exact = candidates.filter((candidate) => candidate.name === name);
  if (exact.length > 0) return exact.map(({ value }) => value);
  const { best, nearest } = bestMatches(name, candidates);
  if (best.length > 0) return best.map(({ value }) => value).toSorted(byStart);
  const holding = candidates.filter(
    ({ value, name: text }) => value.name === undefined && text.toLowerCase().includes(name.toLowerCase()),
  );
  if (holding.length > 0) return holding.map(({ value }) => value);
  if (places.length === 0) return [];
  throw new ToolError(`Nothing of that kind is called "${name}". Ask the user, or use one of the nearest.`, {
    nearest: nearest.map(
      ({ value }) => value.title ?? textOf(search, value.name ?? value.range).slice(0, 80),
    ),
  });
}

/** Nothing is called so; the nearest are told where there are any. */
export function noneCalled(name: string, nearest: string[], kinds = "things of that kind"): ToolError {
  const hint = nearest.length > 0 ? "Ask the user, or use one of the nearest." : "Ask the user.";
  return new ToolError(`None of the ${kinds} is called "${name}". ${hint}`, { nearest });
}

function unknown(kind: ScopeKind, { active }: Search): ToolError {
  return new ToolError(
    `What a ${kind} is in ${active.language} is not known. Use lines, text or a symbol instead.`,
  );
}
