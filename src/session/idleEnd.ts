/** Ends a session in which nobody says anything: an open one costs money, and listens. */
import { isQuiet } from "./betweenTurns.ts";
import type { SessionState } from "./state.ts";

export interface IdleEndOptions {
  /** 0 for never. */
  minutes(): number;
  end(minutes: number): void;
}

export class IdleEnd {
  readonly #options: IdleEndOptions;
  #timer: NodeJS.Timeout | undefined;
  #armed = false;

  constructor(options: IdleEndOptions) {
    this.#options = options;
  }

  /** To be told of every state. */
  follow(state: SessionState): void {
    if (!isQuiet(state)) this.#disarm();
    else if (!this.#armed) this.#arm();
  }

  settingsChanged(): void {
    if (this.#armed) this.#arm();
  }

  #arm(): void {
    this.#disarm();
    this.#armed = true;
    const minutes = this.#options.minutes();
    if (minutes > 0) this.#timer = setTimeout(() => this.#options.end(minutes), minutes * 60_000).unref();
  }

  #disarm(): void {
    clearTimeout(this.#timer);
    this.#armed = false;
  }
}
