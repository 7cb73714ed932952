/** Putting text in the place of whatever the user names. */
import * as z from "zod";
import { isEmpty, outermost, type Place } from "../targets/places.ts";
import { resolveTarget } from "../targets/resolve.ts";
import { isNamed, targetFields, targetIn, type TargetKind } from "../targets/target.ts";
import { endsOf, putCursors } from "./cursors.ts";
import { countOf, describeCursor, requireActive } from "./document.ts";
import type { Range } from "./editor.ts";
import { defineTool, ToolError } from "./tool.ts";

export const replace = defineTool({
  name: "replace",
  description:
    "Replaces a target of the current file (its arguments as in go_to), or what is selected, by a text. With " +
    "name alone, the text of these words: in the selection, else on the cursor's line, else the only one in the " +
    'file; with which "every", all of them.',
  input: z.strictObject({ ...targetFields, text: z.string().describe("what to put there") }),
  risk: "reversible",
  async run(input, { editor, signal }) {
    const { text: given, ...rest } = input;
    const named = targetIn(rest);
    const active = requireActive(editor);
    if (!isNamed(named) && named.in === undefined && active.selections.every(isEmpty)) {
      throw new ToolError("Nothing is selected. Say what to replace; to add text, use insert_text.");
    }
    const target =
      named.what === undefined && named.name !== undefined ? { ...named, what: "text" as const } : named;
    const { kind, label, places } = await resolveTarget(target, { editor, signal });
    const text = given.replaceAll(/\r\n?/g, "\n");
    const edits = outermost(places).map((place) => ({ range: replaced(place, kind, text), text }));
    await editor.edit(edits);
    if (edits.length === 1 || kind === "selection") await putCursors(endsOf(edits), editor);
    return {
      output: { replaced: edits.length, ...describeCursor(editor) },
      summary:
        edits.length === 1 ? `Replaced ${label}` : `Replaced ${countOf(edits.length, "place")}: ${label}`,
    };
  },
});

/** A line keeps its indentation, unless the text has one of its own. */
function replaced({ range, inside }: Place, kind: TargetKind, text: string): Range {
  return kind === "line" && inside !== undefined && !/^\s/.test(text)
    ? { start: inside.start, end: range.end }
    : range;
}
