/** Reads one file of a workspace folder, and only of that. */
import { realpath } from "node:fs/promises";
import { isAbsolute, relative, sep } from "node:path";
import * as vscode from "vscode";

/** In bytes. Of a larger one we would use a small part only. */
const largest = 1_000_000;

export interface FileRequest {
  folder: vscode.WorkspaceFolder;
  /** Relative to the folder, without "..". */
  path: string;
}

/**
 * @returns undefined where there is no such file.
 * @throws {Error} that says why it is not read, or cannot be.
 */
export async function readInstruction({ folder, path }: FileRequest): Promise<string | undefined> {
  const uri = vscode.Uri.joinPath(folder.uri, path);
  const stat = await statOf(uri);
  if (stat === undefined) return undefined;
  if ((stat.type & vscode.FileType.File) === 0) throw new Error("it is no file");
  if (stat.size > largest) throw new Error(`it is larger than ${largest / 1_000_000} MB`);
  if (!(await isInside(folder.uri, uri, stat.type))) {
    throw new Error("it is a link that leads out of the workspace folder");
  }
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

async function statOf(uri: vscode.Uri): Promise<vscode.FileStat | undefined> {
  try {
    return await vscode.workspace.fs.stat(uri);
  } catch (error) {
    const missing = ["FileNotFound", "FileNotADirectory"];
    if (error instanceof vscode.FileSystemError && missing.includes(error.code)) return undefined;
    throw error;
  }
}

/** A cloned repository can bring links along, to files of the user's that are nobody's business. */
async function isInside(folder: vscode.Uri, uri: vscode.Uri, type: vscode.FileType): Promise<boolean> {
  // Where links lead, only a disk tells.
  if (uri.scheme !== "file") return (type & vscode.FileType.SymbolicLink) === 0;
  const way = relative(await realpath(folder.fsPath), await realpath(uri.fsPath));
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
