/** From one part of a target to places: each kind is found in its own way. */
import type { Range } from "../tools/editor.ts";
import { ToolError } from "../tools/tool.ts";
import { findLines } from "./lines.ts";
import { pick } from "./pick.ts";
import type { Place } from "./places.ts";
import { enclosing, findScopes, type ScopeKind } from "./scopes.ts";
import { wholeFile, wholeLine, type Part, type Search } from "./search.ts";
import { findSymbols, oneSymbol, openSymbol, type SymbolKind } from "./symbols.ts";
import type { Target, TargetKind } from "./target.ts";
import { findText, notFound } from "./text.ts";

export interface Found {
  places: Place[];
  kind: TargetKind;
  symbol?: { name: string; kind: string };
}

/** What is meant where the kind is left out. */
export function kindOf({
  what,
  name,
  line,
  offset,
  which,
  nth,
  edge,
  in: region,
}: Target): TargetKind | undefined {
  if (what !== undefined) return what;
  if (name !== undefined) return "symbol";
  if (line !== undefined || offset !== undefined) return "line";
  if (which !== undefined || nth !== undefined || edge !== undefined) return "line";
  return region;
}

export function isSymbolKind(kind: TargetKind): kind is SymbolKind {
  return kind === "symbol" || kind === "function" || kind === "method" || kind === "class";
}

/** What one part of a target means. @throws {ToolError} where that is nothing, or several things. */
export async function findPart(kind: TargetKind, part: Part, search: Search): Promise<Found> {
  const region = await regionFor(part, kind, search);
  if (kind === "selection") return { kind, places: selectionPlaces(search) };
  if (kind === "file") return { kind, places: [{ range: wholeFile(search) }] };
  if (kind === "text") return { kind, places: textPlaces(part, search, region) };
  if (kind === "line") {
    const named = part.name !== undefined;
    const places = named
      ? linesWith(textPlaces(part, search, region), search)
      : findLines(part, search, region);
    return { kind, places };
  }
  const { name, which, nth, in: within } = part;
  const isCounted = which !== undefined || nth !== undefined || within !== undefined;
  if (isSymbolKind(kind) && name !== undefined && !isCounted) return findSymbol(kind, name, search);
  return { kind, places: await scopePlaces(kind, part, search, region) };
}

/** All that is selected; but what begins or ends elsewhere is one place. */
function selectionPlaces({ here, active, target }: Search): Place[] {
  const { edge, to_line, to_what, to_name } = target;
  const isOpen = [to_line, to_what, to_name].some((field) => field !== undefined);
  if (isOpen || edge === "to_start" || edge === "to_end") return [{ range: here }];
  return active.selections.length > 1 ? active.selections.map((range) => ({ range })) : [{ range: here }];
}

async function scopePlaces(
  kind: ScopeKind,
  part: Part,
  search: Search,
  region: Range | undefined,
): Promise<Place[]> {
  const plural = kind === "class" ? "classes" : kind === "parameters" ? "parameter lists" : `${kind}s`;
  return pick(await findScopes(kind, part, search, region), part, search, plural);
}

function textPlaces(part: Part, search: Search, region: Range | undefined): Place[] {
  if (part.name === undefined) throw new ToolError('Say which text: its words go into "name".');
  const places = findText(part.name, search, region);
  if (places.length === 0 && region === undefined) throw notFound(part.name, search);
  return pick(places, part, search, "places");
}

/** The lines that a text is on. */
function linesWith(places: Place[], search: Search): Place[] {
  const lines = new Set(places.map(({ range }) => range.start.line));
  return [...lines].map((line) => ({ range: wholeLine(search, line) }));
}

/** A symbol where there is one, and the text where nobody said that it is one. */
async function findSymbol(kind: SymbolKind, name: string, search: Search): Promise<Found> {
  try {
    const found = oneSymbol(await findSymbols(kind, name, search), name, search);
    const isHere = found.path === search.active.path;
    const symbol = isHere ? found : await openSymbol(found, search);
    return { kind, places: [symbol], symbol: { name: symbol.title, kind: symbol.kind } };
  } catch (error) {
    if (!(error instanceof ToolError) || "choices" in error.details || search.target.what !== undefined)
      throw error;
    const places = findText(name, search, undefined);
    if (places.length === 0) throw error;
    return { kind: "text", places: pick(places, { name }, search, "places") };
  }
}

async function regionFor(part: Part, kind: TargetKind, search: Search): Promise<Range | undefined> {
  const { in: region } = part;
  if (region === undefined || region === kind) return undefined;
  if (region === "file") return wholeFile(search);
  if (region === "selection") return search.here;
  if (region === "line") return wholeLine(search, search.here.start.line);
  const found = await enclosing(region, search);
  if (found === undefined) throw new ToolError(`The cursor is in no ${region}.`);
  return found;
}
