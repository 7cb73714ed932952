/** Putting text in the place of whatever the user names. */
import * as z from "zod";
import { isEmpty, outermost, type Place } from "../targets/places.ts";
import { resolveTarget } from "../targets/resolve.ts";
import { isNamed, targetFields, targetIn, type TargetKind } from "../targets/target.ts";
import { countOf, describeCursor, emptyRange, requireActive } from "./document.ts";
import type { Position, Range } from "./editor.ts";
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
    if (!isNamed(named) && named.in === undefined && isEmpty(active.selection)) {
      throw new ToolError("Nothing is selected. Say what to replace; to add text, use insert_text.");
    }
    const target =
      named.what === undefined && named.name !== undefined ? { ...named, what: "text" as const } : named;
    const { kind, label, places } = await resolveTarget(target, { editor, signal });
    const text = given.replaceAll(/\r\n?/g, "\n");
    const ranges = outermost(places).map((place) => replaced(place, kind, text));
    await editor.edit(ranges.map((range) => ({ range, text })));
    const [first] = ranges;
    if (ranges.length === 1 && first !== undefined) await editor.select(atEndOf(first.start, text));
    return {
      output: { replaced: ranges.length, ...describeCursor(editor) },
      summary:
        ranges.length === 1 ? `Replaced ${label}` : `Replaced ${countOf(ranges.length, "place")}: ${label}`,
    };
  },
});

/** A line keeps its indentation, unless the text has one of its own. */
function replaced({ range, inside }: Place, kind: TargetKind, text: string): Range {
  return kind === "line" && inside !== undefined && !/^\s/.test(text)
    ? { start: inside.start, end: range.end }
    : range;
}

function atEndOf(start: Position, text: string): Range {
  const lines = text.split("\n");
  const last = lines.at(-1) ?? "";
  return emptyRange(start.line + lines.length - 1, (lines.length === 1 ? start.column : 1) + last.length);
}
