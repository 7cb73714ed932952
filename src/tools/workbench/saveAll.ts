/** Saving what is not saved yet, inside of the workspace. */
import { countOf } from "../document.ts";
import type { Editor } from "../editor.ts";
import type { ToolResult } from "../tool.ts";

export async function saveAll({ workbench }: Editor): Promise<ToolResult> {
  const { saved, outside } = await workbench.saveAll();
  const left = workbench.unsaved().filter((path) => !outside.includes(path));
  const kept = outside.length === 0 ? "" : `; left ${outside.join(", ")}, outside the workspace`;
  return {
    output: {
      saved,
      ...(left.length > 0 && { not_saved: left, note: "save_as gives those a name" }),
      ...(outside.length > 0 && {
        outside,
        why: "what is outside the workspace is not written; the user can save it",
      }),
    },
    summary: `Saved ${countOf(saved, "file")}${kept}`,
  };
}
