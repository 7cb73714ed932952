/**
 * What tools need of an editor, in the tools' own terms, so that they load and run without VS Code.
 * Lines and columns are 1-based. Paths are relative to the workspace, with forward slashes; what is
 * outside it has its absolute path, and what is not a file its address.
 */
import type { EditingPort } from "./editing/port.ts";
import type { Agents } from "./agents.ts";
import type { EditorChanges } from "./editorChanges.ts";

import type { SyntaxKind } from "../targets/syntax/scopeTable.ts";
import type { Target } from "../targets/target.ts";
import type { Workbench } from "./workbench/workbench.ts";
import type { Debugging } from "./debug/debugging.ts";
import type { Git } from "./git/git.ts";
import type { Tasks } from "./tasks/tasks.ts";
import type { Terminals } from "./terminal/terminals.ts";
import type { Tests } from "./testing/tests.ts";

export interface Position {
  line: number;
  column: number;
}

/** From `start` up to, not including, `end`. */
export interface Range {
  start: Position;
  end: Position;
}

export interface Location {
  path: string;
  range: Range;
}

export interface Problem {
  path: string;
  line: number;
  column: number;
  severity: "error" | "warning" | "information" | "hint";
  message: string;
}

export interface CodeSymbol extends Location {
  name: string;
  /** "function", "class", "method" and so on. */
  kind: string;
  /** The name of what it is in, or "". */
  container: string;
  /** All of it, where `range` is its name alone. */
  extent?: Range;
}

/** A piece of code that its syntax sets apart. */
export interface Scope {
  range: Range;
  /** Where "this" means it: itself, or what it belongs to, as a condition to its whole statement. */
  domain: Range;
  /** What is between its brackets or quotes; for a function, its body. */
  inside?: Range;
  name?: Range;
}

/** The syntax of one version of one document. */
export interface Syntax {
  /** Whether its language has such scopes at all. */
  knows(kind: SyntaxKind): boolean;
  /** Those whose domain touches `within`, in the order in which they begin; outer ones first. */
  scopes(kind: SyntaxKind, within: Range): Scope[];
  /** What has `range` in it and is more than that, from the innermost on. */
  around(range: Range): Range[];
}

/** Places that fit equally well, of which the user is to name one by its number. */
export interface Choices {
  places: readonly Location[];
  /** What was looked for. */
  target: Target;
  /** What was chosen before where more than one thing was left open. */
  answers: readonly Location[];
}

export interface Command {
  id: string;
  /** As the palette shows it, "View: Toggle Terminal"; words made from the id where no title is known. */
  title: string;
}

/** The state of the active text editor. */
export interface ActiveEditor {
  path: string;
  language: string;
  lineCount: number;
  dirty: boolean;
  /** It has never been saved, and has no place on the disk yet. */
  untitled: boolean;
  cursor: Position;
  /** The primary one: its cursor is the one above. */
  selection: Range;
  /** All of them, the primary one first; none touches the inside of another. */
  selections: Range[];
  /** At most the first 2,000 characters of what is selected. */
  selectedText: string;
  visible: { from: number; to: number };
}

/** The editor could not do it; the message is in words for the user and the model. */
export class EditorError extends Error {
  override readonly name = "EditorError";
}

/** Every method that needs an active text editor throws an {@link EditorError} where there is none. */
export interface Editor extends EditorChanges {
  readonly editing: EditingPort;

  /** Whether the user trusts this workspace. Where not, only `read` tools run. */
  trusted(): boolean;
  /** Moving, files, layout, reading, notebooks, settings. */
  readonly workbench: Workbench;

  /** @returns undefined where no text editor is active. */
  active(): ActiveEditor | undefined;
  /** The text of lines `from` to `to` of the active editor, both included, clipped to the document. */
  lines(from: number, to: number): string[];
  /** The whole text of the active editor, with "\n" between lines whatever the file has. */
  text(): string;
  /** The paths of the open tabs. */
  openEditors(): string[];
  /** @returns undefined where the active file is in no Git repository, or Git has not been started. */
  branch(): Promise<string | undefined>;
  problems(): Problem[];

  /** The workspace's files, without the excluded ones; at most 20,000. */
  files(signal: AbortSignal): Promise<string[]>;
  open(path: string, at?: Position): Promise<void>;
  /**
   * Puts the cursor at the end of `range`, selecting it where it is not empty, and scrolls there; with more
   * cursors for the others.
   */
  select(range: Range, others?: readonly Range[]): Promise<void>;
  /**
   * Begins to select and does not wait, which is most of what a spoken "go to line" would take. For tools that
   * do not read the cursor afterwards.
   */
  startSelecting(range: Range, others?: readonly Range[]): void;
  /** Resolves when what was begun is done. To be awaited before the next call looks at anything. */
  settled(): Promise<void>;

  /** Draws a number before each place that is in the active document, until it changes or a minute has passed. */
  showChoices(choices: Choices): void;
  /** @returns undefined where none are shown, or the document has changed since. */
  shownChoices(): Choices | undefined;
  hideChoices(): void;

  /** @returns undefined where the active document's language is not known, or it is too long to be read. */
  syntax(signal: AbortSignal): Promise<Syntax | undefined>;
  /** What the language server would select around a place, from the innermost on. */
  selectionRanges(at: Position, signal: AbortSignal): Promise<Range[]>;
  documentSymbols(signal: AbortSignal): Promise<CodeSymbol[]>;
  workspaceSymbols(query: string, signal: AbortSignal): Promise<CodeSymbol[]>;

  /**
   * Replaces ranges of the active document in one step that one undo takes back.
   * @throws {EditorError} where the document is outside the workspace, or cannot be changed.
   */
  edit(changes: { range: Range; text: string }[]): Promise<void>;
  /** @returns false where there was nothing to undo. */
  undo(): Promise<boolean>;
  /** @returns false where there was nothing to redo. */
  redo(): Promise<boolean>;
  /** @returns false where VS Code did not save. */
  save(): Promise<boolean>;

  commands(): Promise<Command[]>;
  /** @throws {EditorError} where the command failed, with its own words. */
  runCommand(id: string, args?: readonly unknown[]): Promise<void>;
  /** Other tools, other models, and where the user is. */
  agents: Agents;

  terminals: Terminals;
  tasks: Tasks;
  tests: Tests;
  debug: Debugging;
  git: Git;
}
