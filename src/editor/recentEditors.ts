/** In which order the user was in the editors. VS Code tells only that of the tabs. */
import * as vscode from "vscode";
import { activeTextEditor, pathOf } from "./documents.ts";

/** More are not remembered. */
const mostPaths = 50;

export class RecentEditors implements vscode.Disposable {
  readonly #subscription: vscode.Disposable;
  /** The last one first. */
  #paths: string[] = [];

  constructor() {
    this.#note();
    this.#subscription = vscode.window.onDidChangeActiveTextEditor(() => this.#note());
  }

  /** The paths with those first where the user was last, then the others as they come. */
  order(paths: string[]): string[] {
    const known = this.#paths.filter((path) => paths.includes(path));
    return [...known, ...paths.filter((path) => !known.includes(path))];
  }

  /** The last one first. */
  paths(): string[] {
    return [...this.#paths];
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #note(): void {
    const active = activeTextEditor();
    if (active === undefined) return;
    const path = pathOf(active.document.uri);
    this.#paths = [path, ...this.#paths.filter((other) => other !== path)].slice(0, mostPaths);
  }
}
