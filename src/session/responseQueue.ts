/**
 * The one place that sends `response.create`. While a response is active, a second create is an error that
 * leaves the session silent, so a wish for one waits until the active one is done, and until the user is.
 */
import type { ClientEvent, ResponseParameters } from "./clientEvents.ts";

type Progress =
  | { at: "free" }
  /** Our create is on its way. `cancel`: it is to be cancelled as soon as it has an id. */
  | { at: "requested"; cancel: boolean }
  /** Without an id: the server told us that one is active before we saw it begin. */
  | { at: "active"; responseId: string | undefined };

export interface ResponseQueueOptions {
  send(event: ClientEvent): void;
  /** Whether the assistant may begin now: nobody else speaks, or is about to answer. */
  mayAsk(): boolean;
  /** A create is about to be sent. */
  asking(): void;
}

export class ResponseQueue {
  readonly #options: ResponseQueueOptions;
  #progress: Progress = { at: "free" };
  /** What is to be asked for as soon as that is possible. */
  #wish: ResponseParameters | undefined;
  /** What the last create asked for. */
  #asked: ResponseParameters = {};
  /** The server is about to begin a response of its own, and the user has cancelled it already. */
  #cancelNext = false;
  #creates = 0;

  constructor(options: ResponseQueueOptions) {
    this.#options = options;
  }

  /** Asks for a response to all that was sent so far, now or as soon as it may begin. */
  request(response: ResponseParameters = {}): void {
    // A later wish without parameters does not take those of the one before.
    this.#wish = { ...this.#wish, ...response };
    this.resume();
  }

  /** Something that a wish waited for may be over. */
  resume(): void {
    if (this.#wish !== undefined && this.#progress.at === "free" && this.#options.mayAsk()) this.#ask();
  }

  /**
   * Cancels the active response and forgets a waiting wish.
   * @param expected whether the server will begin a response of its own: then it is that one.
   */
  cancel(expected = false): void {
    this.#wish = undefined;
    this.#cancelNext = expected && this.#progress.at === "free";
    if (this.#progress.at === "requested") this.#progress = { at: "requested", cancel: true };
    if (this.#progress.at === "active") this.#cancel(this.#progress.responseId);
  }

  /** The server began a response, ours or its own. @returns false where it is cancelled at once. */
  created(responseId: string): boolean {
    const cancel = this.#cancelNext || (this.#progress.at === "requested" && this.#progress.cancel);
    this.#cancelNext = false;
    // The server's own answers all that was wished an answer to.
    if (this.#progress.at === "free") {
      this.#wish = undefined;
      this.#asked = {};
    }
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
    if (!(this.#progress.at === "requested" && this.#progress.cancel)) this.#wish ??= this.#asked;
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
    this.#wish ??= this.#asked;
    this.#ask();
  }

  /** Forgets everything: a new session has no response. */
  reset(): void {
    this.#progress = { at: "free" };
    this.#wish = undefined;
    this.#asked = {};
    this.#cancelNext = false;
  }

  #ask(): void {
    const response = this.#wish ?? {};
    this.#asked = response;
    this.#wish = undefined;
    this.#progress = { at: "requested", cancel: false };
    this.#options.asking();
    this.#options.send({
      type: "response.create",
      event_id: `create_${++this.#creates}`,
      ...(Object.keys(response).length > 0 && { response }),
    });
  }

  #free(): void {
    this.#progress = { at: "free" };
    this.resume();
  }

  #cancel(responseId: string | undefined): void {
    this.#options.send({
      type: "response.cancel",
      ...(responseId !== undefined && { response_id: responseId }),
    });
  }
}
