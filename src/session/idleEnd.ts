/**
 * Ends a session in which nobody says anything: an open one costs money, and listens. Where the server asks by itself
 * whether anybody is there, its question is no reason to wait anew.
 */
import { isQuiet } from "./betweenTurns.ts";
import type { ServerEvent } from "./serverEvents.ts";
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
  #asleep = false;
  /** When the session ends if nobody says anything, in ms since 1970. */
  #due = 0;
  /** The server is about to speak though nobody has. */
  #unasked = false;

  constructor(options: IdleEndOptions) {
    this.#options = options;
  }

  /** To be told of every state. */
  follow(state: SessionState): void {
    this.#asleep = state.status === "live" && state.microphone === "asleep";
    if (!isQuiet(state)) this.#disarm();
    else if (!this.#armed) this.#arm();
  }

  received({ type }: ServerEvent): void {
    if (type === "input_audio_buffer.timeout_triggered") this.#unasked = true;
    if (type !== "input_audio_buffer.speech_started" || this.#asleep) return;
    // Whether it is a turn or not: where the assistant keeps silent, the state tells nothing of it.
    this.#unasked = false;
    if (this.#armed) this.#arm();
  }

  settingsChanged(): void {
    if (this.#armed) this.#arm();
  }

  #arm(): void {
    this.#disarm();
    this.#armed = true;
    const minutes = this.#options.minutes();
    if (!this.#unasked) this.#due = Date.now() + minutes * 60_000;
    this.#unasked = false;
    const wait = Math.max(0, this.#due - Date.now());
    if (minutes > 0) this.#timer = setTimeout(() => this.#options.end(minutes), wait).unref();
  }

  #disarm(): void {
    clearTimeout(this.#timer);
    this.#armed = false;
  }
}
