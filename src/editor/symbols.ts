/** What language servers know: symbols. */
import * as vscode from "vscode";
import type { CodeSymbol, Position, Range } from "../tools/editor.ts";
import { wakeLanguageServer } from "./languageServers.ts";
import { fromPosition, pathOf, requireEditor, toRange } from "./documents.ts";

const kinds: readonly string[] = (
  "file module namespace package class method property field constructor enum interface function variable " +
  "constant string number boolean array object key null member struct event operator parameter"
).split(" ");

export const kindName = (kind: vscode.SymbolKind): string => kinds[kind] ?? "symbol";

export async function documentSymbols(): Promise<CodeSymbol[]> {
  const { uri } = requireEditor().document;
  const found = await vscode.commands.executeCommand<
    (vscode.DocumentSymbol | vscode.SymbolInformation)[] | undefined
  >("vscode.executeDocumentSymbolProvider", uri);
  return (found ?? []).flatMap((symbol) =>
    "children" in symbol ? flatten(symbol, "", pathOf(uri)) : [fromInformation(symbol)],
  );
}

function flatten(symbol: vscode.DocumentSymbol, container: string, path: string): CodeSymbol[] {
  const { name, kind, range, selectionRange, children } = symbol;
  const inside = children.flatMap((child) => flatten(child, name, path));
  return [
    { name, kind: kindName(kind), container, path, range: toRange(selectionRange), extent: toRange(range) },
    ...inside,
  ];
}

function fromInformation({ name, kind, containerName, location }: vscode.SymbolInformation): CodeSymbol {
  // Servers of the older kind write "name()" for what can be called.
  const plain = name.replace(/\(.*\)$/, "");
  const path = pathOf(location.uri);
  return {
    name: plain,
    kind: kindName(kind),
    container: containerName,
    path,
    range: toRange(location.range),
  };
}

export function createWorkspaceSymbols(): (query: string, signal: AbortSignal) => Promise<CodeSymbol[]> {
  let awake = false;
  return async (query, signal) => {
    const found = await findInWorkspace(query);
    if (found.length > 0) awake = true;
    if (awake) return found;
    await wakeLanguageServer(signal);
    awake = true;
    return findInWorkspace(query);
  };
}

async function findInWorkspace(query: string): Promise<CodeSymbol[]> {
  const found = await vscode.commands.executeCommand<vscode.SymbolInformation[] | undefined>(
    "vscode.executeWorkspaceSymbolProvider",
    query,
  );
  return (found ?? [])
    .filter(({ location }) => vscode.workspace.getWorkspaceFolder(location.uri) !== undefined)
    .map(fromInformation);
}

/** What the language server would select around a place, from the innermost on. */
export async function selectionRanges(at: Position): Promise<Range[]> {
  const found = await vscode.commands.executeCommand<vscode.SelectionRange[] | undefined>(
    "vscode.executeSelectionRangeProvider",
    requireEditor().document.uri,
    [fromPosition(at)],
  );
  const ranges: Range[] = [];
  for (let next = found?.[0]; next !== undefined; next = next.parent) ranges.push(toRange(next.range));
  return ranges;
}
