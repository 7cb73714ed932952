/** Where a call is about: what it names, or where the cursor is. */
import { resolveTarget } from "../../targets/resolve.ts";
import { requireActive } from "../document.ts";
import type { Position } from "../editor.ts";
import { ToolError, type ToolContext } from "../tool.ts";

export interface Named {
  name?: string | undefined;
  line?: number | undefined;
}

/**
 * The place of a name in the current file, on its line where that is told.
 * @throws {ToolError} where it is not there.
 */
export async function placeOf({ name, line }: Named, { editor, signal }: ToolContext): Promise<Position> {
  const active = requireActive(editor);
  if (name === undefined && line === undefined) return active.cursor;
  if (name === undefined || line === undefined) {
    const target = name === undefined ? { line } : { name };
    const { cursors, places } = await resolveTarget(target, { editor, signal });
    const at = places[0]?.name?.start ?? cursors[0];
    if (at !== undefined) return at;
    throw new ToolError("There is no such place.");
  }
  const { places } = await resolveTarget({ what: "text", name, which: "every" }, { editor, signal });
  const found = places.find(({ range }) => range.start.line === line);
  if (found === undefined) throw new ToolError(`There is no "${name}" on line ${line}.`);
  return found.range.start;
}
