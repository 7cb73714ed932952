/** What moving, files, layout, reading, notebooks and settings need of the editor beyond its port. */
import type { SettingTarget } from "../changes.ts";
import type { CodeSymbol, Location, Position } from "../editor.ts";

export const relations = ["definition", "declaration", "implementation", "type", "references"] as const;
export type Relation = (typeof relations)[number];

/** A tab of an editor group; groups and places in them count from 1. */
export interface Tab {
  label: string;
  /** Undefined where it shows no file. */
  path?: string;
  group: number;
  index: number;
  active: boolean;
  unsaved: boolean;
  pinned: boolean;
}

export interface FileFacts {
  /** In bytes, on the disk; undefined where it was never saved. */
  size?: number;
  encoding?: string;
  lineEnds: "LF" | "CRLF";
  /** "tabs", or how many spaces. */
  indentation: string;
}

export type Hierarchy = "callers" | "calls" | "supertypes" | "subtypes";

export interface Cell {
  kind: "code" | "markdown";
  language: string;
  text: string;
  /** The text parts of what it has put out. */
  outputs: string[];
  /** Undefined where it was not run. */
  succeeded?: boolean;
}

export interface NotebookState {
  path: string;
  cells: Cell[];
  /** The selected one, from 1. */
  current: number;
  /** It has a kernel. */
  runnable: boolean;
}

/** A setting that VS Code or an extension declares. */
export interface SettingSchema {
  name: string;
  types: string[];
  /** The values that it may have, where they are listed. */
  values?: unknown[];
  minimum?: number;
  maximum?: number;
  /** False where it belongs to the user's machine, and a workspace cannot set it. */
  inWorkspace: boolean;
}

export interface NotebookWork {
  /** @returns undefined where no notebook is open in front. */
  state(): NotebookState | undefined;
  select(cell: number): void;
  /** Puts cells in the place of `count` cells from cell `at` on. */
  replace(
    at: number,
    count: number,
    cells: readonly Pick<Cell, "kind" | "language" | "text">[],
  ): Promise<void>;
  /** Changes the text of a cell and keeps its outputs. */
  write(cell: number, text: string): Promise<void>;
  /** Resolves when the cells have been run, or when `signal` aborts. */
  run(cells: readonly number[], signal: AbortSignal): Promise<void>;
}

/** Positions are of the active document; paths as in the rest of the port. */
export interface Workbench {
  related(relation: Relation, at: Position, signal: AbortSignal): Promise<Location[]>;
  breakpoints(): Location[];
  mark(name: string, place: Location): void;
  /** Where they are now, though lines came and went above. */
  marks(): ReadonlyMap<string, Location>;
  /** Runs a command of VS Code's own on the editor. @throws {EditorError} where it failed. */
  run(command: string, ...args: readonly unknown[]): Promise<void>;

  /** The last one first, without the one in front. */
  recent(): string[];
  createFolder(path: string): Promise<void>;
  /** With all that is in it where it is a folder. @returns whether it can be found in the trash. */
  trash(path: string): Promise<boolean>;
  /** Opens a text that has no file yet. */
  openText(text: string, language: string | undefined): Promise<void>;
  /** Shows two texts beside each other; undefined: what the disk or the last commit has. */
  compare(path: string, other: string | { was: "saved" | "HEAD" }): Promise<void>;
  /** @returns how many were saved, and which were not because they are outside of the workspace. */
  saveAll(): Promise<{ saved: number; outside: string[] }>;
  unsaved(): string[];
  isFolder(path: string): Promise<boolean | undefined>;

  tabs(): Tab[];
  showTab(tab: Tab): Promise<void>;
  /** Without asking: what is unsaved is lost where `discard` is set, else such tabs stay. */
  closeTabs(tabs: readonly Tab[], discard: boolean): Promise<void>;

  hover(at: Position, signal: AbortSignal): Promise<string[]>;
  signature(at: Position, signal: AbortSignal): Promise<string | undefined>;
  /** The titles of the quick fixes at a place. */
  fixes(at: Position, signal: AbortSignal): Promise<string[]>;
  hierarchy(kind: Hierarchy, at: Position, signal: AbortSignal): Promise<CodeSymbol[]>;
  facts(): Promise<FileFacts>;
  /** The text of the last commit; undefined where it has no such file. */
  committed(path: string): Promise<string | undefined>;
  /** What the file has on the disk, with "\n" between lines; undefined where there is none. */
  saved(path: string): Promise<string | undefined>;

  notebooks: NotebookWork;

  /** All that are declared. */
  settings(): SettingSchema[];
  /** The value that is in force, and where one is set. */
  settingNow(name: string): { value: unknown; set: SettingTarget | undefined };
}
