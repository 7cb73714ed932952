/**
 * What tools need of an editor, in the tools' own terms, so that they load and run without VS Code.
 * Lines and columns are 1-based; paths are relative to the workspace, with forward slashes.
 */

export interface Position {
  line: number;
  column: number;
}

/** From `start` up to, not including, `end`. */
export interface Range {
  start: Position;
  end: Position;
}

export interface Problem {
  path: string;
  line: number;
  column: number;
  severity: "error" | "warning" | "information" | "hint";
  message: string;
}

export interface CodeSymbol {
  name: string;
  /** "function", "class", "method" and so on. */
  kind: string;
  /** The name of what it is in, or "". */
  container: string;
  path: string;
  range: Range;
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
  cursor: Position;
  selection: Range;
  /** At most the first 2,000 characters of what is selected. */
  selectedText: string;
  visible: { from: number; to: number };
}

export interface Editor {
  /** Whether the user trusts this workspace. Where not, only `read` tools run. */
  trusted(): boolean;

  /** @returns undefined where no text editor is active. */
  active(): ActiveEditor | undefined;
  /** The text of lines `from` to `to` of the active editor, both included, clipped to the document. */
  lines(from: number, to: number): string[];
  /** The whole text of the active editor. */
  text(): string;
  openEditors(): string[];
  branch(): Promise<string | undefined>;
  problems(): Problem[];

  files(signal: AbortSignal): Promise<string[]>;
  open(path: string, at?: Position): Promise<void>;
  /** Puts the cursor at `range`, selecting it where it is not empty, and scrolls there. */
  select(range: Range): Promise<void>;

  documentSymbols(signal: AbortSignal): Promise<CodeSymbol[]>;
  workspaceSymbols(query: string, signal: AbortSignal): Promise<CodeSymbol[]>;
  /** Where what is at the cursor is defined. */
  definitions(signal: AbortSignal): Promise<{ path: string; range: Range }[]>;
  back(): Promise<void>;

  /** Replaces ranges of the active document in one step that one undo takes back. */
  edit(changes: { range: Range; text: string }[]): Promise<void>;
  undo(): Promise<void>;
  redo(): Promise<void>;
  /** @returns false where VS Code did not save, for example because the user cancelled. */
  save(): Promise<boolean>;

  commands(): Promise<Command[]>;
  runCommand(id: string, args: unknown[]): Promise<unknown>;
}
