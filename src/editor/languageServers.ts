/** Language servers start with the first file of their language, and then take seconds to know anything. */
import { setTimeout as delay } from "node:timers/promises";
import * as vscode from "vscode";
import { activeTextEditor, uriOf } from "./documents.ts";
import { listFiles } from "./files.ts";

/** How long to wait for a server, in milliseconds: TypeScript's takes 2 s, and several on a busy machine. */
const patience = 10_000;
const pause = 100;

/** Languages whose servers know no symbols of a program. */
const prose = new Set([
  "plaintext",
  "markdown",
  "json",
  "jsonc",
  "yaml",
  "xml",
  "html",
  "css",
  "ignore",
  "log",
]);

/** First letters of many names: one of them finds something in a program of more than a few lines. */
const probes = ["s", "c", "a", "r", "t", "e"];

/**
 * Starts the server of the language that the workspace is written in, as far as the file extensions tell, and
 * waits until it knows more than what is open: it begins with that, and reads the other files meanwhile.
 */
export async function wakeLanguageServer(signal: AbortSignal): Promise<void> {
  const document = activeTextEditor()?.document ?? (await openCode(signal));
  if (document === undefined || prose.has(document.languageId)) return;
  // Servers may put off what is only open and not shown, until they are asked about it.
  await vscode.commands.executeCommand("vscode.executeDocumentSymbolProvider", document.uri);
  const extension = extensionOf(document.uri.path);
  const alike = (await listFiles(signal)).filter((path) => extensionOf(path) === extension);
  if (alike.length < 2) return;
  const end = performance.now() + patience;
  while (performance.now() < end && !(await knowsOtherFiles())) await delay(pause, undefined, { signal });
}

function extensionOf(path: string): string {
  return /\.[^./]+$/.exec(path)?.[0] ?? "";
}

async function knowsOtherFiles(): Promise<boolean> {
  const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
  for (const probe of probes) {
    const found = await vscode.commands.executeCommand<vscode.SymbolInformation[] | undefined>(
      "vscode.executeWorkspaceSymbolProvider",
      probe,
    );
    if (found?.some(({ location: { uri } }) => !open.has(uri.toString())) === true) return true;
  }
  return false;
}

/** Opens a file of the most frequent programming language, without showing it. */
async function openCode(signal: AbortSignal): Promise<vscode.TextDocument | undefined> {
  const byExtension = Map.groupBy(await listFiles(signal), extensionOf);
  const groups = [...byExtension.values()].toSorted((left, right) => right.length - left.length);
  for (const [first] of groups) {
    const document = first === undefined ? undefined : await openText(uriOf(first));
    if (document !== undefined && !prose.has(document.languageId)) return document;
  }
  return undefined;
}

/** @returns undefined for what is no text: pictures have extensions, too. */
async function openText(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}
