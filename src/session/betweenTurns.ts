/** What waits for the pause between two turns: a session at its limit is replaced there, where nobody notices. */
import type { SessionState } from "./state.ts";

export interface BetweenTurnsOptions {
  /** The user is in the middle of a turn that the state does not tell of. */
  busy(): boolean;
  /** The pause is there. */
  paused(): void;
}

/**
 * How long it must be quiet, in ms. Between the end of a response and the start of its calls, or between two
 * sentences of the user's, it is for a moment.
 */
const pause = 500;

export function isQuiet(state: SessionState): boolean {
  if (state.status !== "live" || state.microphone === "held") return false;
  const { userSpeaking, awaitingResponse, responseActive, assistantAudible, runningCalls } = state;
  return !userSpeaking && !awaitingResponse && !responseActive && !assistantAudible && runningCalls === 0;
}

export class BetweenTurns {
  readonly #options: BetweenTurnsOptions;
  #timer: NodeJS.Timeout | undefined;
  #quiet = false;

  constructor(options: BetweenTurnsOptions) {
    this.#options = options;
  }

  /** To be told of every state. */
  follow(state: SessionState): void {
    const quiet = isQuiet(state);
    if (quiet === this.#quiet) return;
    this.#quiet = quiet;
    clearTimeout(this.#timer);
    if (quiet) this.#wait();
  }

  #wait(): void {
    this.#timer = setTimeout(() => {
      if (this.#options.busy()) this.#wait();
      else this.#options.paused();
    }, pause).unref();
  }
}
