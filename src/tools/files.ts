/** Opening and saving files. */
import * as z from "zod";
import { chooseOne } from "./choose.ts";
import { requireActive } from "./document.ts";
import type { Candidate } from "./spoken.ts";
import { defineTool, ToolError } from "./tool.ts";

export const openFile = defineTool({
  name: "open_file",
  description: "Opens a file of the workspace. Say its name as heard; part of it, or of its path, is enough.",
  input: z.strictObject({ name: z.string().min(1) }),
  risk: "read",
  async run({ name }, { editor, signal }) {
    const path = chooseOne({
      spoken: name,
      candidates: (await editor.files(signal)).map(fileCandidate),
      kind: "files",
      label: (path) => path,
    });
    await editor.open(path);
    const active = editor.active();
    const opened =
      active?.path === path ? { line: active.cursor.line, lines: active.lineCount } : { text: false };
    return { output: { file: path, ...opened }, summary: `Opened ${path}` };
  },
});

/** People say the name; the folders and the extension only where they matter. */
export function fileCandidate(path: string): Candidate<string> {
  const [, folders = "", base = ""] = /^(.*?)([^/]*)$/.exec(path) ?? [];
  const [, stem = base, extension = ""] = /^(.+)\.([^.]+)$/.exec(base) ?? [];
  return { value: path, name: stem, context: `${folders} ${extension}` };
}

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
      return { output: { file: path, saved: false, note: "nothing to save" }, summary: "Nothing to save" };
    if (!(await editor.save()))
      throw new ToolError(`${path} was not saved. Tell the user to look at the editor.`);
    return { output: { file: path, saved: true }, summary: `Saved ${path}` };
  },
});
