/** Places: related ones that language servers know, breakpoints, and marks. */
import * as vscode from "vscode";
import { EditorError, type CodeSymbol, type Location, type Position } from "../../tools/editor.ts";
import type { Hierarchy, Relation } from "../../tools/workbench/workbench.ts";
import { fromPosition, pathOf, requireEditor, toRange } from "../documents.ts";
import { kindName } from "../symbols.ts";

const providers: Record<Relation, string> = {
  definition: "vscode.executeDefinitionProvider",
  declaration: "vscode.executeDeclarationProvider",
  implementation: "vscode.executeImplementationProvider",
  type: "vscode.executeTypeDefinitionProvider",
  references: "vscode.executeReferenceProvider",
};

export async function related(relation: Relation, at: Position): Promise<Location[]> {
  const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[] | undefined>(
    providers[relation],
    requireEditor().document.uri,
    fromPosition(at),
  );
  return (found ?? []).map((place) =>
    "targetUri" in place
      ? { path: pathOf(place.targetUri), range: toRange(place.targetSelectionRange ?? place.targetRange) }
      : { path: pathOf(place.uri), range: toRange(place.range) },
  );
}

export function breakpoints(): Location[] {
  return vscode.debug.breakpoints.flatMap((each) =>
    each instanceof vscode.SourceBreakpoint
      ? [{ path: pathOf(each.location.uri), range: toRange(each.location.range) }]
      : [],
  );
}

interface HierarchyItem {
  name: string;
  kind: vscode.SymbolKind;
  detail?: string;
  uri: vscode.Uri;
  range: vscode.Range;
  selectionRange: vscode.Range;
}

const hierarchies: Record<Hierarchy, { prepare: string; provide: string }> = {
  callers: { prepare: "vscode.prepareCallHierarchy", provide: "vscode.provideIncomingCalls" },
  calls: { prepare: "vscode.prepareCallHierarchy", provide: "vscode.provideOutgoingCalls" },
  supertypes: { prepare: "vscode.prepareTypeHierarchy", provide: "vscode.provideSupertypes" },
  subtypes: { prepare: "vscode.prepareTypeHierarchy", provide: "vscode.provideSubtypes" },
};

export async function hierarchy(kind: Hierarchy, at: Position): Promise<CodeSymbol[]> {
  const { prepare, provide } = hierarchies[kind];
  const { uri } = requireEditor().document;
  const items = await vscode.commands.executeCommand<HierarchyItem[] | undefined>(
    prepare,
    uri,
    fromPosition(at),
  );
  const [item] = items ?? [];
  if (item === undefined) {
    throw new EditorError("The language's server knows no such hierarchy of what is there.");
  }
  type Found = HierarchyItem | { from: HierarchyItem } | { to: HierarchyItem };
  const found = (await vscode.commands.executeCommand<Found[] | undefined>(provide, item)) ?? [];
  return found
    .map((each) => ("from" in each ? each.from : "to" in each ? each.to : each))
    .map(({ name, kind, detail = "", uri, selectionRange, range }) => ({
      name,
      kind: kindName(kind),
      container: detail,
      path: pathOf(uri),
      range: toRange(selectionRange),
      extent: toRange(range),
    }));
}

/** Places with names that the user gave them. They live as long as the window. */
export class Marks {
  readonly #marks = new Map<string, Location>();

  constructor() {
    // For as long as the extension runs: marks are never wrong by the lines that came above them.
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const path = pathOf(document.uri);
      for (const { range, text } of contentChanges) this.#move(path, range, text);
    });
  }

  set(name: string, place: Location): void {
    this.#marks.set(name, place);
  }

  all(): ReadonlyMap<string, Location> {
    return this.#marks;
  }

  #move(path: string, { start, end }: vscode.Range, text: string): void {
    const shift = text.split("\n").length - 1 - (end.line - start.line);
    if (shift === 0) return;
    for (const [name, mark] of this.#marks) {
      const { line, column } = mark.range.start;
      const isAbove = start.line + 1 < line || (start.line + 1 === line && start.character < column - 1);
      const isBefore = isAbove || (start.line + 1 === line && start.character === 0);
      if (mark.path !== path || !isBefore) continue;
      const at = { line: Math.max(line + shift, start.line + 1), column };
      this.#marks.set(name, { path, range: { start: at, end: at } });
    }
  }
}
