/** The project's own instructions, as its files say now. Nothing is read before the first session. */
import * as vscode from "vscode";
import type { Log } from "../session/log.ts";
import { instructionPath, joinInstructions, type InstructionFile } from "../session/projectInstructions.ts";
import { readInstruction, type FileRequest } from "./instructionReader.ts";
import { section } from "./readSetting.ts";
import { instructionFiles } from "./settings.ts";

export interface InstructionFilesOptions {
  /** Whether the user trusts this workspace. Where not, nothing is read. */
  trusted(): boolean;
  log: Log;
  /** The workspace's, where not given. */
  folders?(): readonly vscode.WorkspaceFolder[];
  /** How long a session waits for what does not come, in ms: where the workspace is on a server, it may take. */
  longestWait?: number;
}

export class InstructionFiles implements vscode.Disposable {
  readonly #options: InstructionFilesOptions;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[] = [this.#changed];
  #watchers: vscode.Disposable[] = [];
  #begun = false;
  #text = "";
  #reading: Promise<void> = Promise.resolve();
  /** A reading is to come that has not begun. */
  #waits = false;
  readonly onDidChange = this.#changed.event;

  constructor(options: InstructionFilesOptions) {
    this.#options = options;
  }

  /** What was read last; "" for nothing. */
  text(): string {
    return this.#text;
  }

  /** To be awaited before a session starts. Never rejects: a session does without what cannot be read. */
  async ready(): Promise<void> {
    if (!this.#begun) this.#begin();
    const { longestWait = 2000, log } = this.#options;
    const { promise: tooLong, resolve: giveUp } = Promise.withResolvers<void>();
    const timer = setTimeout(() => {
      log.warn("The instruction files take long to read; the session starts without waiting for them.");
      giveUp();
    }, longestWait);
    await Promise.race([this.#reading, tooLong]);
    clearTimeout(timer);
  }

  dispose(): void {
    for (const one of [...this.#subscriptions, ...this.#watchers]) one.dispose();
  }

  #begin(): void {
    this.#begun = true;
    this.#subscriptions.push(
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#refresh()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#watch()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`${section}.instructionFiles`)) this.#watch();
      }),
    );
    this.#watch();
  }

  /** Watches the files of now in place of those of before, and reads them. */
  #watch(): void {
    for (const watcher of this.#watchers) watcher.dispose();
    this.#watchers = this.#wanted(true).map(({ folder, path }) => {
      const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, path));
      const refresh = (): void => this.#refresh();
      watcher.onDidCreate(refresh);
      watcher.onDidChange(refresh);
      watcher.onDidDelete(refresh);
      return watcher;
    });
    this.#refresh();
  }

  /** The files in each folder. @param logged whether to log which paths are refused. */
  #wanted(logged = false): FileRequest[] {
    const { log, folders = () => vscode.workspace.workspaceFolders ?? [] } = this.#options;
    const paths = new Set<string>();
    for (const wanted of instructionFiles()) {
      const taken = instructionPath(wanted);
      if ("path" in taken) paths.add(taken.path);
      else if (logged) log.warn(`The instruction file "${wanted}" is not read: ${taken.refused}.`);
    }
    return folders().flatMap((folder) => [...paths].map((path) => ({ folder, path })));
  }

  /** One reading at a time; what changes before it has begun is in it. */
  #refresh(): void {
    if (this.#waits) return;
    this.#waits = true;
    this.#reading = this.#reading
      .then(() => this.#readAll())
      .catch((error: unknown) => this.#options.log.error(`Instruction files: ${String(error)}`));
  }

  async #readAll(): Promise<void> {
    this.#waits = false;
    const wanted = this.#options.trusted() ? this.#wanted() : [];
    const severalFolders = new Set(wanted.map(({ folder }) => folder)).size > 1;
    const nameOf = ({ folder, path }: FileRequest): string =>
      severalFolders ? `${folder.name}/${path}` : path;
    const read = await Promise.allSettled(wanted.map((request) => readInstruction(request)));
    // What is wrong is told in the order in which they are wanted, whichever answers first.
    const files = wanted.flatMap((request, index) => this.#file(nameOf(request), read[index]));
    const { text, shortened } = joinInstructions(files);
    if (text === this.#text) return;
    this.#text = text;
    for (const name of shortened) {
      this.#options.log.warn(
        `The instruction file ${name} is too long: the model is told a part, or nothing.`,
      );
    }
    this.#changed.fire();
  }

  #file(name: string, read: PromiseSettledResult<string | undefined> | undefined): InstructionFile[] {
    if (read?.status !== "rejected") return read?.value === undefined ? [] : [{ name, text: read.value }];
    const reason = read.reason instanceof Error ? read.reason.message : String(read.reason);
    this.#options.log.warn(`The instruction file ${name} is not read: ${reason}.`);
    return [];
  }
}
