/** The notebook in front, by VS Code's notebook API. */
import * as vscode from "vscode";
import { EditorError } from "../../tools/editor.ts";
import type { Cell, NotebookState, NotebookWork } from "../../tools/workbench/workbench.ts";
import { pathOf } from "../documents.ts";
import { requireInside } from "../inside.ts";

export const notebooks: NotebookWork = {
  state: notebookState,
  select(cell) {
    const editor = requireNotebook();
    const range = new vscode.NotebookRange(cell - 1, cell);
    editor.selections = [range];
    editor.revealRange(range, vscode.NotebookEditorRevealType.InCenterIfOutsideViewport);
  },
  async replace(at, count, cells) {
    const { notebook } = requireNotebook();
    const data = cells.map(
      ({ kind, language, text }) =>
        new vscode.NotebookCellData(
          kind === "code" ? vscode.NotebookCellKind.Code : vscode.NotebookCellKind.Markup,
          text,
          language,
        ),
    );
    const range = new vscode.NotebookRange(at - 1, at - 1 + count);
    await change(notebook.uri, (edit) =>
      edit.set(notebook.uri, [vscode.NotebookEdit.replaceCells(range, data)]),
    );
  },
  async write(cell, text) {
    const { document } = requireNotebook().notebook.cellAt(cell - 1);
    const end = document.lineAt(document.lineCount - 1).range.end;
    const whole = new vscode.Range(new vscode.Position(0, 0), end);
    await change(requireNotebook().notebook.uri, (edit) => edit.replace(document.uri, whole, text));
  },
  run,
};

async function change(uri: vscode.Uri, make: (edit: vscode.WorkspaceEdit) => void): Promise<void> {
  await requireInside(uri);
  const edit = new vscode.WorkspaceEdit();
  make(edit);
  if (!(await vscode.workspace.applyEdit(edit))) throw new EditorError("The notebook cannot be changed now.");
}

function requireNotebook(): vscode.NotebookEditor {
  const editor = vscode.window.activeNotebookEditor;
  if (editor === undefined) throw new EditorError("No notebook is open. Open one first.");
  return editor;
}

function notebookState(): NotebookState | undefined {
  const editor = vscode.window.activeNotebookEditor;
  if (editor === undefined) return undefined;
  const { notebook, selection } = editor;
  return {
    path: pathOf(notebook.uri),
    cells: notebook.getCells().map(describe),
    current: Math.min(selection.start + 1, notebook.cellCount),
    runnable: notebook.getCells().some(({ kind }) => kind === vscode.NotebookCellKind.Code),
  };
}

function describe({ kind, document, outputs, executionSummary }: vscode.NotebookCell): Cell {
  const succeeded = executionSummary?.success;
  return {
    kind: kind === vscode.NotebookCellKind.Code ? "code" : "markdown",
    language: document.languageId,
    text: document.getText().replaceAll("\r\n", "\n"),
    outputs: outputs.map(textOfOutput).filter((text) => text !== ""),
    ...(succeeded !== undefined && { succeeded }),
  };
}

const errorType = "application/vnd.code.notebook.error";
const isText = /^(text\/(?!html)|application\/(json|vnd\.code\.notebook\.))/;

/** One form of it: an output may hold the same as text and as a picture. */
function textOfOutput({ items }: vscode.NotebookCellOutput): string {
  const item = items.find(({ mime }) => isText.test(mime));
  if (item === undefined) return items[0] === undefined ? "" : `[${items[0].mime}]`;
  const text = new TextDecoder().decode(item.data);
  if (item.mime !== errorType) return text;
  const error: unknown = JSON.parse(text);
  const part = (name: string): string =>
    typeof error === "object" && error !== null && name in error ? String(Reflect.get(error, name)) : "";
  return `${part("name")}: ${part("message")}`;
}

/** The command ends before the cells have, in kernels that run them in the background. */
async function run(cells: readonly number[], signal: AbortSignal): Promise<void> {
  const { notebook } = requireNotebook();
  const waiting = new Map(
    cells
      .map((number) => notebook.cellAt(number - 1))
      .filter(({ kind }) => kind === vscode.NotebookCellKind.Code)
      .map((cell) => [cell, cell.executionSummary?.timing?.endTime] as const),
  );
  const ended = Promise.withResolvers<void>();
  const hasEnded = (cell: vscode.NotebookCell): boolean => {
    const end = cell.executionSummary?.timing?.endTime;
    return end !== undefined && end !== waiting.get(cell);
  };
  const look = (): void => {
    if ([...waiting.keys()].every(hasEnded)) ended.resolve();
  };
  const subscription = vscode.workspace.onDidChangeNotebookDocument((event) => {
    if (event.notebook === notebook) look();
  });
  const abort = (): void =>
    ended.reject(new EditorError("It was not waited for any longer; it may still run."));
  signal.addEventListener("abort", abort, { once: true });
  try {
    if (waiting.size === 0) return;
    const ranges = cells.map((number) => ({ start: number - 1, end: number }));
    await Promise.race([
      vscode.commands.executeCommand("notebook.cell.execute", { ranges, document: notebook.uri }),
      ended.promise,
    ]);
    look();
    await ended.promise;
  } finally {
    subscription.dispose();
    signal.removeEventListener("abort", abort);
  }
}
