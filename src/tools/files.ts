/** Opening and saving files. */
import * as z from "zod";
import { requireActive } from "./document.ts";
import { defineTool, ToolError } from "./tool.ts";
import { chooseFile } from "./workbench/spokenPath.ts";

export const openFile = defineTool({
  name: "open_file",
  description: "Opens a file of the workspace. Say its name as heard; part of it, or of its path, is enough.",
  input: z.strictObject({ name: z.string().min(1) }),
  risk: "read",
  async run({ name }, { editor, signal }) {
    const path = chooseFile(name, await editor.files(signal));
    await editor.open(path);
    const active = editor.active();
    const opened =
      active?.path === path ? { line: active.cursor.line, lines: active.lineCount } : { text: false };
    return { output: { file: path, ...opened }, summary: `Opened ${path}` };
  },
});

export const saveFile = defineTool({
  name: "save_file",
  description: "Saves the current file.",
  input: z.strictObject({}),
  risk: "reversible",
  async run(_, { editor }) {
    const { path, dirty, untitled } = requireActive(editor);
    if (untitled) {
      throw new ToolError(`${path} has no name yet. Use run_command "Save As", where the user enters one.`);
    }
    if (!dirty)
      return {
        output: { file: path, saved: false, note: "nothing to save" },
        summary: "Nothing to save",
        changedNothing: true,
      };
    if (!(await editor.save()))
      throw new ToolError(`${path} was not saved. Tell the user to look at the editor.`);
    return { output: { file: path, saved: true }, summary: `Saved ${path}` };
  },
});
