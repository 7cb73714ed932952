/** Snippets by their spoken names. */
import { resolveTarget } from "../../targets/resolve.ts";
import { isNamed, type Target } from "../../targets/target.ts";
import { chooseOne } from "../choose.ts";
import { describeCursor } from "../document.ts";
import { ToolError, type ToolContext, type ToolResult } from "../tool.ts";

export async function insertSnippet(
  spoken: string | undefined,
  target: Target,
  context: ToolContext,
): Promise<ToolResult> {
  const { editor } = context;
  if (spoken === undefined || spoken.trim() === "") throw new ToolError('Say which snippet, in "text".');
  const snippets = await editor.editing.snippets();
  if (snippets.length === 0) throw new ToolError("There are no snippets for this language.");
  const snippet = chooseOne({
    spoken,
    candidates: snippets.flatMap((value) => [
      { value, name: value.name, context: value.description },
      ...value.prefixes.map((name) => ({ value, name })),
    ]),
    kind: "snippets",
    label: ({ name }) => name,
  });
  if (isNamed(target) || target.in !== undefined) {
    const { cursors } = await resolveTarget(target, context);
    const [at] = cursors;
    if (at !== undefined) await editor.select({ start: at, end: at });
  }
  await editor.editing.insertSnippet(snippet.body);
  return {
    output: { snippet: snippet.name, ...describeCursor(editor) },
    summary: `Inserted the snippet ${snippet.name}`,
  };
}
