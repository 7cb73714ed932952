/** What the model is told of this window's editor before each turn, as far as the user wants that. */
import type * as vscode from "vscode";
import { readBranch } from "../editor/branch.ts";
import { RecentEditors } from "../editor/recentEditors.ts";
import type { Log } from "../session/log.ts";
import type { Editor } from "../tools/editor.ts";
import { editorContext } from "../tools/editorContext.ts";
import { contextDetail } from "./settings.ts";

export interface EditorSituationOptions {
  editor: Editor;
  log: Log;
}

export class EditorSituation implements vscode.Disposable {
  readonly #options: EditorSituationOptions;
  readonly #recent = new RecentEditors();
  readonly #editor: Editor;

  constructor(options: EditorSituationOptions) {
    const { editor } = options;
    this.#options = options;
    this.#editor = { ...editor, openEditors: () => this.#recent.order(editor.openEditors()) };
  }

  /** As it is now; "" where nothing is to be told. */
  text(): string {
    try {
      return editorContext(this.#editor, contextDetail(), readBranch());
    } catch (error) {
      // Parts of it come from other extensions, Git's among them. A turn goes on without it.
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.#options.log.error(`The model could not be told of the editor: ${reason}`);
      return "";
    }
  }

  dispose(): void {
    this.#recent.dispose();
  }
}
