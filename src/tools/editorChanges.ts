/** The part of the editor's port that changes things beyond the active document, and notes what was changed. */
import type { Change, SettingTarget } from "./changes.ts";
import type { TextEdit } from "./merge.ts";

export interface FileEdits {
  path: string;
  /** None touches another. */
  edits: readonly TextEdit[];
}

/** Notes what changes in the editor from its beginning to its end, whoever changes it. */
export interface Recording {
  /** In the order in which it came; texts as they are at the end, and last. */
  end(): Promise<Change[]>;
}

/** Paths are as in the rest of the port. All of it throws an `EditorError` outside of the workspace's folders. */
export interface EditorChanges {
  record(): Recording;
  /** The text of a file, open or not, with "\n" between lines; undefined where there is none. */
  textOf(path: string): Promise<string | undefined>;
  /** What the file holds, as it is on the disk or as it would be saved; undefined where there is none. */
  contentOf(path: string): Promise<Uint8Array | undefined>;
  /** Changes several files in one step. What is not open is saved, because nobody would see that it is not. */
  applyEdits(files: readonly FileEdits[]): Promise<void>;
  /** With its folders. Fails where it is there already. */
  createFile(path: string, content: Uint8Array): Promise<void>;
  deleteFile(path: string): Promise<void>;
  /** Fails where there is something at the new path. */
  renameFile(from: string, to: string): Promise<void>;
  /** What the setting is there; undefined where it is not set. */
  setting(name: string, target: SettingTarget): unknown;
  /** @param value undefined takes the setting away. */
  changeSetting(name: string, target: SettingTarget, value: unknown): Promise<void>;
}
