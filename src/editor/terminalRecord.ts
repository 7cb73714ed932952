/** What one terminal's shell has told of its commands, in a bounded memory. */
import type * as vscode from "vscode";
import { plainOutput } from "../tools/terminal/plainOutput.ts";
import type { TerminalCommand } from "../tools/terminal/terminals.ts";

/** Commands of a terminal, and characters of the raw output of each, that are kept. */
const mostCommands = 20;
const mostOutput = 100_000;

/** The shell's own mark before all that a command prints: `ESC ] 633 ; C`, or 133. */
// oxlint-disable-next-line no-control-regex
const outputMark = /(?:^|[16]33;)C(?:\u0007|\u001b\\)/;

interface Seen {
  line: string;
  raw: string;
  cut: boolean;
  exitCode: number | undefined;
  /** What the shell's word is about. */
  execution: vscode.TerminalShellExecution;
  /** What we have sent, where the shell has told of it under another line. */
  sentAs?: vscode.TerminalShellExecution;
  /** Its end was told. */
  isOver: boolean;
  /** Its output was read to the end, which may be told before or after the command's. */
  isRead: boolean;
  /** Both are so. */
  ended: PromiseWithResolvers<void>;
}

export class TerminalRecord {
  readonly #seen: Seen[] = [];
  /** Those that we have sent and that have not begun. */
  #sent: Seen[] = [];
  /** What we have typed and not sent. */
  typed = "";

  commands(): TerminalCommand[] {
    return this.#seen.map(describe);
  }

  /**
   * To be called as soon as a command is sent. Reading begins here: what a quick command prints can come together
   * with the word of its beginning, and is then lost to those who begin to read at that word.
   * @returns resolves when it has ended, and all that it printed is known.
   */
  async send(execution: vscode.TerminalShellExecution): Promise<void> {
    const seen = follow(execution);
    this.#sent.push(seen);
    if (this.#sent.length > mostCommands) this.#sent.shift();
    await seen.ended.promise;
  }

  /** To be called at the very beginning: what is printed before is not told. */
  begin(execution: vscode.TerminalShellExecution): void {
    this.typed = "";
    this.#seen.push(this.#takeSent(execution) ?? follow(execution));
    if (this.#seen.length > mostCommands) this.#seen.shift();
  }

  end(execution: vscode.TerminalShellExecution, exitCode: number | undefined): void {
    const seen = this.#find(execution);
    if (seen === undefined) return;
    seen.exitCode = exitCode;
    if (seen.sentAs === undefined) seen.line = execution.commandLine.value;
    seen.isOver = true;
    settle(seen);
  }

  /** The terminal was closed. */
  close(): void {
    for (const seen of [...this.#seen, ...this.#sent]) {
      seen.isOver = true;
      seen.isRead = true;
      settle(seen);
    }
  }

  command(execution: vscode.TerminalShellExecution): TerminalCommand | undefined {
    const seen = this.#find(execution);
    return seen === undefined ? undefined : describe(seen);
  }

  #find(execution: vscode.TerminalShellExecution): Seen | undefined {
    return [...this.#seen, ...this.#sent].find(
      (seen) => seen.execution === execution || seen.sentAs === execution,
    );
  }

  /**
   * The one that has begun, of those that were sent. Where Bash keeps repeated lines out of its history, it tells the
   * first command of a line for the whole, or the line with what stands around it on the screen; VS Code then makes an
   * execution of its own of it, and of ours nothing is heard again.
   */
  #takeSent(execution: vscode.TerminalShellExecution): Seen | undefined {
    const told = execution.commandLine.value.trim();
    const isTold = ({ line }: Seen): boolean =>
      told !== "" && (line.includes(told) || told.includes(line.trim()));
    const sent = this.#sent.find((seen) => seen.execution === execution) ?? this.#sent.find(isTold);
    if (sent === undefined) return undefined;
    this.#sent = this.#sent.filter((seen) => seen !== sent);
    if (sent.execution !== execution) {
      sent.sentAs = sent.execution;
      sent.execution = execution;
      void read(sent);
    }
    return sent;
  }
}

function follow(execution: vscode.TerminalShellExecution): Seen {
  const seen: Seen = {
    line: execution.commandLine.value,
    raw: "",
    cut: false,
    exitCode: undefined,
    execution,
    isOver: false,
    isRead: false,
    ended: Promise.withResolvers(),
  };
  void read(seen);
  return seen;
}

async function read(seen: Seen): Promise<void> {
  const { execution } = seen;
  let marked = false;
  for await (const data of execution.read()) {
    if (seen.execution !== execution) return;
    seen.raw += data;
    marked ||= outputMark.test(seen.raw);
    if (seen.raw.length > mostOutput) {
      seen.raw = seen.raw.slice(-mostOutput / 2);
      seen.cut = true;
    }
  }
  if (seen.execution !== execution) return;
  // Without the mark, what came with it was lost too.
  seen.cut ||= !marked;
  seen.isRead = true;
  settle(seen);
}

function settle({ isOver, isRead, ended }: Seen): void {
  if (isOver && isRead) ended.resolve();
}

function describe({ line, raw, cut, isOver, isRead, exitCode }: Seen): TerminalCommand {
  return { line, output: plainOutput(raw), cut, running: !(isOver && isRead), exitCode };
}
