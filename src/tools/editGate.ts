/** Stops a call in front of an edit that is large, until the user has seen it and said yes. */
import type { Preview } from "../shared/preview.ts";
import { isDelicate } from "./delicatePaths.ts";
import type { Editor } from "./editor.ts";
import type { FileEdits } from "./editorChanges.ts";
import { applyTo } from "./merge.ts";
import { linesTouched, previewOf, type TextChange } from "./preview.ts";
import { ToolError } from "./tool.ts";
import type { NotebookWork } from "./workbench/workbench.ts";

export type DiffPreview = Extract<Preview, { kind: "diff" }>;

export interface EditGateOptions {
  editor: Editor;
  /** An edit of more lines than these is large; so is one of more than one file. Infinity: none is, as allowed for good. */
  lines(): number;
  /** It waits. */
  asks(preview: DiffPreview): Promise<void>;
}

export class EditGate {
  /** For the one call. */
  readonly editor: Editor;
  readonly #options: EditGateOptions;
  #open = false;

  constructor(options: EditGateOptions) {
    const { editor } = options;
    this.#options = options;
    this.editor = {
      ...editor,
      edit: async (changes) => {
        const path = editor.active()?.path;
        if (this.#open || path === undefined) return editor.edit(changes);
        const files = [{ path, edits: changes }];
        await this.#pass(files, () => Promise.resolve(editor.text()));
        return editor.edit(changes);
      },
      applyEdits: async (files) => {
        if (!this.#open) await this.#pass(files, (path) => editor.textOf(path));
        return editor.applyEdits(files);
      },
      editing: { ...editor.editing, insertSnippet: (body) => this.#insertSnippet(body) },
      workbench: { ...editor.workbench, notebooks: this.#notebooks() },
    };
  }

  /** With its tab stops as they are written. */
  async #insertSnippet(body: string): Promise<void> {
    const { editor } = this.#options;
    const active = editor.active();
    if (!this.#open && active !== undefined) {
      const edits = active.selections.map((range) => ({ range, text: body }));
      await this.#pass([{ path: active.path, edits }], () => Promise.resolve(editor.text()));
      const now = editor.active()?.selections;
      if (JSON.stringify(now) !== JSON.stringify(active.selections)) {
        throw new ToolError("The cursor was moved since the question, so nothing was done. Call again.");
      }
    }
    return editor.editing.insertSnippet(body);
  }

  #notebooks(): NotebookWork {
    const { notebooks } = this.#options.editor.workbench;
    /** Of cells of the notebook in front. */
    const textOf = (at: number, count: number): string =>
      (notebooks.state()?.cells ?? [])
        .slice(at - 1, at - 1 + count)
        .map(({ text }) => text)
        .join("\n\n");
    const pass = async (at: number, count: number, after: string): Promise<void> => {
      const path = notebooks.state()?.path;
      if (this.#open || path === undefined) return;
      const now = (): string | undefined =>
        notebooks.state()?.path === path ? textOf(at, count) : undefined;
      await this.#passChanges([{ path, before: textOf(at, count), after }], () => Promise.resolve(now()));
    };
    return {
      ...notebooks,
      async replace(at, count, cells) {
        await pass(at, count, cells.map(({ text }) => text).join("\n\n"));
        return notebooks.replace(at, count, cells);
      },
      async write(cell, text) {
        await pass(cell, 1, text);
        return notebooks.write(cell, text);
      },
    };
  }

  /** The user has said yes to the whole call. */
  open(): void {
    this.#open = true;
  }

  async #pass(
    files: readonly FileEdits[],
    textOf: (path: string) => Promise<string | undefined>,
  ): Promise<void> {
    const changes: TextChange[] = [];
    for (const { path, edits } of files) {
      const before = (await textOf(path)) ?? "";
      changes.push({ path, before, after: applyTo(before, edits) });
    }
    await this.#passChanges(changes, textOf);
  }

  async #passChanges(
    changes: readonly TextChange[],
    textOf: (path: string) => Promise<string | undefined>,
  ): Promise<void> {
    const { lines, asks, editor } = this.#options;
    const active = editor.active()?.path;
    if (!isLarge(changes, lines())) return;
    await asks(previewOf(changes));
    // What was shown is done, or nothing: meanwhile the user may have typed, or gone elsewhere.
    if (
      active !== undefined &&
      changes.length === 1 &&
      changes[0]?.path === active &&
      editor.active()?.path !== active
    ) {
      await editor.open(active);
    }
    for (const { path, before } of changes) {
      if (((await textOf(path)) ?? "") !== before) {
        throw new ToolError(
          `${path} was changed since the question, so nothing was done. Look again, then call again.`,
        );
      }
    }
  }
}

function isLarge(changes: readonly TextChange[], lines: number): boolean {
  // What runs by itself when it was edited is asked about at any length, whatever is allowed.
  if (changes.some(({ path }) => isDelicate(path))) return true;
  if (lines === Infinity) return false;
  if (changes.length > 1) return true;
  return changes.reduce((sum, change) => sum + linesTouched(change), 0) > lines;
}
