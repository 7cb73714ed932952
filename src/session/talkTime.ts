/** How long this conversation has been connected, over all its links. */
import type { SessionObserver } from "./observer.ts";
import type { SessionState } from "./state.ts";

export class TalkTime implements SessionObserver {
  /** Any clock in ms that does not go back. */
  readonly #now: () => number;
  /** Up to the last end of a session, in ms. */
  #before = 0;
  #since: number | undefined;

  constructor(now: () => number) {
    this.#now = now;
  }

  get minutes(): number {
    return (this.#before + this.#running) / 60_000;
  }

  /** A link that is lost and replaced is no pause: the user waits for it. */
  moved({ status }: SessionState): void {
    if (status === "live") this.#since ??= this.#now();
    if (status !== "idle" && status !== "failed") return;
    this.#before += this.#running;
    this.#since = undefined;
  }

  cleared(): void {
    this.#before = 0;
    if (this.#since !== undefined) this.#since = this.#now();
  }

  get #running(): number {
    return this.#since === undefined ? 0 : this.#now() - this.#since;
  }
}
