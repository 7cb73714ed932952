/** The files of the last commit. */
import type * as vscode from "vscode";
import { EditorError } from "../../tools/editor.ts";
import { uriOf } from "../documents.ts";
import { gitApi } from "../gitApi.ts";

export async function committed(path: string): Promise<string | undefined> {
  const uri = uriOf(path);
  const repository = (await availableGit())?.getRepository(uri);
  if (repository === undefined || repository === null) return undefined;
  return repository.show("HEAD", uri.fsPath).then(
    (text) => text.replaceAll("\r\n", "\n"),
    // Git fails where the commit has no such file, which is an answer.
    () => undefined,
  );
}

/** The address of the file as the last commit has it. */
export async function committedUri(uri: vscode.Uri): Promise<vscode.Uri | undefined> {
  return (await availableGit())?.toGitUri(uri, "HEAD");
}

async function availableGit(): Promise<Awaited<ReturnType<typeof gitApi>> | undefined> {
  try {
    return await gitApi();
  } catch (error) {
    if (error instanceof EditorError) return undefined;
    throw error;
  }
}
