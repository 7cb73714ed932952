/** An editor of several files in memory, as far as changing them and taking that back needs it. */
import type { Change } from "../../../src/tools/changes.ts";
import { EditorError, type Editor } from "../../../src/tools/editor.ts";
import { applyTo } from "../../../src/tools/merge.ts";
import { createMemoryEditor } from "./memoryEditor.ts";

export interface FilesEditor {
  editor: Editor;
  /** By path. May be changed by hand. */
  files: Map<string, string>;
  settings: Map<string, unknown>;
  /** The file in front. */
  front: { path: string };
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const decode = (content: Uint8Array): string => new TextDecoder().decode(content);

export function createFilesEditor(texts: Record<string, string>): FilesEditor {
  const files = new Map(Object.entries(texts));
  const settings = new Map<string, unknown>();
  const front = { path: [...files.keys()][0] ?? "" };
  const recordings = new Set<Change[]>();
  const memory = createMemoryEditor();
  const note = (change: Change): void => {
    for (const changes of recordings) changes.push(change);
  };
  const active = (): NonNullable<ReturnType<Editor["active"]>> => ({
    ...memory.editor.active()!,
    path: front.path,
    lineCount: (files.get(front.path) ?? "").split("\n").length,
  });
  const editor: Editor = {
    ...memory.editor,
    active,
    text: () => files.get(front.path) ?? "",
    lines: (from, to) => (files.get(front.path) ?? "").split("\n").slice(from - 1, to),
    edit: async (changes) => void files.set(front.path, applyTo(files.get(front.path) ?? "", changes)),
    open: async (path) => {
      front.path = path;
    },
    record() {
      const before = new Map(files);
      const changes: Change[] = [];
      recordings.add(changes);
      return {
        async end() {
          recordings.delete(changes);
          for (const [path, text] of before) {
            const after = files.get(path);
            if (after !== undefined && after !== text)
              changes.push({ kind: "text", path, before: text, after });
          }
          return changes;
        },
      };
    },
    textOf: async (path) => files.get(path),
    contentOf: async (path) => (files.has(path) ? encode(files.get(path) ?? "") : undefined),
    async applyEdits(edits) {
      for (const { path, edits: each } of edits) files.set(path, applyTo(files.get(path) ?? "", each));
    },
    async createFile(path, content) {
      if (files.has(path)) throw new EditorError(`${path} is there already.`);
      files.set(path, decode(content));
      note({ kind: "created", path, content });
    },
    async deleteFile(path) {
      const text = files.get(path);
      if (text === undefined) throw new EditorError(`There is no file ${path}.`);
      files.delete(path);
      note({ kind: "deleted", path, content: encode(text) });
    },
    async renameFile(from, to) {
      const text = files.get(from);
      if (text === undefined) throw new EditorError(`There is no file ${from}.`);
      if (files.has(to)) throw new EditorError(`${to} is there already.`);
      files.delete(from);
      files.set(to, text);
      note({ kind: "renamed", from, to });
    },
    setting: (name) => settings.get(name),
    async changeSetting(name, target, value) {
      note({ kind: "setting", name, target, before: settings.get(name), after: value });
      settings.set(name, value);
    },
  };
  return { editor, files, settings, front };
}
