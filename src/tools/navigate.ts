/** Going to a definition, and back. */
import * as z from "zod";
import { describeCursor, requireActive, shownLine } from "./document.ts";
import type { ActiveEditor, Location } from "./editor.ts";
import { defineTool, ToolError } from "./tool.ts";

export const goToDefinition = defineTool({
  name: "go_to_definition",
  description: "Goes to where the name under the cursor is defined. For a name the user says, use go_to.",
  input: z.strictObject({}),
  risk: "read",
  async run(_, { editor, signal }) {
    const active = requireActive(editor);
    const [first, ...others] = await editor.definitions(signal);
    if (first === undefined) {
      const { line } = active.cursor;
      throw new ToolError("No definition is known for what is at the cursor. Use go_to with its name.", {
        file: active.path,
        line,
        text: shownLine(editor, line),
      });
    }
    if (isAt(active, first)) throw new ToolError("The cursor is at the definition already.");
    await editor.open(first.path, first.range.start);
    const cursor = describeCursor(editor);
    const also = others.map(({ path, range }) => `${path}:${range.start.line}`).slice(0, 5);
    return {
      output: { ...cursor, ...(also.length > 0 && { also }) },
      summary: `${cursor.file}, line ${cursor.line}`,
    };
  },
});

function isAt({ path, cursor }: ActiveEditor, location: Location): boolean {
  const { start, end } = location.range;
  return (
    path === location.path &&
    cursor.line === start.line &&
    cursor.line === end.line &&
    cursor.column >= start.column &&
    cursor.column <= end.column
  );
}

export const goBack = defineTool({
  name: "go_back",
  description: "Goes back to where the cursor was before the last jump.",
  input: z.strictObject({}),
  risk: "read",
  async run(_, { editor }) {
    const before = editor.active();
    await editor.back();
    const now = editor.active();
    if (now === undefined) return { output: { file: null }, summary: "Went back" };
    if (
      now.path === before?.path &&
      now.cursor.line === before.cursor.line &&
      now.cursor.column === before.cursor.column
    ) {
      throw new ToolError("There is nowhere to go back to.");
    }
    const cursor = describeCursor(editor);
    return { output: cursor, summary: `${cursor.file}, line ${cursor.line}` };
  },
});
