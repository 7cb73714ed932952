/** Changing a piece of text where it stands: around it, out of what holds it, its case, by a pattern. */
import { compare, contains, isEmpty, outermost, type Place } from "../../targets/places.ts";
import { textOf, wholeFile } from "../../targets/search.ts";
import { LineIndex } from "../../targets/syntax/spans.ts";
import type { TargetKind } from "../../targets/target.ts";
import { requireActive } from "../document.ts";
import type { Editor, Range } from "../editor.ts";
import { ToolError } from "../tool.ts";
import { changeCase, type LetterCase } from "./letterCase.ts";
import { marginOf } from "./lineActions.ts";
import { replaceIn } from "./pattern.ts";
import { atEnd, atStart, type Plan } from "./plan.ts";
import { aroundOf, withoutAround } from "./surround.ts";
import { linesOf, unitOf, withMargin } from "./unit.ts";
import { shellOf, wrapLines, type Wrapper } from "./wrap.ts";

export interface Pieces {
  places: readonly Place[];
  kind: TargetKind;
  label: string;
  editor: Editor;
}

export function planSurround(given: string, { places, kind, label, editor }: Pieces): Plan {
  const [open, close] = aroundOf(given);
  const edits = outermost(places).map((place) => {
    // The margin of a line stays before it.
    const range = kind === "line" ? (place.inside ?? place.range) : place.range;
    return { range, text: `${open}${textOf({ editor }, range)}${close}` };
  });
  const [first] = edits;
  return {
    edits,
    ...(first !== undefined && { shown: atEnd(first) }),
    summary: `Put ${open.trim()} ${close.trim()} around ${label}`,
  };
}

/** Names of symbols, not all of what they name. */
export function planCase(wanted: LetterCase, { places, label, editor }: Pieces): Plan {
  const edits = outermost(places.map(({ range, name }) => ({ range: name ?? range }))).map(({ range }) => ({
    range,
    text: changeCase(textOf({ editor }, range), wanted),
  }));
  const [first] = edits;
  return {
    edits,
    ...(first !== undefined && { shown: atEnd(first) }),
    summary: `Made ${label} ${wanted} case`,
  };
}

export function planPattern(
  { pattern, replacement }: { pattern: string; replacement: string },
  { places, label, editor }: Pieces,
): Plan {
  const ranges = outermost(places).map(({ range }) => range);
  const texts = ranges.map((range) => textOf({ editor }, range));
  const made = replaceIn(texts, { pattern, flags: "gm" }, replacement);
  const edits = ranges.flatMap((range, index) => narrowed(range, texts[index] ?? "", made[index] ?? ""));
  if (edits.length === 0) throw new ToolError(`The pattern matches nothing in ${label}.`);
  const [first] = edits;
  return {
    edits,
    ...(first !== undefined && { shown: atStart(first) }),
    summary: `Replaced by pattern in ${label}`,
  };
}

/** Without the lines at both ends that stay the same. */
function narrowed(range: Range, before: string, after: string): { range: Range; text: string }[] {
  if (before === after) return [];
  let from = 0;
  while (from < before.length && before[from] === after[from]) from++;
  let cut = 0;
  const most = Math.min(before.length, after.length) - from;
  while (cut < most && before.at(-1 - cut) === after.at(-1 - cut)) cut++;
  const index = new LineIndex(before);
  const at = (offset: number): Range["start"] => {
    const { line, column } = index.position(offset);
    return {
      line: range.start.line + line - 1,
      column: line === 1 ? range.start.column + column - 1 : column,
    };
  };
  return [
    { range: { start: at(from), end: at(before.length - cut) }, text: after.slice(from, after.length - cut) },
  ];
}

export function planWrap(
  wrapper: Wrapper,
  text: string | undefined,
  { places, label, editor }: Pieces,
): Plan {
  const { language } = requireActive(editor);
  const [place] = places;
  const shell = shellOf(language, wrapper, text);
  if (shell === undefined || place === undefined) {
    throw new ToolError(
      `${language} has no block “${wrapper}” that is known here. Use surround or insert_text.`,
    );
  }
  const range = linesOf(place.range, editor);
  const lines = textOf({ editor }, range).split("\n");
  const margin = marginOf(lines);
  const made = wrapLines(lines, shell, { margin, level: editor.editing.indentation() });
  const edit = { range, text: made.join("\n") };
  const said = text === undefined ? shell.head.search(/\btrue\b|\bTrue\b|new\w+|New\w+|item\b/) : -1;
  const at = margin.length + Math.max(said, 0);
  return { edits: [edit], shown: { edit, from: at, to: at }, summary: `Wrapped ${label} in ${wrapper}` };
}

/** Of what holds them, these have something in them that can stand for itself. */
const shells: readonly TargetKind[] = ["tag", "block", "function", "class", "section"];

export async function planUnwrap(
  { places, kind, label, editor }: Pieces,
  signal: AbortSignal,
): Promise<Plan> {
  const [place] = places;
  if (place === undefined) throw new ToolError("Say what to unwrap.");
  const summary = `Unwrapped ${label}`;
  if (kind === "block" || kind === "statement")
    return { ...(await unwrapBlock(place, editor, signal)), summary };
  if (kind === "tag" && place.inside !== undefined)
    return { ...unwrapTag(place, place.inside, editor), summary };
  const range = isEmpty(place.range) || shells.includes(kind) ? undefined : place.range;
  const inside = range === undefined ? undefined : withoutAround(textOf({ editor }, range));
  if (range === undefined || inside === undefined) {
    throw new ToolError(`There is nothing around ${label} to take off. Name a block, string, call or tag.`);
  }
  const edit = { range, text: inside };
  return { edits: [edit], shown: atEnd(edit), summary };
}

function unwrapTag(place: Place, inside: Range, editor: Editor): Omit<Plan, "summary"> {
  const text = textOf({ editor }, inside);
  if (!text.includes("\n")) {
    const edit = { range: place.range, text };
    return { edits: [edit], shown: atStart(edit) };
  }
  const margin = marginOf(editor.lines(place.range.start.line, place.range.start.line));
  const lines = text.replace(/^[^\S\n]*\n/, "").replace(/\n[^\S\n]*$/, "");
  const edit = { range: place.range, text: withMargin(lines, margin).trimStart() };
  return { edits: [edit], shown: atStart(edit) };
}

/** The statement that the block belongs to goes, and what is in it stays. */
async function unwrapBlock(
  place: Place,
  editor: Editor,
  signal: AbortSignal,
): Promise<Omit<Plan, "summary">> {
  const syntax = await editor.syntax(signal);
  if (syntax === undefined)
    throw new ToolError("The syntax of this language is not known, so it cannot be unwrapped.");
  const search = { editor, active: requireActive(editor) };
  const all = syntax.scopes("block", wholeFile(search));
  const block =
    all.find(({ range }) => contains(place.range, range)) ??
    all.find(({ range }) => contains(range, place.range));
  if (block === undefined) throw new ToolError("There is no block to unwrap.");
  const statements = syntax
    .scopes("statement", block.range)
    .filter(({ range }) => contains(range, block.range));
  const statement = statements.toSorted((left, right) => compare(right.range.start, left.range.start))[0];
  const holder = statement?.range ?? block.range;
  const others = all.filter(({ range }) => contains(holder, range) && !contains(block.range, range));
  if (others.length > 0) {
    throw new ToolError(
      "It has another branch, which would be lost. Delete that first, or say what to keep.",
    );
  }
  const whole = unitOf({ range: holder }, "statement", editor).range;
  const lines = textOf({ editor }, block.range)
    .replace(/^\{[^\S\n]*\n?/, "")
    .replace(/\n?[^\S\n]*\}$/, "");
  const margin = marginOf(editor.lines(whole.start.line, whole.start.line));
  const isBraced = textOf({ editor }, block.range).startsWith("{");
  const body = isBraced ? lines : textOf({ editor }, linesOf(block.range, editor));
  const edit = {
    range: { start: { line: whole.start.line, column: 1 }, end: whole.end },
    text: withMargin(body, margin),
  };
  return { edits: [edit], shown: atStart(edit) };
}
