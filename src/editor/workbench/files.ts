/** Folders, the trash, texts without a file, comparing. */
import { basename } from "node:path";
import * as vscode from "vscode";
import { EditorError } from "../../tools/editor.ts";
import type { FileFacts, Workbench } from "../../tools/workbench/workbench.ts";
import { pathOf, requireEditor, uriOf } from "../documents.ts";
import { fileChanges } from "../fileChanges.ts";
import { forgetFiles } from "../files.ts";
import { requireInside } from "../inside.ts";
import { note } from "../recording.ts";
import { committedUri } from "./committed.ts";

/** In bytes. What is longer cannot be brought back by undo. */
const mostKept = 10 * 1024 * 1024;

export async function isFolder(path: string): Promise<boolean | undefined> {
  return vscode.workspace.fs.stat(uriOf(path)).then(
    ({ type }) => (type & vscode.FileType.Directory) !== 0,
    () => undefined,
  );
}

export async function createFolder(path: string): Promise<void> {
  const uri = uriOf(path);
  await requireInside(uri);
  if ((await isFolder(path)) !== undefined) throw new EditorError(`${path} is there already.`);
  await vscode.workspace.fs.createDirectory(uri);
}

export async function trash(path: string): Promise<boolean> {
  const uri = uriOf(path);
  await requireInside(uri);
  const folder = await isFolder(path);
  if (folder === undefined) throw new EditorError(`There is no file ${path}.`);
  if (vscode.workspace.getWorkspaceFolder(uri)?.uri.toString() === uri.toString()) {
    throw new EditorError("This is the workspace's own folder, which is not deleted.");
  }
  const content = folder ? undefined : await fileChanges.contentOf(path);
  const kept = content !== undefined && content.byteLength <= mostKept ? content : undefined;
  try {
    await vscode.workspace.fs.delete(uri, { recursive: true, useTrash: true });
  } catch (error) {
    // Remote machines and containers may have no trash: then undo is what brings it back.
    if (kept === undefined) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new EditorError(`${path} could not be moved to the trash, so it was not deleted: ${reason}`);
    }
    await fileChanges.deleteFile(path);
    return false;
  }
  forgetFiles();
  if (!folder) note({ kind: "deleted", path, content: kept });
  return true;
}

export async function openText(text: string, language: string | undefined): Promise<void> {
  const document = await vscode.workspace.openTextDocument({
    content: text,
    ...(language !== undefined && { language }),
  });
  await vscode.window.showTextDocument(document, { preview: false });
}

export const compare: Workbench["compare"] = async (path, other) => {
  const uri = uriOf(path);
  const name = basename(path);
  if (typeof other === "string") {
    await diff(uri, uriOf(other), `${name} ↔ ${basename(other)}`);
  } else if (other.was === "saved") {
    await vscode.commands.executeCommand("workbench.files.action.compareWithSaved", uri);
  } else {
    const before = await committedUri(uri);
    if (before === undefined) throw new EditorError("Git is not there, so there is nothing to compare with.");
    await diff(before, uri, `${name} (HEAD ↔ now)`);
  }
};

async function diff(left: vscode.Uri, right: vscode.Uri, title: string): Promise<void> {
  await vscode.commands.executeCommand("vscode.diff", left, right, title);
}

export function unsaved(): string[] {
  return vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty).map(({ uri }) => pathOf(uri));
}

/** Those with a place on the disk, and in the workspace: for the others VS Code would open a dialog. */
export async function saveAll(): Promise<{ saved: number; outside: string[] }> {
  const { textDocuments, notebookDocuments } = vscode.workspace;
  let saved = 0;
  const outside: string[] = [];
  for (const document of [...textDocuments, ...notebookDocuments]) {
    // Cells are saved with their notebook.
    if (!document.isDirty || document.isUntitled || document.uri.scheme === "vscode-notebook-cell") continue;
    if (!(await isInside(document.uri))) outside.push(pathOf(document.uri));
    else if (await document.save()) saved++;
  }
  return { saved, outside };
}

async function isInside(uri: vscode.Uri): Promise<boolean> {
  try {
    await requireInside(uri);
    return true;
  } catch (error) {
    if (error instanceof EditorError) return false;
    throw error;
  }
}

export async function savedText(path: string): Promise<string | undefined> {
  return vscode.workspace.fs.readFile(uriOf(path)).then(
    (content) => new TextDecoder().decode(content).replaceAll("\r\n", "\n"),
    () => undefined,
  );
}

export async function facts(): Promise<FileFacts> {
  const { document, options } = requireEditor();
  const size = await vscode.workspace.fs.stat(document.uri).then(
    (stat) => stat.size,
    () => undefined,
  );
  const { tabSize, insertSpaces } = options;
  // VS Code older than 1.100 does not tell it.
  const encoding: unknown = "encoding" in document ? document.encoding : undefined;
  return {
    ...(size !== undefined && !document.isUntitled && { size }),
    ...(typeof encoding === "string" && { encoding }),
    lineEnds: document.eol === vscode.EndOfLine.CRLF ? "CRLF" : "LF",
    indentation: insertSpaces === false ? "tabs" : `${tabSize ?? "?"} spaces`,
  };
}
