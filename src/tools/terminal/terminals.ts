/** What the tools need of the editor's terminals. */
import type { Shell } from "../shell/plain.ts";

/** One command that ran in a terminal while we could see it. */
export interface TerminalCommand {
  line: string;
  /** What it printed, without colours and the like. */
  output: string;
  /** The beginning of the output is not kept any more, or it or all of it never reached us. */
  cut: boolean;
  running: boolean;
  /** Undefined while it runs, and where the shell does not tell. */
  exitCode?: number | undefined;
}

export interface TerminalState {
  /** In the order in which they were opened; 1-based. */
  number: number;
  name: string;
  active: boolean;
  shell: Shell;
  /** The shell tells of its commands: their ends, exit codes and output. */
  integrated: boolean;
  /** Where the shell is, as the port names paths; undefined where that is not known. */
  folder?: string | undefined;
  /** What we have typed and not sent. */
  typed: string;
  /** The last ones that were seen, the oldest first. */
  commands: readonly TerminalCommand[];
}

export interface NewTerminal {
  name?: string | undefined;
  /** As the port names paths. */
  folder?: string | undefined;
  profile?: string | undefined;
}

/** Terminals are named by their numbers. Fails with an `EditorError` where one has been closed meanwhile. */
export interface Terminals {
  list(): TerminalState[];
  /** The names of the profiles that can be opened. */
  profiles(): string[];
  /** Resolves when its shell tells of its commands, or it is clear that it does not. */
  create(options: NewTerminal, signal: AbortSignal): Promise<TerminalState>;
  show(number: number): void;
  hide(number: number): void;
  /**
   * Runs a command line and waits for its end, at most `patience` ms.
   * @returns undefined where it was sent and the shell does not tell what became of it.
   */
  run(
    number: number,
    line: string,
    options: { patience: number; signal: AbortSignal },
  ): Promise<TerminalCommand | undefined>;
  /** @param enter sends it as well. */
  type(number: number, text: string, enter: boolean): void;
  /** Ctrl+C. */
  interrupt(number: number): void;
  /** Empties what is shown. */
  clear(number: number): Promise<void>;
  close(number: number): void;
}
