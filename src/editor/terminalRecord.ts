/** What one terminal's shell has told of its commands, in a bounded memory. */
import type * as vscode from "vscode";
import { plainOutput } from "../tools/terminal/plainOutput.ts";
import type { TerminalCommand } from "../tools/terminal/terminals.ts";

/** Commands of a terminal, and characters of the raw output of each, that are kept. */
const mostCommands = 20;
const mostOutput = 100_000;

interface Seen {
  line: string;
  raw: string;
  cut: boolean;
  running: boolean;
  exitCode: number | undefined;
  execution: vscode.TerminalShellExecution;
  /** Both its end and the end of its output are known. */
  ended: PromiseWithResolvers<void>;
}

export class TerminalRecord {
  readonly #seen: Seen[] = [];
  /** What we have typed and not sent. */
  typed = "";

  commands(): TerminalCommand[] {
    return this.#seen.map(describe);
  }

  /** To be called at the very beginning: what is printed before is not told. */
  begin(execution: vscode.TerminalShellExecution): void {
    this.typed = "";
    const seen: Seen = {
      line: execution.commandLine.value,
      raw: "",
      cut: false,
      running: true,
      exitCode: undefined,
      execution,
      ended: Promise.withResolvers(),
    };
    this.#seen.push(seen);
    if (this.#seen.length > mostCommands) this.#seen.shift();
    void follow(seen);
  }

  end(execution: vscode.TerminalShellExecution, exitCode: number | undefined): void {
    const seen = this.#find(execution);
    if (seen === undefined) return;
    seen.exitCode = exitCode;
    seen.line = execution.commandLine.value;
    seen.running = false;
  }

  /** The terminal was closed. */
  close(): void {
    for (const seen of this.#seen) {
      seen.running = false;
      seen.ended.resolve();
    }
  }

  ended(execution: vscode.TerminalShellExecution): Promise<void> | undefined {
    return this.#find(execution)?.ended.promise;
  }

  command(execution: vscode.TerminalShellExecution): TerminalCommand | undefined {
    const seen = this.#find(execution);
    return seen === undefined ? undefined : describe(seen);
  }

  #find(execution: vscode.TerminalShellExecution): Seen | undefined {
    return this.#seen.find((seen) => seen.execution === execution);
  }
}

/** The output ends after the command's end was told. */
async function follow(seen: Seen): Promise<void> {
  for await (const data of seen.execution.read()) {
    seen.raw += data;
    if (seen.raw.length > mostOutput) {
      seen.raw = seen.raw.slice(-mostOutput / 2);
      seen.cut = true;
    }
  }
  seen.ended.resolve();
}

function describe({ line, raw, cut, running, exitCode }: Seen): TerminalCommand {
  return { line, output: plainOutput(raw), cut, running, exitCode };
}
