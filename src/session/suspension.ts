/**
 * Notices that the computer slept. Nothing tells an extension so: a timer that should have come every few seconds
 * then comes much later than it should, by the clock on the wall.
 */

/** How often it is looked, in ms. */
const tick = 5_000;

/**
 * A tick this late, in ms, slept. A busy event loop is late by seconds; the shortest sleep that matters is longer
 * than this, because no connection survives half a minute in which nobody answers.
 */
const asleep = 30_000;

export interface SuspensionOptions {
  /** The clock on the wall, in ms since 1970: it goes on while the computer sleeps, unlike `performance.now()`. */
  now(): number;
  /** The computer is awake again. @param sleptMs about how long it slept. */
  resumed(sleptMs: number): void;
}

export class Suspension {
  readonly #options: SuspensionOptions;
  #timer: NodeJS.Timeout | undefined;
  /** When the next tick is due, in ms since 1970. */
  #due = 0;

  constructor(options: SuspensionOptions) {
    this.#options = options;
  }

  /** Begins to watch; does nothing where it watches already. */
  watch(): void {
    if (this.#timer !== undefined) return;
    this.#due = this.#options.now() + tick;
    this.#timer = setInterval(() => this.#ticked(), tick);
    // Being asleep keeps nobody awake.
    this.#timer.unref();
  }

  dispose(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #ticked(): void {
    const now = this.#options.now();
    const late = now - this.#due;
    // A clock that is set back is late for nothing, and the next tick is counted from there.
    this.#due = now + tick;
    if (late > asleep) this.#options.resumed(late);
  }
}
