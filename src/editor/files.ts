/** The workspace's files, listed once and kept up to date by a watcher. */
import * as vscode from "vscode";
import { withToken } from "./cancellation.ts";
import { pathOf } from "./documents.ts";

/** More are not listed: beyond it, matching by sound would take longer than a user waits. */
const mostFiles = 20_000;

/** Never what is meant, whatever the settings say. */
const always = ["**/node_modules/**", "**/.git/**"];

let watched: vscode.Disposable | undefined;
let listing: Promise<string[]> | undefined;

/** Told again only after a file came or went, or other ones are excluded. */
export async function listFiles(signal: AbortSignal): Promise<string[]> {
  watched ??= watch();
  const mine = (listing ??= readFiles());
  try {
    return [...(await withToken(signal, () => mine))];
  } catch (error) {
    if (listing === mine) listing = undefined;
    throw error;
  } finally {
    signal.throwIfAborted();
  }
}

async function readFiles(): Promise<string[]> {
  const uris = await vscode.workspace.findFiles("**/*", `{${excludes().join(",")}}`, mostFiles);
  return uris.map(pathOf).toSorted();
}

function watch(): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher("**/*", false, true, false);
  return vscode.Disposable.from(
    watcher,
    watcher.onDidCreate(forgetFiles),
    watcher.onDidDelete(forgetFiles),
    // The editor's own changes are told here, before the watcher has seen them.
    vscode.workspace.onDidCreateFiles(forgetFiles),
    vscode.workspace.onDidDeleteFiles(forgetFiles),
    vscode.workspace.onDidRenameFiles(forgetFiles),
    vscode.workspace.onDidChangeWorkspaceFolders(forgetFiles),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (["files.exclude", "search.exclude"].some((name) => event.affectsConfiguration(name))) forgetFiles();
    }),
  );
}

/** Called by ourselves, too, after what tells nobody of the change. */
export function forgetFiles(): void {
  listing = undefined;
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
