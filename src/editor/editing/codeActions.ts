/** What language servers change on demand: renames, code actions, formatting. */
import * as vscode from "vscode";
import type { CodeAction } from "../../tools/editing/port.ts";
import { EditorError, type Position, type Range } from "../../tools/editor.ts";
import type { FileEdits } from "../../tools/editorChanges.ts";
import type { TextEdit } from "../../tools/merge.ts";
import { fromPosition, fromRange, pathOf, requireEditor, toRange } from "../documents.ts";
import { requireInside } from "../inside.ts";
import { note } from "../recording.ts";

/** So many are worked out in full. More are offered nowhere but in long lists of the same. */
const mostResolved = 30;

export async function renameEdits(at: Position, name: string): Promise<FileEdits[]> {
  const { document } = requireEditor();
  try {
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit | undefined>(
      "vscode.executeDocumentRenameProvider",
      document.uri,
      fromPosition(at),
      name,
    );
    return edit === undefined ? [] : editsOf(edit);
  } catch (error) {
    throw new EditorError(`It cannot be renamed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export async function codeActions(range: Range, kind: string | undefined): Promise<CodeAction[]> {
  const { document } = requireEditor();
  const found = await vscode.commands.executeCommand<(vscode.CodeAction | vscode.Command)[] | undefined>(
    "vscode.executeCodeActionProvider",
    document.uri,
    fromRange(range),
    kind,
    mostResolved,
  );
  return Promise.all((found ?? []).map(described));
}

async function described(action: vscode.CodeAction | vscode.Command): Promise<CodeAction> {
  if (!isCodeAction(action)) {
    const { title } = action;
    return { title, kind: "", preferred: false, edits: undefined, run: () => runCommand(action) };
  }
  const { title, kind, isPreferred = false, disabled, edit, command } = action;
  const plain = edit !== undefined && (await isOfTexts(edit));
  return {
    title,
    kind: kind?.value ?? "",
    preferred: isPreferred,
    ...(disabled !== undefined && { disabled: disabled.reason }),
    // A command after an edit does what is nice to have, such as asking for a name.
    edits: plain ? editsOf(edit) : undefined,
    async run() {
      if (edit !== undefined) await apply(edit);
      else if (command !== undefined) await runCommand(command);
    },
  };
}

function isCodeAction(action: vscode.CodeAction | vscode.Command): action is vscode.CodeAction {
  return typeof action.command !== "string";
}

function editsOf(edit: vscode.WorkspaceEdit): FileEdits[] {
  return edit
    .entries()
    .filter(([, edits]) => edits.length > 0)
    .map(([uri, edits]) => ({ path: pathOf(uri), edits: edits.map(toEdit) }));
}

function toEdit({ range, newText }: vscode.TextEdit): TextEdit {
  return { range: toRange(range), text: newText.replaceAll("\r\n", "\n") };
}

/** The API does not tell which files an edit makes: those that are written and not there. */
async function isOfTexts(edit: vscode.WorkspaceEdit): Promise<boolean> {
  const entries = edit.entries();
  if (entries.length === 0) return false;
  const there = await Promise.all(
    entries.map(([uri]) =>
      vscode.workspace.fs.stat(uri).then(
        () => true,
        () => uri.scheme === "untitled",
      ),
    ),
  );
  return there.every(Boolean);
}

/** What it does to files is noted, so that it can be taken back. */
async function apply(edit: vscode.WorkspaceEdit): Promise<void> {
  for (const [uri] of edit.entries()) await requireInside(uri);
  const created: vscode.Uri[] = [];
  const watching = [
    vscode.workspace.onDidCreateFiles(({ files }) => void created.push(...files)),
    vscode.workspace.onDidRenameFiles(({ files }) => {
      for (const { oldUri, newUri } of files)
        note({ kind: "renamed", from: pathOf(oldUri), to: pathOf(newUri) });
    }),
    vscode.workspace.onDidDeleteFiles(({ files }) => {
      for (const uri of files) note({ kind: "deleted", path: pathOf(uri), content: undefined });
    }),
  ];
  try {
    if (!(await vscode.workspace.applyEdit(edit)))
      throw new EditorError("The editor did not take the change.");
    for (const uri of created) {
      await (await vscode.workspace.openTextDocument(uri)).save();
      note({ kind: "created", path: pathOf(uri), content: await vscode.workspace.fs.readFile(uri) });
    }
  } finally {
    for (const each of watching) each.dispose();
  }
}

async function runCommand({ command, arguments: args = [] }: vscode.Command): Promise<void> {
  await vscode.commands.executeCommand(command, ...(args as unknown[]));
}

export async function formatEdits(range: Range | undefined): Promise<TextEdit[] | undefined> {
  const { document, options } = requireEditor();
  const wanted = { tabSize: Number(options.tabSize), insertSpaces: options.insertSpaces !== false };
  const found = await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>(
    range === undefined ? "vscode.executeFormatDocumentProvider" : "vscode.executeFormatRangeProvider",
    document.uri,
    ...(range === undefined ? [] : [fromRange(range)]),
    wanted,
  );
  return found?.map(toEdit);
}
