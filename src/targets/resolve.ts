/** From a target, as a model says it, to places in the active document. */
import { countOf, requireActive } from "../tools/document.ts";
import type { ActiveEditor, Position, Range } from "../tools/editor.ts";
import { ToolError } from "../tools/tool.ts";
import { withChoice } from "./choices.ts";
import { atEdge } from "./edges.ts";
import { labelFor } from "./labels.ts";
import { findPart, isSymbolKind, kindOf, type Found } from "./parts.ts";
import { isEmpty, isSame, span, type Place } from "./places.ts";
import type { Part, Search, TargetContext } from "./search.ts";
import type { Target, TargetKind } from "./target.ts";

export interface Resolved {
  kind: TargetKind;
  /** For people: "function getUserById", "lines 3 to 5". */
  label: string;
  /** Of the document that they are in, which is the active one now. */
  path: string;
  /**
   * In the order in which they stand, and of selections the primary one first; more than one only where every one
   * was asked for, or several things are selected.
   */
  ranges: Range[];
  /** The same, with what else is known of each. */
  places: Place[];
  /** Where the cursor goes to be at each. */
  cursors: Position[];
  /** More about a symbol: its name, and what it is. */
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

/** The same at each cursor, as if it were the only one. */
export async function resolveAtEach(target: Target, context: TargetContext): Promise<Resolved> {
  const active = requireActive(context.editor);
  const [primary = active.selection, ...others] = active.selections;
  const at = (selection: Range): Promise<Resolved> => {
    const alone = { ...active, selection, selections: [selection], cursor: selection.end };
    return resolveTarget(target, { ...context, editor: { ...context.editor, active: () => alone } });
  };
  const found = await at(primary);
  for (const selection of others) {
    const { places, ranges, cursors } = await at(selection);
    if (found.ranges.some((range) => ranges.some((other) => isSame(range, other)))) continue;
    found.places.push(...places);
    found.ranges.push(...ranges);
    found.cursors.push(...cursors);
  }
  const { length } = found.places;
  return length === 1 ? found : { ...found, label: countOf(length, found.kind) };
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
  selections: [{ start, end: start }],
  selectedText: "",
  visible: { from: 1, to: 1 },
};

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
  const from: Search = { ...search, here: { start, end: start }, elsewhere: false };
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

/** At the name of what has one, and on a line at the first character that is not white space. */
function cursorFor({ range, name, inside }: Place, kind: TargetKind, { edge }: Target): Position {
  if (edge !== undefined) return edge === "end" || edge === "to_end" ? range.end : range.start;
  if (name !== undefined && isSymbolKind(kind)) return name.start;
  if (kind === "line") return (inside ?? range).start;
  return range.start;
}
