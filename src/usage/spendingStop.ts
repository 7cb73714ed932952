/**
 * Ends a session whose budget is used up where it does least harm: when the answer that used it up has been spoken
 * and its calls are done, and in any case before we ask for another, or when the server begins one by itself.
 */
import type { ClientEvent } from "../session/clientEvents.ts";
import type { SessionObserver } from "../session/observer.ts";
import type { SessionState } from "../session/state.ts";

export class SpendingStop implements SessionObserver {
  readonly #end: () => void;
  #waiting = false;
  #state: SessionState = { status: "idle" };

  constructor(end: () => void) {
    this.#end = end;
  }

  /** A budget is used up. */
  request(): void {
    this.#waiting = true;
    this.#look();
  }

  sent(event: ClientEvent): void {
    if (this.#waiting && event.type === "response.create") this.#stop();
  }

  moved(state: SessionState): void {
    const begins = isResponding(state) && !isResponding(this.#state);
    this.#state = state;
    if (state.status === "idle" || state.status === "failed") this.#waiting = false;
    if (this.#waiting) this.#look(begins);
  }

  /** After all that is done with this event: the calls of a response begin when it has ended. */
  #look(begins = false): void {
    setImmediate(() => {
      if (this.#waiting && (begins || isQuiet(this.#state))) this.#stop();
    });
  }

  #stop(): void {
    this.#waiting = false;
    this.#end();
  }
}

function isResponding(state: SessionState): boolean {
  return state.status === "live" && state.responseActive;
}

function isQuiet(state: SessionState): boolean {
  if (state.status !== "live") return true;
  return !isResponding(state) && !state.assistantAudible && state.runningCalls === 0;
}
