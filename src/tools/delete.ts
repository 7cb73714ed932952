/** Taking out whatever the user names. */
import * as z from "zod";
import { isEmpty } from "../targets/places.ts";
import { removals } from "../targets/removal.ts";
import { resolveTarget } from "../targets/resolve.ts";
import { isNamed, targetFields, targetIn } from "../targets/target.ts";
import { endsOf, putCursors } from "./cursors.ts";
import { describeCursor, emptyRange, requireActive } from "./document.ts";
import type { Range } from "./editor.ts";
import { defineTool, ToolError } from "./tool.ts";

export const deleteTarget = defineTool({
  name: "delete",
  description: "Deletes a target of the current file (its arguments as in go_to), or what is selected.",
  input: z.strictObject(targetFields),
  risk: "reversible",
  async run(input, { editor, signal }) {
    const target = targetIn(input);
    const active = requireActive(editor);
    if (!isNamed(target) && target.in === undefined && active.selections.every(isEmpty)) {
      throw new ToolError("Nothing is selected. Say what to delete.");
    }
    const { kind, label, places, path } = await resolveTarget(target, { editor, signal });
    const ranges = removals(places, { editor, active, kind }).filter((range) => !isEmpty(range));
    const [first] = ranges;
    if (first === undefined) throw new ToolError(`There is nothing to delete: ${label} is empty.`);
    const edits = ranges.map((range) => ({ range, text: "" }));
    await editor.edit(edits);
    if (kind === "selection" && edits.length > 1) await putCursors(endsOf(edits), editor);
    else await editor.select(cursorAfter(first, requireActive(editor).lineCount));
    return { output: { deleted: label, ...describeCursor(editor) }, summary: `Deleted ${label} of ${path}` };
  },
});

/** Where whole lines were at the end of the file, the last one that is left. */
function cursorAfter({ start, end }: Range, lineCount: number): Range {
  const wereLast = start.column > 1 && end.line > start.line && start.line >= lineCount;
  return wereLast ? emptyRange(lineCount, 1) : emptyRange(Math.min(start.line, lineCount), start.column);
}
