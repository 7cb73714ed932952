/**
 * One microphone, one window: a file that all windows of this user share says which window has it. A window that
 * wants it takes it, after asking the user; the one that had it sees that and lets go.
 */
import { randomUUID } from "node:crypto";
import { type FSWatcher, readFileSync, rmSync, watch } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname } from "node:path";
import * as z from "zod";
import { isAlive } from "./alive.ts";

const claim = z.object({
  /** The window's own id: not VS Code's, which windows in one browser have in common. */
  window: z.string(),
  /** What the user knows the window by: the name of its workspace. */
  name: z.string(),
  /** Of the extension host: a claim whose process is gone means nothing. */
  process: z.int(),
});
type Claim = z.infer<typeof claim>;

export interface WindowClaimOptions {
  /** The shared file, absolute. */
  file: string;
  window: string;
  name(): string;
  /** Another window has taken it. */
  lost(holder: string): void;
}

export class WindowClaim {
  readonly #options: WindowClaimOptions;
  #watcher: FSWatcher | undefined;

  constructor(options: WindowClaimOptions) {
    this.#options = options;
  }

  /** @returns the name of another window that has the microphone now. */
  async holder(): Promise<string | undefined> {
    const held = await this.#read();
    return held === undefined || held.window === this.#options.window ? undefined : held.name;
  }

  /** Takes it, whoever has it. */
  async take(): Promise<void> {
    const { file, window, name } = this.#options;
    await mkdir(dirname(file), { recursive: true });
    const mine: Claim = { window, name: name(), process: process.pid };
    // In one step, so that no window reads half of it; by a name of its own, where two starts meet.
    const draft = `${file}.${randomUUID()}`;
    await writeFile(draft, JSON.stringify(mine));
    await rename(draft, file);
    this.#watch();
  }

  async release(): Promise<void> {
    if (this.#watcher === undefined) return;
    this.#unwatch();
    const held = await this.#read();
    if (held?.window === this.#options.window) await rm(this.#options.file, { force: true });
  }

  /** At once: nobody waits for what a window still does at its end, and the one after it may want the microphone. */
  dispose(): void {
    if (this.#watcher === undefined) return;
    this.#unwatch();
    const { file, window } = this.#options;
    try {
      if (parseClaim(readFileSync(file, "utf8"))?.window === window) rmSync(file, { force: true });
    } catch {
      // It is gone, or stays behind: then it means nothing as soon as this process is gone.
    }
  }

  #watch(): void {
    this.#unwatch();
    const { file } = this.#options;
    const watcher = watch(dirname(file), (_, name) => {
      if (name === basename(file)) void this.#look(watcher);
    });
    this.#watcher = watcher;
  }

  async #look(watcher: FSWatcher): Promise<void> {
    const holder = await this.holder();
    if (holder === undefined || this.#watcher !== watcher) return;
    this.#unwatch();
    this.#options.lost(holder);
  }

  #unwatch(): void {
    this.#watcher?.close();
    this.#watcher = undefined;
  }

  /** @returns undefined where nobody has it, or nobody alive. */
  async #read(): Promise<Claim | undefined> {
    const text = await readFile(this.#options.file, "utf8").catch(() => "");
    const held = parseClaim(text);
    return held !== undefined && isAlive(held.process) ? held : undefined;
  }
}

function parseClaim(text: string): Claim | undefined {
  return claim.safeParse(parseJson(text)).data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Not written by us, or not whole: nobody's claim.
  }
}
