/** Notes what changes: texts by comparing them, files and settings as they are told. */
import * as vscode from "vscode";
import type { Change } from "../tools/changes.ts";
import type { Recording } from "../tools/editorChanges.ts";
import { isText, pathOf } from "./documents.ts";

const open = new Set<Change[]>();

/** Something other than a text was changed. */
export function note(change: Change): void {
  for (const changes of open) changes.push(change);
}

export function record(): Recording {
  const changes: Change[] = [];
  const before = new Map<vscode.TextDocument, string>();
  const keep = (document: vscode.TextDocument): void => {
    if (isText(document) && !before.has(document)) before.set(document, textOf(document));
  };
  for (const document of vscode.workspace.textDocuments) keep(document);
  // What is changed without being open is opened for it, and told of before it changes.
  const opened = vscode.workspace.onDidOpenTextDocument(keep);
  open.add(changes);
  return {
    async end() {
      opened.dispose();
      open.delete(changes);
      for (const [document, text] of before) {
        const after = document.isClosed ? text : textOf(document);
        if (after !== text) changes.push({ kind: "text", path: pathOf(document.uri), before: text, after });
      }
      return changes;
    },
  };
}

export function textOf(document: vscode.TextDocument): string {
  return document.getText().replaceAll("\r\n", "\n");
}
