import { memoryEditing } from "./memoryEditing.ts";
import { createMemoryAgents } from "./memoryAgents.ts";
import { EditorError, type Command, type Editor } from "../../../src/tools/editor.ts";
import { memoryWorkbench } from "./memoryWorkbench.ts";
import { noRunning } from "./noRunning.ts";

export interface MemoryEditor {
  editor: Editor;
  /** The commands that were run. */
  ran: string[];
  /** The cursor's line. */
  line(): number;
}

const missing = (): never => {
  throw new EditorError("This editor cannot do that.");
};

/**
 * An editor of one file with ten lines, for the router's logic: what editing really does is tested in
 * VS Code. What a test does not need fails.
 */
export function createMemoryEditor(
  options: { trusted?: () => boolean; commands?: Command[]; runCommand?: (id: string) => Promise<void> } = {},
): MemoryEditor {
  const ran: string[] = [];
  let line = 1;
  const editor: Editor = {
    trusted: options.trusted ?? (() => true),
    active: () => ({
      path: "a.txt",
      language: "plaintext",
      lineCount: 10,
      dirty: true,
      untitled: false,
      cursor: { line, column: 1 },
      selection: { start: { line, column: 1 }, end: { line, column: 1 } },
      selections: [{ start: { line, column: 1 }, end: { line, column: 1 } }],
      selectedText: "",
      visible: { from: 1, to: 10 },
    }),
    lines: (from, to) => Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}`),
    async select({ end }) {
      line = end.line;
    },
    startSelecting({ end }) {
      line = end.line;
    },
    async settled() {},
    async save() {
      throw new TypeError("The disk is full.");
    },
    async commands() {
      return options.commands ?? [];
    },
    async runCommand(id) {
      await options.runCommand?.(id);
      ran.push(id);
    },
    text: missing,
    editing: memoryEditing(
      () => "",
      () => "plaintext",
    ),
    openEditors: missing,
    branch: missing,
    problems: missing,
    files: missing,
    open: missing,
    showChoices: missing,
    shownChoices: () => undefined,
    hideChoices: missing,
    syntax: async () => undefined,
    selectionRanges: missing,
    documentSymbols: missing,
    workspaceSymbols: missing,
    workbench: memoryWorkbench(),
    edit: missing,
    undo: missing,
    redo: missing,
    record: () => ({ end: async () => [] }),
    textOf: missing,
    contentOf: missing,
    applyEdits: missing,
    createFile: missing,
    deleteFile: missing,
    renameFile: missing,
    setting: missing,
    changeSetting: missing,
    ...noRunning,
    agents: createMemoryAgents().agents,
  };
  return { editor, ran, line: () => line };
}
