/** An editor of one text in memory, with the real syntax: for all that targets do to text. */
import { createMemoryAgents } from "../tools/memoryAgents.ts";
import { dirname, join } from "node:path";
import { createRequire } from "node:module";
import { createSyntaxParser } from "../../../src/targets/syntax/main.ts";
import { LineIndex } from "../../../src/targets/syntax/spans.ts";
import {
  EditorError,
  type Choices,
  type CodeSymbol,
  type Editor,
  type Range,
} from "../../../src/tools/editor.ts";
import { memoryEditing } from "../tools/memoryEditing.ts";
import type { Selected } from "../../targets/cases.ts";
import { memoryWorkbench } from "../tools/memoryWorkbench.ts";
import { noRunning } from "../tools/noRunning.ts";

const shipped = dirname(createRequire(import.meta.url).resolve("@vscode/tree-sitter-wasm"));

export const parser = createSyntaxParser({ runtime: join(shipped, "tree-sitter.wasm"), grammars: shipped });

/** As VS Code names them, by the extensions of files. */
const languages: Record<string, string> = {
  ts: "typescript",
  tsx: "typescriptreact",
  js: "javascript",
  py: "python",
  go: "go",
  rs: "rust",
  java: "java",
  cpp: "cpp",
  cs: "csharp",
  php: "php",
  rb: "ruby",
  css: "css",
  html: "html",
  json: "json",
  md: "markdown",
};

export interface TextEditor {
  editor: Editor;
  text(): string;
  selections(): Selected[];
}

/** Where an offset is after changes; what was in one of them is at its end. */
function moved(offset: number, changes: { start: number; end: number; made: string }[]): number {
  let shift = 0;
  for (const { start, end, made } of changes) {
    if (end <= offset) shift += made.length - (end - start);
    else if (start < offset) shift += start + made.length - offset;
  }
  return offset + shift;
}

const missing = (): never => {
  throw new EditorError("This editor cannot do that.");
};

export function createTextEditor(
  file: string,
  start: string,
  selected: Selected = { start: 0, end: 0 },
  symbols: CodeSymbol[] = [],
): TextEditor {
  let lines = new LineIndex(start);
  let selections = [selected];
  let choices: Choices | undefined;
  const language = languages[/[^.]+$/.exec(file)?.[0] ?? ""] ?? "plaintext";
  let split = start.split("\n");
  const all = (): string[] => split;
  const put = (range: Range, others: readonly Range[] = []): void => {
    selections = [range, ...others].map((each) => lines.span(each));
  };
  const first = (): Selected => selections[0] ?? { start: 0, end: 0 };
  const editor: Editor = {
    ...noRunning,
    trusted: () => true,
    active: () => {
      const range = lines.range(first());
      return {
        path: file,
        language,
        lineCount: all().length,
        dirty: false,
        untitled: false,
        cursor: range.end,
        selection: range,
        selections: selections.map((each) => lines.range(each)),
        selectedText: lines.text.slice(first().start, first().end),
        visible: { from: 1, to: 40 },
      };
    },
    lines: (from, to) => all().slice(Math.max(from, 1) - 1, Math.max(to, 0)),
    text: () => lines.text,
    editing: memoryEditing(
      () => lines.text,
      () => language,
    ),
    select: async (range, others) => put(range, others),
    startSelecting: put,
    async settled() {},
    async edit(changes) {
      let text = lines.text;
      const spans = changes.map(({ range, text: made }) => ({ ...lines.span(range), made }));
      for (const { start, end, made } of spans.toSorted((left, right) => right.start - left.start)) {
        text = text.slice(0, start) + made + text.slice(end);
      }
      choices = undefined;
      selections = selections.map(({ start, end }) => ({
        start: moved(start, spans),
        end: moved(end, spans),
      }));
      lines = new LineIndex(text);
      split = text.split("\n");
    },
    showChoices: (shown) => (choices = shown),
    shownChoices: () => choices,
    hideChoices: () => (choices = undefined),
    syntax: (signal) => parser.parse({ key: file, language, text: lines.text }, signal),
    selectionRanges: async () => [],
    documentSymbols: async () => symbols,
    workspaceSymbols: async () => [],
    openEditors: missing,
    branch: missing,
    problems: missing,
    files: missing,
    open: missing,
    workbench: memoryWorkbench(),
    undo: missing,
    redo: missing,
    save: missing,
    commands: missing,
    runCommand: missing,
    record: () => ({ end: async () => [] }),
    textOf: missing,
    contentOf: missing,
    applyEdits: missing,
    createFile: missing,
    deleteFile: missing,
    renameFile: missing,
    setting: missing,
    changeSetting: missing,
    agents: createMemoryAgents().agents,
  };
  return { editor, text: () => lines.text, selections: () => selections };
}
