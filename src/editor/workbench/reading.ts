/** What language servers tell about a place. */
import * as vscode from "vscode";
import type { Position } from "../../tools/editor.ts";
import { fromPosition, requireEditor } from "../documents.ts";

export async function hover(at: Position): Promise<string[]> {
  const found = await vscode.commands.executeCommand<vscode.Hover[] | undefined>(
    "vscode.executeHoverProvider",
    requireEditor().document.uri,
    fromPosition(at),
  );
  return (found ?? []).flatMap(({ contents }) =>
    contents
      .map((part) => (typeof part === "string" ? part : part.value).trim())
      .filter((text) => text !== ""),
  );
}

/** @returns undefined where the place is in no call that the server knows. */
export async function signature(at: Position): Promise<string | undefined> {
  const found = await vscode.commands.executeCommand<vscode.SignatureHelp | undefined>(
    "vscode.executeSignatureHelpProvider",
    requireEditor().document.uri,
    fromPosition(at),
  );
  return found?.signatures[found.activeSignature]?.label;
}

export async function fixes(at: Position): Promise<string[]> {
  const position = fromPosition(at);
  const { uri } = requireEditor().document;
  const problem = vscode.languages.getDiagnostics(uri).find(({ range }) => range.contains(position));
  const found = await vscode.commands.executeCommand<(vscode.CodeAction | vscode.Command)[] | undefined>(
    "vscode.executeCodeActionProvider",
    uri,
    problem?.range ?? new vscode.Range(position, position),
    vscode.CodeActionKind.QuickFix.value,
  );
  return [...new Set((found ?? []).map(({ title }) => title))];
}
