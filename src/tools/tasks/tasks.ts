/** What the tools need of the editor's tasks. */

export interface TaskInfo {
  /** The same as long as the window lives. */
  id: string;
  name: string;
  /** "npm", "Workspace" and so on. */
  source: string;
  group: string | undefined;
  /** The one of its group that is meant where none is named. */
  isDefault: boolean;
  detail: string | undefined;
  /** What it runs, where that is a command line. */
  line: string | undefined;
  /** The folder that it runs in, where it is told. */
  folder: string | undefined;
  background: boolean;
}

export interface TaskEnd {
  running: boolean;
  exitCode: number | undefined;
}

export interface Tasks {
  list(signal: AbortSignal): Promise<TaskInfo[]>;
  running(): TaskInfo[];
  /** The one that we started last. */
  last(): TaskInfo | undefined;
  /** Waits for its end, at most `patience` ms. Fails with an `EditorError` where it is not there any more. */
  run(id: string, options: { patience: number; signal: AbortSignal }): Promise<TaskEnd>;
  terminate(id: string): void;
}
