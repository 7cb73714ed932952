/**
 * The one place that sends `response.create`. While a response is active, a second create is an error that
 * leaves the session silent, so a wish for one waits until the active one is done.
 */
import type { ClientEvent } from "./clientEvents.ts";

type Progress =
  | { at: "free" }
  /** Our create is on its way. `cancel`: it is to be cancelled as soon as it has an id. */
  | { at: "requested"; cancel: boolean }
  /** Without an id: the server told us that one is active before we saw it begin. */
  | { at: "active"; responseId: string | undefined };

export class ResponseQueue {
  readonly #send: (event: ClientEvent) => void;
  #progress: Progress = { at: "free" };
  #wanted = false;
  /** The server is about to begin a response of its own, and the user has cancelled it already. */
  #cancelNext = false;
  #creates = 0;

  constructor(send: (event: ClientEvent) => void) {
    this.#send = send;
  }

  /** Asks for a response to all that was sent so far, now or after the active one. */
  request(): void {
    if (this.#progress.at !== "free") {
      this.#wanted = true;
      return;
    }
    this.#wanted = false;
    this.#progress = { at: "requested", cancel: false };
    this.#send({ type: "response.create", event_id: `create_${++this.#creates}` });
  }

  /**
   * Cancels the active response and forgets a waiting wish.
   * @param expected whether the server will begin a response of its own: then it is that one.
   */
  cancel(expected = false): void {
    this.#wanted = false;
    this.#cancelNext = expected && this.#progress.at === "free";
    if (this.#progress.at === "requested") this.#progress = { at: "requested", cancel: true };
    if (this.#progress.at === "active") this.#cancel(this.#progress.responseId);
  }

  /** The server began a response, ours or its own. @returns false where it is cancelled at once. */
  created(responseId: string): boolean {
    const cancel = this.#cancelNext || (this.#progress.at === "requested" && this.#progress.cancel);
    this.#cancelNext = false;
    this.#progress = { at: "active", responseId };
    if (cancel) this.#cancel(responseId);
    return !cancel;
  }

  /** A response ended. The late end of an earlier one changes nothing. */
  done(responseId: string): void {
    if (this.#progress.at !== "active") return;
    if (this.#progress.responseId !== undefined && this.#progress.responseId !== responseId) return;
    this.#free();
  }

  /** The server refused our create because another response is active: we ask again when that is done. */
  refused(): void {
    if (this.#progress.at === "free") return;
    this.#wanted = !(this.#progress.at === "requested" && this.#progress.cancel);
    if (this.#progress.at === "requested") this.#progress = { at: "active", responseId: undefined };
  }

  /**
   * The server refused an event for another reason. It often does not say which: then it is taken for our
   * create, because a wrong guess costs a refusal, and the other mistake costs the session its voice.
   * @returns whether nothing comes of the create now.
   */
  failed(eventId: string | null | undefined): boolean {
    const ours = eventId === null || eventId === undefined || eventId === `create_${this.#creates}`;
    if (this.#progress.at === "active" || !ours) return false;
    this.#cancelNext = false;
    if (this.#progress.at === "requested") this.#free();
    return true;
  }

  /** The user took a turn of their own: what was cancelled before is over. */
  turnTaken(): void {
    this.#cancelNext = false;
  }

  /** Asks once more, for a create that nothing has come of. */
  askAgain(): void {
    if (this.#progress.at === "active") return;
    this.#progress = { at: "free" };
    this.request();
  }

  /** Forgets everything: a new session has no response. */
  reset(): void {
    this.#progress = { at: "free" };
    this.#wanted = false;
    this.#cancelNext = false;
  }

  #free(): void {
    this.#progress = { at: "free" };
    if (this.#wanted) this.request();
  }

  #cancel(responseId: string | undefined): void {
    this.#send({ type: "response.cancel", ...(responseId !== undefined && { response_id: responseId }) });
  }
}
