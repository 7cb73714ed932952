/** Creating, renaming, copying, deleting, comparing and reverting files. */
import * as z from "zod";
import { requireActive } from "../document.ts";
import { isDelicate } from "../delicatePaths.ts";
import type { Editor } from "../editor.ts";
import { previewOf } from "../preview.ts";
import {
  defineTool,
  ToolError,
  type PreparedCall,
  type Risk,
  type ToolContext,
  type ToolResult,
} from "../tool.ts";
import { saveAll } from "./saveAll.ts";
import { chooseFile, foldersOf, plainPath } from "./spokenPath.ts";

const input = z.strictObject({
  action: z.enum([
    "recent",
    "create",
    "create_folder",
    "untitled",
    "rename",
    "move",
    "copy",
    "delete",
    "compare",
    "save_all",
    "save_as",
    "revert",
  ]),
  name: z
    .string()
    .optional()
    .describe("of the file, as heard; the current one if left out. create: its path, exact"),
  to: z.string().optional().describe("new name or path; compare: other file, saved or HEAD"),
  text: z.string().optional(),
  language: z.string().optional(),
});
type Input = z.output<typeof input>;

export const manageFile = defineTool({
  name: "manage_file",
  description:
    "Creates files and folders, renames, moves, copies, deletes, compares, saves all or as, reverts; recent goes to " +
    "the file before this one, or by name. To open a file, use open_file.",
  input,
  prepare,
});

type Work = () => Promise<ToolResult>;
const call = (risk: Risk, question: string, run: Work, more: Partial<PreparedCall> = {}): PreparedCall => ({
  risk,
  question,
  run,
  ...more,
});

async function prepare(input: Input, context: ToolContext): Promise<PreparedCall> {
  const { editor } = context;
  switch (input.action) {
    case "recent":
      return call("read", "Open a recent file?", () => openRecent(input, editor));
    case "create":
    case "create_folder":
      return prepareCreate(input, editor);
    case "untitled":
      return call("reversible", "Open a new untitled file?", async () => {
        await editor.workbench.openText(input.text ?? "", input.language);
        return { output: { file: editor.active()?.path ?? null }, summary: "New untitled file" };
      });
    case "rename":
    case "move":
    case "copy":
      return prepareTransfer(input.action, input, context);
    case "delete":
      return prepareDelete(input, context);
    case "compare":
      return prepareCompare(input, context);
    case "save_all":
      return call("reversible", "Save all files?", () => saveAll(editor));
    case "save_as":
      return prepareSaveAs(input, editor);
    case "revert":
      return prepareRevert(input, context);
  }
}

async function existing({ name }: Input, { editor, signal }: ToolContext): Promise<string> {
  if (name === undefined) {
    const { path, untitled } = requireActive(editor);
    if (untitled) throw new ToolError(`${path} has never been saved. Use manage_file save_as.`);
    return path;
  }
  const plain = plainPath(name);
  if (plain !== undefined && plain.includes("/") && (await editor.workbench.isFolder(plain)) !== undefined)
    return plain;
  const files = await editor.files(signal);
  return chooseFile(name, [...files, ...foldersOf(files)]);
}

function requirePath(path: string | undefined, field: string): string {
  if (path === undefined) throw new ToolError(`Say the path, in ${field}.`);
  const plain = plainPath(path);
  if (plain === undefined) throw new ToolError(`"${path}" is no path inside the workspace.`);
  return plain;
}

async function openRecent({ name }: Input, editor: Editor): Promise<ToolResult> {
  const here = editor.active()?.path;
  const paths = editor.workbench.recent().filter((path) => path !== here);
  const [last] = paths;
  if (last === undefined) throw new ToolError("No other file was looked at since the window was opened.");
  const path = name === undefined ? last : chooseFile(name, paths, "recent files");
  await editor.open(path);
  return {
    output: { file: path, before: paths.filter((other) => other !== path).slice(0, 5) },
    summary: `Opened ${path}`,
  };
}

async function requireFree(path: string, editor: Editor): Promise<void> {
  if ((await editor.workbench.isFolder(path)) !== undefined) {
    throw new ToolError(`${path} is there already. Nothing was done.`);
  }
}

async function prepareCreate({ action, name, text = "" }: Input, editor: Editor): Promise<PreparedCall> {
  const path = requirePath(name, "name");
  await requireFree(path, editor);
  const asks = isDelicate(path);
  if (action === "create_folder") {
    const run = async (): Promise<ToolResult> => {
      await editor.workbench.createFolder(path);
      const note = "undo does not remove it; delete does";
      return { output: { folder: path, note }, summary: `Created the folder ${path}` };
    };
    return call("reversible", `Create the folder ${path}?`, run, { asks });
  }
  const made = text.replaceAll(/\r\n?/g, "\n");
  const preview = previewOf([{ path, before: "", after: made }]);
  return call(
    "reversible",
    `Create ${path}?`,
    async () => {
      await editor.createFile(path, new TextEncoder().encode(made));
      await editor.open(path);
      return { output: { file: path, lines: made.split("\n").length }, summary: `Created ${path}` };
    },
    { asks, preview },
  );
}

async function prepareTransfer(
  action: "rename" | "move" | "copy",
  input: Input,
  context: ToolContext,
): Promise<PreparedCall> {
  const { editor, signal } = context;
  const from = await existing(input, context);
  const to = await destination(action, from, input.to, { editor, signal });
  await requireFree(to, editor);
  const verb = { rename: "Rename", move: "Move", copy: "Copy" }[action];
  const done = { rename: "Renamed", move: "Moved", copy: "Copied" }[action];
  const isFolder = await editor.workbench.isFolder(from);
  if (isFolder === true && action === "copy") throw new ToolError("Folders are not copied, only files.");
  const risk = isFolder === true ? "destructive" : "reversible";
  const asks = isDelicate(to) || isDelicate(from);
  const run = async (): Promise<ToolResult> => {
    if (action === "copy") {
      const content = await editor.contentOf(from);
      if (content === undefined) throw new ToolError(`There is no file ${from}.`);
      await editor.createFile(to, content);
    } else {
      await editor.renameFile(from, to);
    }
    return { output: { from, to }, summary: `${done} ${from} to ${to}` };
  };
  return call(risk, `${verb} ${from} to ${to}?`, run, { asks });
}

/** A bare name stays in the folder; a folder keeps the name; the extension need not be said. */
async function destination(
  action: "rename" | "move" | "copy",
  from: string,
  given: string | undefined,
  { editor, signal }: Pick<ToolContext, "editor" | "signal">,
): Promise<string> {
  const [, folder = "", base = ""] = /^(.*\/)?([^/]*)$/.exec(from) ?? [];
  const wanted = requirePath(given, "to");
  if ((await editor.workbench.isFolder(wanted)) === true) return `${wanted}/${base}`;
  if (action === "move" && !wanted.includes("/") && !wanted.includes(".")) {
    return `${chooseFile(wanted, foldersOf(await editor.files(signal)), "folders")}/${base}`;
  }
  const extension = /.\.[^.]+$/.test(base) ? base.slice(base.lastIndexOf(".")) : "";
  const named = /[^/]\.[^./]+$/.test(wanted) ? wanted : `${wanted}${extension}`;
  return named.includes("/") ? named : `${folder}${named}`;
}

async function prepareDelete(input: Input, context: ToolContext): Promise<PreparedCall> {
  const { workbench } = context.editor;
  const path = await existing(input, context);
  const what = (await workbench.isFolder(path)) === true ? `the folder ${path} and all that is in it` : path;
  return call("destructive", `Delete ${what}?`, async () => {
    const inTrash = await workbench.trash(path);
    return { output: { deleted: path, in_trash: inTrash }, summary: `Deleted ${path}` };
  });
}

async function prepareCompare(input: Input, context: ToolContext): Promise<PreparedCall> {
  const { editor, signal } = context;
  const { to = "HEAD" } = input;
  const path = await existing(input, context);
  const special = /^(saved|HEAD)$/i.exec(to)?.[0]?.toLowerCase();
  const other =
    special === undefined
      ? chooseFile(to, await editor.files(signal))
      : ({ was: special === "saved" ? "saved" : "HEAD" } as const);
  return call("read", `Compare ${path}?`, async () => {
    await editor.workbench.compare(path, other);
    const name = typeof other === "string" ? other : other.was;
    return { output: { comparing: [path, name] }, summary: `Comparing ${path} with ${name}` };
  });
}

async function prepareSaveAs({ to, name }: Input, editor: Editor): Promise<PreparedCall> {
  const active = requireActive(editor);
  const path = requirePath(to ?? name, "to");
  await requireFree(path, editor);
  const run = async (): Promise<ToolResult> => {
    const tab = editor.workbench.tabs().find(({ active }) => active);
    await editor.createFile(path, new TextEncoder().encode(editor.text()));
    // Its text is in the new file now: nothing is lost with it.
    if (active.untitled && tab !== undefined) await editor.workbench.closeTabs([tab], true);
    await editor.open(path);
    return { output: { file: path }, summary: `Saved as ${path}` };
  };
  return call("reversible", `Save as ${path}?`, run, { asks: isDelicate(path) });
}

async function prepareRevert(input: Input, context: ToolContext): Promise<PreparedCall> {
  const { editor } = context;
  const path = await existing(input, context);
  const [before, after] = [await editor.textOf(path), await editor.workbench.saved(path)];
  if (before === undefined || after === undefined) throw new ToolError(`${path} has never been saved.`);
  if (before === after) throw new ToolError(`${path} has no unsaved changes.`);
  const preview = previewOf([{ path, before, after }]);
  return call(
    "destructive",
    `Throw away the unsaved changes of ${path}?`,
    async () => {
      await editor.open(path);
      await editor.workbench.run("workbench.action.files.revert");
      return { output: { reverted: path }, summary: `Reverted ${path}` };
    },
    { preview },
  );
}
