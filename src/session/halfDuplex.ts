/**
 * Does not let the assistant hear itself: while it speaks, hands-free listening is gated. For loudspeakers whose
 * echo nothing takes out. Push-to-talk cuts in all the same, because it silences the assistant first.
 */
import type { Link } from "./link.ts";
import type { SessionState } from "./state.ts";

/** What of the voice is still on its way to the ear when the server says that it has ended, and its echo, in ms. */
const echoTail = 300;

export interface HalfDuplexOptions {
  wanted(): boolean;
  link(): Link | undefined;
}

export class HalfDuplex {
  readonly #options: HalfDuplexOptions;
  #gated = false;
  #opening: NodeJS.Timeout | undefined;

  constructor(options: HalfDuplexOptions) {
    this.#options = options;
  }

  /** To be told of every state. */
  follow(state: SessionState): void {
    if (state.status !== "live" || state.microphone !== "open") return this.#forget();
    if (state.assistantAudible && this.#options.wanted()) {
      clearTimeout(this.#opening);
      this.#opening = undefined;
      if (this.#gated) return;
      this.#gated = true;
      this.#options.link()?.setGate(false);
    } else if (this.#gated) {
      this.#opening ??= setTimeout(() => {
        this.#forget();
        this.#options.link()?.setGate(true);
      }, echoTail);
    }
  }

  /** The gate is somebody else's now. */
  #forget(): void {
    clearTimeout(this.#opening);
    this.#opening = undefined;
    this.#gated = false;
  }
}
