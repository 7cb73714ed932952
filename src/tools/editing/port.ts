/** What selecting, editing, searching and refactoring need of the editor besides what all tools do. */
import type { Position, Range } from "../editor.ts";
import type { FileEdits } from "../editorChanges.ts";
import type { TextEdit } from "../merge.ts";

/** How a language writes comments. */
export interface CommentSigns {
  line?: string;
  block?: readonly [open: string, close: string];
}

export interface Snippet {
  name: string;
  /** What one types for it. */
  prefixes: readonly string[];
  description: string;
  /** With tab stops, as VS Code has them. */
  body: string;
}

/** What a language server offers to do at a place. */
export interface CodeAction {
  title: string;
  /** "quickfix", "refactor.extract.function" and so on; "" where it does not say. */
  kind: string;
  /** Why it cannot be done here. */
  disabled?: string;
  preferred: boolean;
  /** All that it changes; undefined where only doing it tells. */
  edits: FileEdits[] | undefined;
  /** Does it where `edits` does not tell. */
  run(): Promise<void>;
}

export interface SearchRequest {
  /** The source of a regular expression. */
  pattern: string;
  /** "g" is always there. */
  flags: string;
  /** It was written by the user or the model, and may take for ever. */
  risky: boolean;
  /** Only files whose path holds this; "" for all. */
  path: string;
}

export interface SearchHit {
  path: string;
  /** 1-based, of its start. */
  line: number;
  column: number;
  length: number;
  /** The line that it is on, cut. */
  text: string;
}

export interface SearchFound {
  hits: SearchHit[];
  /** Files that were read. */
  files: number;
  /** Why some were not, in words for the user; "" where all were. */
  left: string;
}

export interface EditingPort {
  /** One level of indentation in the active document. */
  indentation(): string;
  /** Of the active document's language. */
  comments(): Promise<CommentSigns>;
  /** For the active document, the user's and those of extensions. */
  snippets(): Promise<Snippet[]>;
  /** Puts it in at the cursor, and its first tab stop is selected. */
  insertSnippet(body: string): Promise<void>;
  /** What renaming the symbol at a place of the active document changes. @throws {EditorError} where it cannot be. */
  renameEdits(at: Position, name: string, signal: AbortSignal): Promise<FileEdits[]>;
  /** @param kind only those of that kind and below. */
  codeActions(range: Range, kind: string | undefined, signal: AbortSignal): Promise<CodeAction[]>;
  /** @returns undefined where no formatter is there for the language. */
  formatEdits(range: Range | undefined, signal: AbortSignal): Promise<TextEdit[] | undefined>;
  /** Looks through the files of the workspace, unsaved ones as they are in the editor. */
  search(request: SearchRequest, signal: AbortSignal): Promise<SearchFound>;
}
