/**
 * A file that says when a session was last live in this window, in ms since 1970: after a reload it tells whether to
 * go on. The end of a session takes it away, the end of the window does not.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** How often it is renewed, in ms. */
const beat = 5_000;

/** A window that is not back after so long was closed, and not reloaded; in ms. */
const longestGap = 20_000;

export interface LiveMarkOptions {
  /** The file, absolute. */
  path: string;
  /** The clock on the wall, in ms since 1970: it goes on from one window to the next. */
  now(): number;
  failed(what: string): void;
}

export class LiveMark {
  readonly #options: LiveMarkOptions;
  #timer: NodeJS.Timeout | undefined;
  #failing = false;

  constructor(options: LiveMarkOptions) {
    this.#options = options;
  }

  /** Whether a session was live here just before. The mark stays: this window may end before it has gone on. */
  get fresh(): boolean {
    const { path, now } = this.#options;
    try {
      const age = now() - Number(readFileSync(path, "utf8").trim() || Number.NaN);
      // A clock that was set back in between is no sign of life.
      return Math.abs(age) <= longestGap;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") this.#tell(error);
      return false;
    }
  }

  /** To be told whenever it may have changed whether a session is live. */
  follow(live: boolean): void {
    if (live === (this.#timer !== undefined)) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    if (!live) return this.#remove();
    this.#timer = setInterval(() => this.#write(), beat);
    this.#timer.unref();
    this.#write();
  }

  /** The window ends: what is live now was live until now. */
  leave(): void {
    if (this.#timer === undefined) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#write();
  }

  #write(): void {
    const { path, now } = this.#options;
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, `${now()}\n`, { mode: 0o600 });
    } catch (error) {
      this.#tell(error);
    }
  }

  #remove(): void {
    try {
      rmSync(this.#options.path, { force: true });
    } catch (error) {
      this.#tell(error);
    }
  }

  /** Once, and not with each beat. */
  #tell(error: unknown): void {
    if (this.#failing) return;
    this.#failing = true;
    const reason = error instanceof Error ? error.message : String(error);
    this.#options.failed(
      `The mark of a live session could not be kept (${reason}). It may not go on after a reload.`,
    );
  }
}
