/** The answer that a lost link has cut off: the next session is to go on with it. */
import type { Item } from "./clientEvents.ts";
import type { SessionState } from "./state.ts";

const goOn =
  "The connection broke in the middle of your last answer. Go on where it ends, without a word about this.";

export class OwedAnswer {
  /** The user has silenced the response that is under way. */
  #silenced = false;
  #lost = false;
  /** An answer had been asked for, and had not begun. */
  #awaited = false;

  /** The user wants to hear no more of the response that is under way. */
  silenced(): void {
    this.#silenced = true;
  }

  /** Another response has begun. */
  began(): void {
    this.#silenced = false;
  }

  /** The link is gone, in this state. */
  lost(state: SessionState): void {
    if (state.status === "live" && !state.userSpeaking && !this.#silenced) {
      this.#lost = state.responseActive || state.assistantAudible;
      this.#awaited = state.awaitingResponse;
    }
  }

  /** Whether the user had asked for the answer that is missing. */
  get wanted(): boolean {
    return this.#awaited || this.#lost;
  }

  /** @returns what the next session is told where it owes the rest of an answer; once. */
  take(): Item | undefined {
    const lost = this.#lost;
    this.#lost = false;
    this.#awaited = false;
    if (!lost) return undefined;
    return { type: "message", role: "system", content: [{ type: "input_text", text: goOn }] };
  }
}
