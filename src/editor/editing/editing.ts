/** The editing tools' port, done with the VS Code API. */
import * as vscode from "vscode";
import type { EditingPort } from "../../tools/editing/port.ts";
import { EditorError } from "../../tools/editor.ts";
import { requireEditor } from "../documents.ts";
import { requireInside } from "../inside.ts";
import { codeActions, formatEdits, renameEdits } from "./codeActions.ts";
import { commentsOf, snippetsOf } from "./languageFiles.ts";
import { search } from "./search.ts";

/** @param userFolder where VS Code keeps the user's settings and snippets; undefined where that is not known. */
export function createEditing(userFolder: string | undefined): EditingPort {
  const userSnippets =
    userFolder === undefined ? undefined : vscode.Uri.joinPath(vscode.Uri.file(userFolder), "snippets");
  return {
    indentation() {
      const { insertSpaces, tabSize } = requireEditor().options;
      return insertSpaces === false ? "\t" : " ".repeat(Number(tabSize));
    },
    comments: () => commentsOf(requireEditor().document.languageId),
    snippets: () => snippetsOf(requireEditor().document.languageId, userSnippets),
    async insertSnippet(body) {
      const editor = requireEditor();
      await requireInside(editor.document.uri);
      if (!(await editor.insertSnippet(new vscode.SnippetString(body))))
        throw new EditorError("The snippet was not inserted: the file may be read-only.");
    },
    renameEdits: (at, name) => renameEdits(at, name),
    codeActions: (range, kind) => codeActions(range, kind),
    formatEdits: (range) => formatEdits(range),
    search,
  };
}
