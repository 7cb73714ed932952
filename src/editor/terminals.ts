/** The terminals of the window, with what their shells tell of their commands. */
import { setTimeout as delay } from "node:timers/promises";
import * as vscode from "vscode";
import { EditorError } from "../tools/editor.ts";
import type { Shell } from "../tools/shell/plain.ts";
import type { NewTerminal, TerminalCommand, TerminalState, Terminals } from "../tools/terminal/terminals.ts";
import { uriOf } from "./documents.ts";
import { folderPath } from "./placeNames.ts";
import { TerminalRecord } from "./terminalRecord.ts";

/** In ms. A shell that has not told of itself by then does not do so. */
const shellPatience = 10_000;

export class WindowTerminals implements Terminals, vscode.Disposable {
  readonly #records = new Map<vscode.Terminal, TerminalRecord>();
  /** In the order in which they were opened; their numbers stay when others are closed. */
  readonly #numbers = new Map<vscode.Terminal, number>();
  /** They were there before us, and may run anything, until their shell tells of a command. */
  readonly #strange = new Set<vscode.Terminal>();
  readonly #subscriptions: vscode.Disposable;

  constructor() {
    for (const terminal of vscode.window.terminals) {
      this.#add(terminal);
      this.#strange.add(terminal);
    }
    this.#subscriptions = vscode.Disposable.from(
      vscode.window.onDidOpenTerminal((terminal) => this.#add(terminal)),
      vscode.window.onDidCloseTerminal((terminal) => this.#remove(terminal)),
      vscode.window.onDidStartTerminalShellExecution(({ terminal, execution }) => {
        this.#strange.delete(terminal);
        this.#add(terminal).begin(execution);
      }),
      vscode.window.onDidEndTerminalShellExecution(({ terminal, execution, exitCode }) => {
        this.#strange.delete(terminal);
        this.#add(terminal).end(execution, exitCode);
      }),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  list(): TerminalState[] {
    return [...this.#numbers.keys()].map((terminal) => this.#describe(terminal));
  }

  profiles(): string[] {
    const system = process.platform === "win32" ? "windows" : process.platform === "darwin" ? "osx" : "linux";
    const set = vscode.workspace.getConfiguration("terminal.integrated.profiles").get<object>(system) ?? {};
    return Object.entries(set).flatMap(([name, profile]) => (profile === null ? [] : [name]));
  }

  async create({ name, folder, profile }: NewTerminal, signal: AbortSignal): Promise<TerminalState> {
    const cwd = folder === undefined ? undefined : await folderOf(folder);
    const terminal =
      profile === undefined
        ? vscode.window.createTerminal({
            ...(name !== undefined && { name }),
            ...(cwd !== undefined && { cwd }),
          })
        : await openProfile(profile);
    this.#add(terminal);
    terminal.show(true);
    await shellOf(terminal, signal);
    return this.#describe(terminal);
  }

  show(number: number): void {
    this.#require(number).show(false);
  }

  hide(number: number): void {
    this.#require(number).hide();
  }

  async run(
    number: number,
    line: string,
    { patience, signal }: { patience: number; signal: AbortSignal },
  ): Promise<TerminalCommand | undefined> {
    const terminal = this.#require(number);
    const { shellIntegration } = terminal;
    if (shellIntegration === undefined) {
      terminal.sendText(line, true);
      return undefined;
    }
    const record = this.#add(terminal);
    const execution = shellIntegration.executeCommand(line);
    const ended = record.send(execution);
    const stopped = new AbortController();
    const until = AbortSignal.any([signal, stopped.signal]);
    try {
      await Promise.race([ended, delay(patience, undefined, { signal: until })]);
    } finally {
      stopped.abort();
    }
    return record.command(execution);
  }

  type(number: number, text: string, enter: boolean): void {
    const terminal = this.#require(number);
    const record = this.#add(terminal);
    record.typed = enter ? "" : record.typed + text;
    terminal.sendText(text, enter);
  }

  interrupt(number: number): void {
    this.#add(this.#require(number)).typed = "";
    this.#require(number).sendText("\u0003", false);
  }

  async clear(number: number): Promise<void> {
    this.#require(number).show(true);
    await vscode.commands.executeCommand("workbench.action.terminal.clear");
  }

  close(number: number): void {
    this.#require(number).dispose();
  }

  #add(terminal: vscode.Terminal): TerminalRecord {
    if (!this.#numbers.has(terminal)) {
      this.#numbers.set(terminal, Math.max(0, ...this.#numbers.values()) + 1);
    }
    let record = this.#records.get(terminal);
    if (record === undefined) this.#records.set(terminal, (record = new TerminalRecord()));
    return record;
  }

  #remove(terminal: vscode.Terminal): void {
    this.#records.get(terminal)?.close();
    this.#records.delete(terminal);
    this.#strange.delete(terminal);
    this.#numbers.delete(terminal);
  }

  #require(number: number): vscode.Terminal {
    for (const [terminal, known] of this.#numbers) if (known === number) return terminal;
    throw new EditorError(`Terminal ${number} is closed. Use action list.`);
  }

  #describe(terminal: vscode.Terminal): TerminalState {
    const record = this.#add(terminal);
    const { shellIntegration } = terminal;
    const folder = shellIntegration?.cwd;
    return {
      number: this.#numbers.get(terminal) ?? 0,
      name: terminal.name,
      active: vscode.window.activeTerminal === terminal,
      shell: shellKind(terminal),
      integrated: shellIntegration !== undefined && !this.#strange.has(terminal),
      folder: folder === undefined ? undefined : folderPath(folder),
      typed: record.typed,
      commands: record.commands(),
    };
  }
}

/** @throws {EditorError} where there is no such folder. */
async function folderOf(path: string): Promise<vscode.Uri> {
  const uri = uriOf(path);
  const found = await vscode.workspace.fs.stat(uri).then(
    ({ type }) => (type & vscode.FileType.Directory) !== 0,
    () => false,
  );
  if (!found) throw new EditorError(`There is no folder ${path}. Name it from the workspace's root.`);
  return uri;
}

async function openProfile(profileName: string): Promise<vscode.Terminal> {
  const { promise, resolve } = Promise.withResolvers<vscode.Terminal>();
  const subscription = vscode.window.onDidOpenTerminal(resolve);
  try {
    await vscode.commands.executeCommand("workbench.action.terminal.newWithProfile", { profileName });
    return await promise;
  } finally {
    subscription.dispose();
  }
}

async function shellOf(terminal: vscode.Terminal, signal: AbortSignal): Promise<void> {
  if (terminal.shellIntegration !== undefined) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const subscription = vscode.window.onDidChangeTerminalShellIntegration((event) => {
    if (event.terminal === terminal) resolve();
  });
  const stopped = new AbortController();
  try {
    await Promise.race([
      promise,
      delay(shellPatience, undefined, { signal: AbortSignal.any([signal, stopped.signal]) }),
    ]);
  } finally {
    stopped.abort();
    subscription.dispose();
  }
}

function shellKind({ state, creationOptions }: vscode.Terminal): Shell {
  const path = "shellPath" in creationOptions ? creationOptions.shellPath : undefined;
  const name = state.shell ?? path ?? vscode.env.shell;
  if (/pwsh|powershell/i.test(name)) return "powershell";
  return /cmd(?:\.exe)?$/i.test(name) ? "cmd" : "posix";
}
