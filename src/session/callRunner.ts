/** Runs the function calls of finished responses: each once, in order, and each is answered once. */
import type { Item } from "./clientEvents.ts";
import type { Conversation } from "./conversation.ts";
import { RemoteCalls } from "./mcp/remoteCalls.ts";
import { isFunctionCall, type FinishedResponse, type FunctionCallItem } from "./serverEvents.ts";
import type { SessionEvent } from "./state.ts";
import type { ConfirmedHow, FunctionCall, ToolRunner } from "./toolRunner.ts";

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
  /** All calls are answered: what has waited for that may go on. */
  answered(): void;
}

/** The calls of one response. */
interface Batch {
  /** The link whose session made the calls. */
  link: unknown;
  signal: AbortSignal;
  /** Not answered yet. */
  open: Set<FunctionCallItem>;
}

/** How long the user is left without a word while calls run, in ms. */
const patience = 4_000;

/** The same where the user has said something else meanwhile, in ms: most calls are done sooner. */
const shortPatience = 500;

const interrupted =
  "Not run: the user interrupted before the call was complete. Call again only if still wanted.";

const tooLate = "Too late: this was answered, replaced, or has waited for over a minute. Ask again.";

const stillRunning = JSON.stringify({
  status: "running",
  note: "Not finished. Tell the user in a few words that it is running. The result follows as a message; do not call again.",
});

export class CallRunner {
  /** Those that the provider's servers make. */
  readonly remote: RemoteCalls;
  readonly #options: CallRunnerOptions;
  readonly #seen = new Set<string>();
  #running = new AbortController();
  /** Calls run one after another, over responses too: a later one may count on what an earlier one did. */
  #last: Promise<void> = Promise.resolve();
  readonly #batches = new Set<Batch>();
  /** The links of responses of which it is open whether they are cut off. */
  readonly #undecided = new Set<{ link: unknown }>();
  /** Ends the patience with what runs now. */
  #hurry: (() => void) | undefined;

  constructor(options: CallRunnerOptions) {
    this.#options = options;
    this.remote = new RemoteCalls(options);
  }

  /**
   * @param cut whether the user cuts the response off, where that is still open: nothing is done before.
   * @returns when all calls of the response have been answered.
   */
  async responseDone(response: FinishedResponse, cut?: Promise<boolean>): Promise<void> {
    if (cut === undefined) return this.#take(response);
    const undecided = { link: this.#options.currentLink() };
    this.#undecided.add(undecided);
    const isCut = await cut;
    this.#undecided.delete(undecided);
    return this.#take(isCut ? { ...response, status: "cancelled" } : response);
  }

  #take(response: FinishedResponse): Promise<void> {
    const { conversation, currentLink } = this.#options;
    this.remote.responseDone(response);
    const calls = (response.output ?? []).filter(isFunctionCall).filter((call) => this.#isNew(call.call_id));
    for (const call of calls) conversation.call(call.call_id, call.name, call.arguments);
    // The server reports the calls of a cancelled response too, cut off in the middle of their arguments.
    const whole = calls.filter((call) => response.status === "completed" && call.status !== "incomplete");
    for (const call of calls) if (!whole.includes(call)) this.#refuse(call);
    if (whole.length === 0) {
      this.#options.answered();
      return Promise.resolve();
    }

    const batch: Batch = { link: currentLink(), signal: this.#running.signal, open: new Set(whole) };
    this.#batches.add(batch);
    return this.#inTurn(
      () => this.#runBatch(whole, batch),
      () => this.#leaveRunning(batch),
    ).finally(() => this.#batches.delete(batch));
  }

  /** Whether the session waits for the answer to a call: a response before that would know nothing of it. */
  get owes(): boolean {
    const link = this.#options.currentLink();
    if ([...this.#undecided].some((response) => response.link === link)) return true;
    return [...this.#batches].some((batch) => batch.link === link && batch.open.size > 0);
  }

  /** The user wants an answer to something else: what takes its time is left running. */
  userMovedOn(): void {
    const hurry = this.#hurry;
    if (hurry !== undefined) setTimeout(() => this.#hurry === hurry && hurry(), shortPatience).unref();
  }

  /** The user's click on the card of a call that asks, or the key for it. */
  confirm(callId: string, accept: boolean, how: ConfirmedHow = {}): Promise<void> {
    const answer = accept ? (how.always === true ? "Always" : "Allow") : "Deny";
    const clicked = `The user clicked ${answer} for call ${callId}.`;
    return this.#inTurn(
      () => this.#confirm(callId, { accept, how }, clicked),
      () => {
        this.#tell(`${clicked} It is still running; the result follows.`);
        this.#options.requestResponse();
      },
    );
  }

  /** A call that the user's own words have made. The model is told, and speaks only where it did not simply work. */
  runOwn({ callId, name, arguments: args }: FunctionCall, words: string): Promise<void> {
    const { tools, conversation, dispatch, requestResponse } = this.#options;
    const { signal } = this.#running;
    const said = `The user said “${words}”, a phrase of theirs.`;
    conversation.call(callId, name, args);
    return this.#inTurn(
      async () => {
        dispatch({ type: "callStarted" });
        const outcome = await tools.run({ callId, name, arguments: args }, signal);
        dispatch({ type: "callEnded" });
        conversation.callOutput(callId, outcome.output);
        conversation.callChanged(callId, outcome);
        void outcome.expired?.then(() => conversation.questionExpired(callId));
        this.#tell(`${said} It was run. Result: ${outcome.output}`);
        if (outcome.status !== "done" && !signal.aborted) requestResponse();
        else this.#options.answered();
      },
      () => this.#tell(`${said} It is still running.`),
    );
  }

  /** Cancels what runs, what waits, and what asks. */
  cancel(): void {
    this.#running.abort();
    this.#running = new AbortController();
    this.remote.cancel();
    this.#options.tools.forgetQuestion();
    this.#options.conversation.endQuestions();
  }

  /** @returns when the work is done, or so slow that what comes after it need not wait. */
  #inTurn(work: () => Promise<void>, onSlow: () => void): Promise<void> {
    const slow = Promise.withResolvers<void>();
    const worked = this.#last.then(async () => {
      const leave = (): void => {
        clearTimeout(timer);
        this.#hurry = undefined;
        onSlow();
        slow.resolve();
      };
      const timer = setTimeout(leave, patience);
      this.#hurry = leave;
      await work().finally(() => {
        clearTimeout(timer);
        if (this.#hurry === leave) this.#hurry = undefined;
      });
    });
    this.#last = Promise.race([worked, slow.promise]).catch(() => undefined);
    return worked;
  }

  async #runBatch(calls: readonly FunctionCallItem[], batch: Batch): Promise<void> {
    for (const call of calls) await this.#run(call, batch);
    if (batch.signal.aborted) this.#options.answered();
    else this.#options.requestResponse();
  }

  async #confirm(
    callId: string,
    { accept, how }: { accept: boolean; how: ConfirmedHow },
    clicked: string,
  ): Promise<void> {
    const { tools, conversation, dispatch, requestResponse } = this.#options;
    dispatch({ type: "callStarted" });
    // Whoever reads the conversation meanwhile must not take it for a question that nobody has answered.
    if (accept) conversation.callChanged(callId, { status: "running", summary: "" });
    const outcome = await tools.confirm(callId, accept, this.#running.signal, how);
    dispatch({ type: "callEnded" });
    if (outcome === undefined) {
      return conversation.callChanged(callId, { status: "cancelled", summary: tooLate });
    }
    if (accept && outcome.elsewhere === true) return;
    // A later session must not be told that it still asks.
    conversation.callOutput(callId, outcome.output);
    const status = accept ? outcome.status : "refused";
    conversation.callChanged(callId, { status, summary: outcome.summary });
    this.#tell(`${clicked} Result: ${outcome.output}`);
    requestResponse();
  }

  async #run(call: FunctionCallItem, batch: Batch): Promise<void> {
    const { tools, conversation, dispatch } = this.#options;
    const { call_id: callId, name } = call;
    dispatch({ type: "callStarted" });
    const outcome = await tools.run({ callId, name, arguments: call.arguments }, batch.signal);
    dispatch({ type: "callEnded" });
    conversation.callChanged(callId, outcome);
    void outcome.expired?.then(() => conversation.questionExpired(callId));
    if (outcome.settled !== undefined) conversation.callChanged(outcome.settled.callId, outcome.settled);
    if (batch.open.delete(call)) return this.#answer(call, outcome.output, batch.link);
    conversation.callOutput(callId, outcome.output);
    this.#tell(`Call ${callId} (${name}) has finished. Result: ${outcome.output}`);
  }

  /** The model is told that they run, so that the user can be, and the conversation goes on. */
  #leaveRunning(batch: Batch): void {
    for (const call of batch.open) this.#answer(call, stillRunning, batch.link);
    batch.open.clear();
    this.#options.requestResponse();
  }

  /** One response, too, may hold a call twice; and one of before a reload of the window is in the conversation. */
  #isNew(callId: string): boolean {
    const isNew = !this.#seen.has(callId) && !this.#options.conversation.has(callId);
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

  #tell(text: string): void {
    this.#options.addItems([{ type: "message", role: "system", content: [{ type: "input_text", text }] }]);
  }
}
