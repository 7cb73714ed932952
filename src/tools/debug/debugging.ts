/** What the tools need of the editor's debugger. Paths and lines are as in the rest of the port. */

export interface DebugConfiguration {
  name: string;
  type: string;
}

/** Where a program has stopped. */
export interface Stop {
  /** "breakpoint", "step", "exception" and so on. */
  reason: string;
  /** More about it, such as the message of an exception. */
  text: string | undefined;
  path: string | undefined;
  line: number;
  /** The name of the function. */
  frame: string;
}

export interface DebugState {
  /** The name of the session that the commands go to; undefined where none runs. */
  session: string | undefined;
  /** The debugger's type: "node", "python". */
  type: string | undefined;
  others: string[];
  stopped: boolean;
}

export interface Frame {
  name: string;
  path: string | undefined;
  line: number;
  current: boolean;
}

export interface Variable {
  name: string;
  value: string;
  type: string | undefined;
  /** To be asked for what is in it; 0 where nothing is. */
  reference: number;
}

export interface BreakpointInfo {
  path: string;
  line: number;
  enabled: boolean;
  condition?: string | undefined;
  hits?: string | undefined;
  log?: string | undefined;
}

export type Move =
  "continue" | "pause" | "step_over" | "step_into" | "step_out" | "run_to_cursor" | "restart";

/** What came of letting the program go on: it stopped, it ended, or it runs. */
export type Outcome = Stop | "ended" | "running";

export interface Debugging {
  configurations(): DebugConfiguration[];
  state(): DebugState;
  /** Waits a few seconds for a first stop or the end. */
  start(name: string, signal: AbortSignal): Promise<Outcome>;
  stop(): Promise<void>;
  move(move: Move, signal: AbortSignal): Promise<Outcome>;
  /** Where it has stopped; undefined while it runs. */
  stopped(): Promise<Stop | undefined>;
  frames(): Promise<Frame[]>;
  /** By its place in `frames`, from 0. */
  selectFrame(index: number): Promise<void>;
  /** Of the current frame: the names of its scopes, and what is in them. */
  scopes(): Promise<{ name: string; variables: Variable[] }[]>;
  variables(reference: number): Promise<Variable[]>;
  evaluate(expression: string): Promise<{ value: string; type: string | undefined }>;
  breakpoints(): BreakpointInfo[];
  addBreakpoint(breakpoint: BreakpointInfo): void;
  /** @returns how many there were. */
  removeBreakpoints(which: (breakpoint: BreakpointInfo) => boolean): number;
  enableBreakpoints(enabled: boolean): number;
  /** What the debugger can stop at, by ids. */
  exceptionFilters(): { id: string; label: string }[];
  stopAtExceptions(ids: readonly string[]): Promise<void>;
  /** What the program and the debugger have printed, bounded. */
  console(): string;
}
