/** From a target, as a model says it, to places in the active document. */
import { requireActive } from "../tools/document.ts";
import type { ActiveEditor, Position, Range } from "../tools/editor.ts";
import { ToolError } from "../tools/tool.ts";
import { withChoice } from "./choices.ts";
import { atEdge } from "./edges.ts";
import { labelFor } from "./labels.ts";
import { findLines } from "./lines.ts";
import { pick } from "./pick.ts";
import { isEmpty, isSame, span, type Place } from "./places.ts";
import { enclosing, findScopes, type ScopeKind } from "./scopes.ts";
import { wholeFile, wholeLine, type Part, type Search, type TargetContext } from "./search.ts";
import { findSymbols, oneSymbol, openSymbol, type SymbolKind } from "./symbols.ts";
import type { Target, TargetKind } from "./target.ts";
import { findText, notFound } from "./text.ts";

export interface Resolved {
  kind: TargetKind;
  /** For people: "function getUserById", "lines 3 to 5". */
  label: string;
  /** Of the document that they are in, which is the active one now. */
  path: string;
  /** In the order in which they stand; more than one only where every one was asked for. */
  ranges: Range[];
  /** The same, with what else is known of each. */
  places: Place[];
  /** Where the cursor goes to be at each. */
  cursors: Position[];
  /** More about a symbol: its name, and what it is. */
  symbol?: { name: string; kind: string };
}

interface Found {
  places: Place[];
  kind: TargetKind;
  symbol?: { name: string; kind: string };
}

/**
 * @throws {ToolError} where there is nothing like it, or several things are; those are then shown in the editor
 * with numbers.
 */
export async function resolveTarget(given: Target, context: TargetContext): Promise<Resolved> {
  const { editor } = context;
  const { target, answers } = withChoice(given, editor);
  const active = editor.active() ?? (isElsewhere(target, context) ? nowhere : requireActive(editor));
  const here = isEmpty(active.selection) ? { start: active.cursor, end: active.cursor } : active.selection;
  const search: Search = { ...context, active, target, here, answers };
  const first = await findFirst(target, search);
  // A symbol of another file has brought that to the front.
  const now: Search = { ...search, active: requireActive(editor) };
  const second = await findSecond(target, first.places[0]?.range, now);
  const places = atEdge(second === undefined ? first.places : joined(first.places, second), {
    target,
    kind: first.kind,
    search: now,
  });
  if (places.length === 0) throw new ToolError("There is no such place.");
  return {
    kind: first.kind,
    label: labelFor({ target, kind: first.kind, places, search: now }),
    path: now.active.path,
    ranges: places.map(({ range }) => range),
    places,
    cursors: places.map((place) => cursorFor(place, first.kind, target)),
    ...(first.symbol !== undefined && { symbol: first.symbol }),
  };
}

async function findFirst(target: Target, search: Search): Promise<Found> {
  const isOpen = target.to_line !== undefined || target.to_what !== undefined || target.to_name !== undefined;
  const kind = kindOf(target);
  if (kind === undefined && isOpen) {
    return { kind: "selection", places: [{ range: { start: search.here.start, end: search.here.start } }] };
  }
  return findPart(kind ?? "selection", target, search);
}

/** A symbol can be found where no file is open. */
function isElsewhere(target: Target, { elsewhere }: TargetContext): boolean {
  const kind = kindOf(target);
  return elsewhere === true && target.name !== undefined && kind !== undefined && isSymbolKind(kind);
}

const start = { line: 1, column: 1 };
const nowhere: ActiveEditor = {
  path: "",
  language: "",
  lineCount: 0,
  dirty: false,
  untitled: false,
  cursor: start,
  selection: { start, end: start },
  selectedText: "",
  visible: { from: 1, to: 1 },
};

/** What is meant where the kind is left out. */
function kindOf({ what, name, line, offset, which, nth, in: region }: Target): TargetKind | undefined {
  if (what !== undefined) return what;
  if (name !== undefined) return "symbol";
  if (line !== undefined || offset !== undefined) return "line";
  if (which !== undefined || nth !== undefined) return "line";
  return region;
}

/** The end of a target that has one, searched from the end of its beginning on. */
async function findSecond(
  target: Target,
  first: Range | undefined,
  search: Search,
): Promise<Range | undefined> {
  const { to_line, to_what, to_name } = target;
  if (to_line !== undefined)
    return findPart("line", { line: to_line }, search).then(({ places }) => places[0]?.range);
  if (to_what === undefined && to_name === undefined) return undefined;
  const start = first?.end ?? search.here.end;
  const kind =
    to_what ??
    (target.what === "text" || target.what === undefined || target.what === "word" ? "text" : target.what);
  const from: Search = { ...search, here: { start, end: start } };
  const { in: region } = target;
  const part: Part = { name: to_name, ...(region !== undefined && { in: region }) };
  if (kind !== "text") return findPart(kind, part, from).then(({ places }) => places[0]?.range);
  const after = await findPart(kind, { ...part, which: "next" }, from).catch((error: unknown) => {
    if (error instanceof ToolError) return undefined;
    throw error;
  });
  return (after ?? (await findPart(kind, part, from))).places[0]?.range;
}

function joined(places: Place[], second: Range): Place[] {
  const [first] = places;
  if (first === undefined || isSame(first.range, second)) return places;
  return [{ range: span(first.range, second) }];
}

function isSymbolKind(kind: TargetKind): kind is SymbolKind {
  return kind === "symbol" || kind === "function" || kind === "method" || kind === "class";
}

async function findPart(kind: TargetKind, part: Part, search: Search): Promise<Found> {
  const region = await regionFor(part, kind, search);
  if (kind === "selection") return { kind, places: [{ range: search.here }] };
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

/** At the name of what has one, and on a line at the first character that is not white space. */
function cursorFor({ range, name, inside }: Place, kind: TargetKind, { edge }: Target): Position {
  if (edge !== undefined)
    return edge === "to_start" || edge === "start"
      ? range.start
      : edge === "inside"
        ? range.start
        : range.end;
  if (name !== undefined && isSymbolKind(kind)) return name.start;
  if (kind === "line") return (inside ?? range).start;
  return range.start;
}
