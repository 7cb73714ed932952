/** The editing port for texts in memory: what the tools' logic needs of it; the rest fails. */
import type { CommentSigns, EditingPort } from "../../../src/tools/editing/port.ts";
import { EditorError } from "../../../src/tools/editor.ts";

const missing = (): never => {
  throw new EditorError("This editor cannot do that.");
};

const slashes: CommentSigns = { line: "//", block: ["/*", "*/"] };
const comments: Record<string, CommentSigns> = {
  python: { line: "#", block: ['"""', '"""'] },
  ruby: { line: "#" },
  html: { block: ["<!--", "-->"] },
  css: { block: ["/*", "*/"] },
  markdown: { block: ["<!--", "-->"] },
  plaintext: {},
};

/** @param text of the active document. */
export function memoryEditing(text: () => string, language: () => string): EditingPort {
  return {
    indentation: () => /^(?:\t|  +)(?=\S)/m.exec(text())?.[0] ?? "  ",
    comments: async () => comments[language()] ?? slashes,
    snippets: missing,
    insertSnippet: missing,
    renameEdits: missing,
    codeActions: missing,
    formatEdits: missing,
    search: missing,
  };
}
