/** Numbers in the editor, before the places that the user may choose from. */
import * as vscode from "vscode";
import type { Choices } from "../tools/editor.ts";
import { activeTextEditor, fromPosition, pathOf } from "./documents.ts";

/** In milliseconds. After that, a number that is said is about something else. */
const patience = 60_000;

export class ShownChoices {
  #shown: Choices | undefined;
  #parts: vscode.Disposable | undefined;

  shown(): Choices | undefined {
    return this.#shown;
  }

  show(choices: Choices): void {
    this.hide();
    this.#shown = choices;
    const editor = activeTextEditor();
    const document = editor?.document;
    const type = decorationType();
    editor?.setDecorations(type, decorations(choices, document));
    const timer = setTimeout(() => this.hide(), patience);
    this.#parts = vscode.Disposable.from(
      type,
      new vscode.Disposable(() => clearTimeout(timer)),
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === document && event.contentChanges.length > 0) this.hide();
      }),
      vscode.window.onDidChangeActiveTextEditor(() => {
        const active = activeTextEditor();
        if (active !== undefined && active.document !== document) this.hide();
      }),
    );
  }

  hide(): void {
    this.#parts?.dispose();
    this.#parts = undefined;
    this.#shown = undefined;
  }
}

/** In the colours of the text, the other way round: that is readable in every theme. */
function decorationType(): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    before: {
      color: new vscode.ThemeColor("editor.background"),
      backgroundColor: new vscode.ThemeColor("editor.foreground"),
      border: "2px solid",
      borderColor: new vscode.ThemeColor("editor.foreground"),
      fontWeight: "bold",
      margin: "0 0.3em 0 0",
    },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
}

function decorations(
  { places }: Choices,
  document: vscode.TextDocument | undefined,
): vscode.DecorationOptions[] {
  const path = document === undefined ? undefined : pathOf(document.uri);
  return places.flatMap((place, index) => {
    if (place.path !== path) return [];
    const at = fromPosition(place.range.start);
    return [
      { range: new vscode.Range(at, at), renderOptions: { before: { contentText: String(index + 1) } } },
    ];
  });
}
