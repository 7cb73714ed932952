/** One file in which a window keeps its conversation: whole at any moment, and the user's alone. */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isAlive } from "./alive.ts";

export interface ConversationFileOptions {
  /** Absolute. What stands beside it under a longer name is ours as well. */
  path: string;
  /** It could not be read or written. */
  failed(what: string): void;
}

/** Nobody else on this computer is to read it. */
const mode = 0o600;

export class ConversationFile {
  readonly #options: ConversationFileOptions;
  /** What is to stand in the file; undefined for no file. */
  #wanted: string | undefined;
  #written: string | undefined;
  #writing: Promise<void> | undefined;
  #failing = false;
  #closed = false;

  constructor(options: ConversationFileOptions) {
    this.#options = options;
  }

  /** At once, so that nothing is said before it is there. @returns undefined where there is nothing to read. */
  read(): string | undefined {
    try {
      this.#removeOldDrafts();
      return readFileSync(this.#options.path, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") this.#tell("read", error);
      return undefined;
    }
  }

  /** Nobody can make anything of it: it makes room for the next one. */
  setAside(): void {
    const { path } = this.#options;
    try {
      renameSync(path, `${path}.aside`);
    } catch (error) {
      this.#tell("set aside", error);
    }
  }

  /** One write at a time; of what comes meanwhile the latest counts. @returns when it is there, or has failed. */
  async write(text: string): Promise<void> {
    this.#wanted = text;
    this.#writing ??= this.#writeWanted().finally(() => {
      this.#writing = undefined;
    });
    await this.#writing;
  }

  /** At once, and for the last time: nobody waits for what a window still does at its end. */
  close(text: string): void {
    this.#closed = true;
    if (text === this.#written && this.#writing === undefined) return;
    try {
      const { path } = this.#options;
      mkdirSync(dirname(path), { recursive: true });
      const draft = this.#draft("last");
      writeFileSync(draft, text, { mode });
      renameSync(draft, path);
    } catch (error) {
      this.#tell("written", error);
    }
  }

  /** Takes away all there is of it. */
  remove(): void {
    this.#wanted = undefined;
    this.#written = undefined;
    try {
      for (const name of this.#names()) rmSync(name, { force: true });
    } catch (error) {
      this.#tell("removed", error);
    }
  }

  async #writeWanted(): Promise<void> {
    const { path } = this.#options;
    const draft = this.#draft("next");
    try {
      while (this.#wanted !== undefined && this.#wanted !== this.#written) {
        const text = this.#wanted;
        await mkdir(dirname(path), { recursive: true });
        await writeFile(draft, text, { mode });
        // From here on at once, so that no older text takes the place of the last one, or of none.
        if (this.#closed || this.#wanted === undefined) return rmSync(draft, { force: true });
        renameSync(draft, path);
        this.#written = text;
        this.#failing = false;
      }
    } catch (error) {
      if (!this.#failing) this.#tell("written", error);
      this.#failing = true;
    }
  }

  /** Told by its process, so that windows that share the file do not share a draft of it. */
  #draft(kind: "next" | "last"): string {
    return `${this.#options.path}.${process.pid}.${kind}`;
  }

  /** Those of a process that ended in the middle of a write. */
  #removeOldDrafts(): void {
    for (const name of this.#names()) {
      const [, owner] = /\.(\d+)\.(?:next|last)$/.exec(name) ?? [];
      if (owner !== undefined && !isAlive(Number(owner))) rmSync(name, { force: true });
    }
  }

  #names(): string[] {
    const folder = dirname(this.#options.path);
    const own = basename(this.#options.path);
    return namesIn(folder)
      .filter((name) => name === own || name.startsWith(`${own}.`))
      .map((name) => join(folder, name));
  }

  #tell(done: string, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.#options.failed(
      `The conversation could not be ${done} (${reason}). It may not outlive a reload of the window.`,
    );
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    // Nothing was ever written.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
