/** The function, class or section that is around the cursor. */
import { compare, contains } from "../../targets/places.ts";
import { requireActive } from "../document.ts";
import type { Editor, Position } from "../editor.ts";
import { ToolError } from "../tool.ts";

/** From inside a function its name; from there, what that is in. */
export async function enclosingFunction(editor: Editor, signal: AbortSignal): Promise<Position> {
  const { cursor } = requireActive(editor);
  const here = { start: cursor, end: cursor };
  const symbols = await editor.documentSymbols(signal);
  const around = symbols
    .filter(({ extent, range }) => extent !== undefined && contains(extent, here) && !contains(range, here))
    .filter(({ kind }) => !["variable", "constant", "property", "field", "key"].includes(kind))
    .toSorted((left, right) => compare(right.range.start, left.range.start));
  const [first] = around;
  if (first !== undefined) return first.range.start;
  const syntax = await editor.syntax(signal);
  const scopes = (["function", "class"] as const)
    .filter((kind) => syntax?.knows(kind) === true)
    .flatMap((kind) => syntax?.scopes(kind, here) ?? [])
    .filter(({ range, name }) => contains(range, here) && (name === undefined || !contains(name, here)))
    .map(({ range, name }) => (name ?? range).start)
    .filter((start) => compare(start, cursor) < 0)
    .toSorted((left, right) => compare(right, left));
  const [start] = scopes;
  if (start === undefined) throw new ToolError("The cursor is in no function, class or section.");
  return start;
}
