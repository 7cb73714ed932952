/** Runs the function calls of finished responses: each once, in order, and each is answered once. */
import type { Item } from "./clientEvents.ts";
import type { Conversation } from "./conversation.ts";
import { isFunctionCall, type FinishedResponse, type FunctionCallItem } from "./serverEvents.ts";
import type { SessionEvent } from "./state.ts";
import type { ToolRunner } from "./toolRunner.ts";

export interface CallRunnerOptions {
  tools: ToolRunner;
  conversation: Conversation;
  dispatch(event: SessionEvent): void;
  /** Adds items to the model's conversation. */
  addItems(items: Item[]): void;
  /** The link of now. After a change of link, the new session does not know the call yet. */
  currentLink(): unknown;
  /** Asks for a response to the outputs. */
  requestResponse(): void;
}

const interrupted =
  "Not run: the user interrupted before the call was complete. Call again only if still wanted.";

const tooLate = "Too late: this was answered, replaced, or has waited for over a minute. Ask again.";

export class CallRunner {
  readonly #options: CallRunnerOptions;
  readonly #seen = new Set<string>();
  #running = new AbortController();
  /** Calls run one after another, over responses too: a later one may count on what an earlier one did. */
  #last: Promise<void> = Promise.resolve();

  constructor(options: CallRunnerOptions) {
    this.#options = options;
  }

  /** @returns when all calls of the response have been answered. */
  responseDone(response: FinishedResponse): Promise<void> {
    const { conversation, requestResponse } = this.#options;
    const calls = (response.output ?? []).filter(isFunctionCall).filter((call) => this.#isNew(call.call_id));
    for (const call of calls) conversation.call(call.call_id, call.name, call.arguments);
    // The server reports the calls of a cancelled response too, cut off in the middle of their arguments.
    const whole = calls.filter((call) => response.status === "completed" && call.status !== "incomplete");
    for (const call of calls) if (!whole.includes(call)) this.#refuse(call);
    if (whole.length === 0) return Promise.resolve();

    const { signal } = this.#running;
    const link = this.#options.currentLink();
    this.#last = this.#last.then(async () => {
      for (const call of whole) await this.#run(call, link, signal);
      if (!signal.aborted) requestResponse();
    });
    return this.#last;
  }

  /** The user's click on the card of a call that asks. */
  async confirm(callId: string, accept: boolean): Promise<void> {
    const { tools, conversation, dispatch, addItems, requestResponse } = this.#options;
    dispatch({ type: "callStarted" });
    const outcome = await tools.confirm(callId, accept, this.#running.signal);
    dispatch({ type: "callEnded" });
    if (outcome === undefined) {
      return conversation.callChanged(callId, { status: "cancelled", summary: tooLate });
    }
    // A later session must not be told that it still asks.
    conversation.callOutput(callId, outcome.output);
    const status = accept ? outcome.status : "refused";
    conversation.callChanged(callId, { status, summary: outcome.summary });
    const clicked = `The user clicked ${accept ? "Allow" : "Deny"} for call ${callId}. Result: ${outcome.output}`;
    addItems([{ type: "message", role: "system", content: [{ type: "input_text", text: clicked }] }]);
    requestResponse();
  }

  /** Cancels what runs and what waits. */
  cancel(): void {
    this.#running.abort();
    this.#running = new AbortController();
  }

  /** @param link the one whose session made the call. */
  async #run(call: FunctionCallItem, link: unknown, signal: AbortSignal): Promise<void> {
    const { tools, conversation, dispatch } = this.#options;
    const { call_id: callId, name } = call;
    dispatch({ type: "callStarted" });
    const outcome = await tools.run({ callId, name, arguments: call.arguments }, signal);
    dispatch({ type: "callEnded" });
    conversation.callChanged(callId, outcome);
    if (outcome.settled !== undefined) conversation.callChanged(outcome.settled.callId, outcome.settled);
    this.#answer(call, outcome.output, link);
  }

  /** One response, too, may hold a call twice. */
  #isNew(callId: string): boolean {
    const isNew = !this.#seen.has(callId);
    this.#seen.add(callId);
    return isNew;
  }

  #refuse(call: FunctionCallItem): void {
    this.#options.conversation.callChanged(call.call_id, { status: "cancelled", summary: "" });
    this.#answer(call, JSON.stringify({ ok: false, error: interrupted }), this.#options.currentLink());
  }

  #answer(call: FunctionCallItem, output: string, link: unknown): void {
    const { conversation, currentLink, addItems } = this.#options;
    const { call_id, name } = call;
    conversation.callOutput(call_id, output);
    const items: Item[] = [{ type: "function_call_output", call_id, output }];
    if (link !== currentLink()) {
      items.unshift({ type: "function_call", call_id, name, arguments: call.arguments });
    }
    addItems(items);
  }
}
