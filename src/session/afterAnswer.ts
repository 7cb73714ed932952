/** What must wait until the assistant has finished: its last word is heard before the session ends, say. */
import { isQuiet } from "./betweenTurns.ts";
import type { SessionObserver } from "./observer.ts";
import { idle, type SessionState } from "./state.ts";

/**
 * How long it must be quiet, in ms: between a call's end and the answer to it, it is for a moment, and the page
 * still plays when the server has sent its last sound.
 */
const pause = 500;

/** What nobody could finish in this time, in ms, is not waited for: who says goodbye is not heard much longer. */
const longest = 20_000;

export class AfterAnswer implements SessionObserver {
  readonly #acts = new Map<string, () => void>();
  #state: SessionState = idle;
  #quiet: NodeJS.Timeout | undefined;
  #latest: NodeJS.Timeout | undefined;

  /** Does `act` then, once. One of the same name takes the place of the one before. Dropped with the session. */
  add(name: string, act: () => void): void {
    this.#acts.set(name, act);
    this.#latest ??= setTimeout(() => this.#act(), longest);
    this.#look();
  }

  moved(state: SessionState): void {
    this.#state = state;
    if (state.status === "idle" || state.status === "failed") this.#take();
    else this.#look();
  }

  #look(): void {
    if (this.#acts.size === 0) return;
    if (isQuiet(this.#state)) return void (this.#quiet ??= setTimeout(() => this.#act(), pause));
    clearTimeout(this.#quiet);
    this.#quiet = undefined;
  }

  #act(): void {
    for (const act of this.#take()) act();
  }

  /** Nothing waits any more. @returns what did. */
  #take(): (() => void)[] {
    clearTimeout(this.#quiet);
    clearTimeout(this.#latest);
    this.#quiet = undefined;
    this.#latest = undefined;
    const acts = [...this.#acts.values()];
    this.#acts.clear();
    return acts;
  }
}
