/** The tools of the workbench on editors in memory: for what they decide, not for what VS Code does. */
import type { Editor } from "../../../../src/tools/editor.ts";
import type { PreparedCall, Tool, ToolContext, ToolResult } from "../../../../src/tools/tool.ts";
import type { Workbench } from "../../../../src/tools/workbench/workbench.ts";
import { createMemorySession } from "../../../../dev/call/memorySession.ts";
import { createFilesEditor } from "../filesEditor.ts";
import { memoryWorkbench } from "../memoryWorkbench.ts";

export const signal = new AbortController().signal;

export interface Rig {
  editor: Editor;
  /** By path. */
  files: Map<string, string>;
  settings: Map<string, unknown>;
  prepare(tool: Tool, args: Record<string, unknown>): Promise<PreparedCall>;
  run(tool: Tool, args: Record<string, unknown>): Promise<ToolResult>;
}

export function createRig(
  texts: Record<string, string>,
  known: Partial<Workbench> = {},
  more: Partial<Editor> = {},
): Rig {
  const memory = createFilesEditor(texts);
  const editor: Editor = {
    ...memory.editor,
    files: async () => [...memory.files.keys()],
    hideChoices: () => undefined,
    workbench: memoryWorkbench({
      isFolder: async (path) => {
        if (memory.files.has(path)) return false;
        return [...memory.files.keys()].some((file) => file.startsWith(`${path}/`)) ? true : undefined;
      },
      ...known,
    }),
    ...more,
  };
  const context: ToolContext = {
    editor,
    session: createMemorySession().controls,
    past: {
      undo: async () => ({ steps: [], passed: [], place: undefined }),
      redo: async () => ({ steps: [], passed: [], place: undefined }),
      isEmpty: () => true,
      actions: () => [],
      calls: () => [],
    },
    prepareStep: () => {
      throw new Error("It repeats nothing.");
    },
    runStep: () => {
      throw new Error("It repeats nothing.");
    },
    signal,
  };
  const { files, settings } = memory;
  return {
    editor,
    files,
    settings,
    prepare: (tool, args) => tool.prepare(args, context),
    run: async (tool, args) => (await tool.prepare(args, context)).run(signal),
  };
}
