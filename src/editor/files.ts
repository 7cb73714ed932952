/** The workspace's files. */
import * as vscode from "vscode";
import { withToken } from "./cancellation.ts";
import { pathOf } from "./documents.ts";

/** More are not listed: beyond it, matching by sound would take longer than a user waits. */
const mostFiles = 20_000;

/** Never what is meant, whatever the settings say. */
const always = ["**/node_modules/**", "**/.git/**"];

export async function listFiles(signal: AbortSignal): Promise<string[]> {
  const uris = await withToken(signal, (token) =>
    vscode.workspace.findFiles("**/*", `{${excludes().join(",")}}`, mostFiles, token),
  );
  signal.throwIfAborted();
  return uris.map(pathOf).toSorted();
}

/** What the user has excluded from the explorer and from search. */
function excludes(): string[] {
  const settings = ["files.exclude", "search.exclude"].map((key) =>
    vscode.workspace.getConfiguration().get<Record<string, unknown>>(key, {}),
  );
  const patterns = settings.flatMap((setting) =>
    Object.keys(setting).filter((pattern) => setting[pattern] === true),
  );
  return [...new Set([...always, ...patterns])];
}
