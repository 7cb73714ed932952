/**
 * The calls that the provider's servers make to MCP servers: shown like any other, approved or refused where that is
 * asked for, and answered by the model once they have ended.
 */
import type { Item } from "../clientEvents.ts";
import type { Conversation } from "../conversation.ts";
import type { FinishedResponse, ServerEvent, ServerItem } from "../serverEvents.ts";
import type { SessionEvent } from "../state.ts";
import type { ElsewhereCall, ToolRunner } from "../toolRunner.ts";
import { CallBook, type Call } from "./callBook.ts";
import { isApprovalRequest, isMcpCall } from "./items.ts";
import { endOf, failedEnd, lost, mcpName, reasons, tooLong, type CallEnd, type Refusal } from "./words.ts";

export interface RemoteCallsOptions {
  tools: Pick<ToolRunner, "assess" | "endedElsewhere" | "forgetQuestion">;
  conversation: Conversation;
  dispatch(event: SessionEvent): void;
  /** Adds items to the model's conversation. */
  addItems(items: Item[]): void;
  /** The link of now: what was asked over another one can no longer be answered. */
  currentLink(): unknown;
  /** Asks for a response to what has ended. */
  requestResponse(): void;
}

/** For the end of the response that asks, in ms. A server may hold it open until it is answered. */
const responseTime = 3_000;

/** For an MCP server to do its work, in ms. */
const longest = 120_000;

/** For what came of a call, after the word that it has ended, in ms. */
const outputTime = 5_000;

type Handler<Type extends ServerEvent["type"]> = (event: Extract<ServerEvent, { type: Type }>) => void;

export class RemoteCalls {
  readonly #options: RemoteCallsOptions;
  readonly #book = new CallBook();
  /** The responses that are under way. */
  readonly #active = new Set<string>();
  #running = new AbortController();
  #count = 0;

  /** The events that anything here hangs on. */
  readonly #handlers: { [Type in ServerEvent["type"]]?: Handler<Type> } = {
    "response.created": ({ response }) => this.#active.add(response.id),
    "conversation.item.added": ({ item }) => this.#take(item, undefined, false),
    "conversation.item.done": ({ item }) => this.#take(item, undefined, true),
    "response.output_item.added": ({ item, response_id: id }) => this.#take(item, id, false),
    "response.output_item.done": ({ item, response_id: id }) => this.#take(item, id, true),
    "response.mcp_call_arguments.done": (event) => {
      const call = this.#book.ofItem(event.item_id);
      if (call?.stage === "proposed") call.arguments = event.arguments;
    },
    "response.mcp_call.in_progress": ({ item_id: id }) => this.#began(id),
    "response.mcp_call.completed": ({ item_id: id }) => this.#finished(id, endOf({ output: "" })),
    "response.mcp_call.failed": ({ item_id: id }) => this.#finished(id, failedEnd()),
  };

  constructor(options: RemoteCallsOptions) {
    this.#options = options;
  }

  /** To be told of every event; of the end of a response by {@link responseDone}, once it is known how it counts. */
  handle(event: ServerEvent): void {
    const handler = this.#handlers[event.type] as ((event: ServerEvent) => void) | undefined;
    handler?.(event);
  }

  /** A response has ended: what it asks for is asked now, or never where it was cut off. */
  responseDone({ id, status, output }: FinishedResponse): void {
    const items = output ?? [];
    for (const item of items) this.#take(item, id, true);
    this.#active.delete(id);
    const whole = status === "completed";
    for (const call of this.#book.ofResponse(id)) {
      if (call.stage === "held" && whole) this.#assess(call);
      else if (call.stage === "held") this.#refuse(call, "cancelled");
      else if (call.stage === "asking" && !whole) this.#withdraw(call);
      else if (call.stage === "proposed" && !whole) this.#drop(call);
    }
    // It may end with a call that ended before it, and of which nothing was said.
    const last = items.findLast(({ type }) => type === "message" || type === "mcp_call");
    const call = last?.type === "mcp_call" ? this.#book.ofItem(last.id ?? "") : undefined;
    if (whole && call !== undefined) this.#speakOf(call);
  }

  /** Nothing more is approved of what was asked so far, and nothing is said of what runs. */
  cancel(): void {
    this.#stopAssessing();
    for (const call of this.#book.all()) {
      call.quiet = true;
      if (call.stage === "held") this.#refuse(call, "cancelled");
      if (call.stage === "asking") this.#withdraw(call);
    }
  }

  /** The session is gone, and with it all that would have told of the calls. */
  lost(): void {
    this.#stopAssessing();
    this.#active.clear();
    for (const call of this.#book.clear()) {
      if (call.stage === "asking") this.#withdraw(call);
      else if (call.stage === "running") this.#show(call, lost);
      this.#drop(call);
    }
  }

  #stopAssessing(): void {
    this.#running.abort();
    this.#running = new AbortController();
  }

  /** @param done whether the item is whole. */
  #take(item: ServerItem, responseId: string | undefined, done: boolean): void {
    if (item.type !== "mcp_call" && item.type !== "mcp_approval_request") return;
    const response = responseId ?? [...this.#active].at(-1);
    const origin = { response, link: this.#options.currentLink() };
    if (isMcpCall(item)) {
      const call = this.#book.propose(item, origin);
      const end = done ? endOf(item) : undefined;
      if (end !== undefined) this.#end(call, end);
    } else if (isApprovalRequest(item) && done) {
      const call = this.#book.request(item, origin);
      if (call !== undefined) this.#hold(call);
    }
  }

  #hold(call: Call): void {
    if (call.response === undefined || !this.#active.has(call.response)) return this.#assess(call);
    call.timer = setTimeout(() => {
      if (call.stage === "held") this.#assess(call);
    }, responseTime).unref();
  }

  #assess(call: Call): void {
    clearTimeout(call.timer);
    call.stage = "asking";
    this.#enter(call);
    // Never rejects: whatever is wrong is an outcome.
    void this.#ask(call, this.#running.signal);
  }

  async #ask(call: Call, signal: AbortSignal): Promise<void> {
    const { tools, conversation, addItems, requestResponse } = this.#options;
    const { server, tool } = call;
    const approve = (): void => this.#approve(call);
    const refuse = (why: Refusal): void => this.#refuse(call, why);
    const outcome = await tools.assess({ ...named(call), tool, approve, refuse }, signal);
    if (call.stage !== "asking") {
      // It was taken back while it was looked at.
      if (outcome.status === "asking") tools.forgetQuestion();
      return;
    }
    if (outcome.status !== "asking") {
      this.#refuse(call, "denied", outcome.summary);
      return requestResponse();
    }
    conversation.callChanged(call.id, outcome);
    void outcome.expired?.then(() => conversation.questionExpired(call.id));
    const text = `The tool ${tool} of the MCP server ${server} is not called before the user's yes. ${outcome.output}`;
    addItems([{ type: "message", role: "system", content: [{ type: "input_text", text }] }]);
    requestResponse();
  }

  #approve(call: Call): void {
    if (call.stage !== "asking") return;
    if (!this.#answer(call, { approve: true })) {
      this.#options.tools.endedElsewhere(named(call), "cancelled");
      return this.#drop(call);
    }
    this.#begin(call);
    this.#options.conversation.callChanged(call.id, { status: "running", summary: "" });
  }

  /** @param why in more words, where there are some. */
  #refuse(call: Call, refusal: Refusal, why?: string): void {
    if (call.stage === "ended") return;
    clearTimeout(call.timer);
    call.stage = "ended";
    const { status, told } = reasons[refusal];
    const reason = why ?? told;
    this.#answer(call, { approve: false, reason });
    this.#enter(call);
    const { conversation } = this.#options;
    conversation.callOutput(call.id, JSON.stringify({ ok: false, error: reason }));
    // The conversation learns by itself that a question has gone by.
    if (refusal !== "expired") conversation.callChanged(call.id, { status, summary: why ?? "" });
  }

  /** @returns whether there is still somebody to be answered. */
  #answer({ requestId, link }: Call, answer: { approve: boolean; reason?: string }): boolean {
    const { currentLink, addItems } = this.#options;
    if (requestId === undefined || link === undefined || link !== currentLink()) return false;
    // The API takes 32 characters.
    const id = `mcp_answer_${++this.#count}_${Date.now().toString(36)}`;
    addItems([{ type: "mcp_approval_response", id, approval_request_id: requestId, ...answer }]);
    return true;
  }

  #began(itemId: string): void {
    const call = this.#book.ofItem(itemId);
    if (call?.stage !== "proposed") return;
    this.#enter(call);
    this.#begin(call);
  }

  #begin(call: Call): void {
    call.stage = "running";
    this.#options.dispatch({ type: "callStarted" });
    this.#endWithin(call, longest, tooLong);
  }

  /** What came of it follows with its item. */
  #finished(itemId: string, end: CallEnd | undefined): void {
    const call = this.#book.ofItem(itemId);
    if (call !== undefined && call.stage !== "ended" && end !== undefined) {
      this.#endWithin(call, outputTime, end);
    }
  }

  #endWithin(call: Call, time: number, end: CallEnd): void {
    clearTimeout(call.timer);
    call.timer = setTimeout(() => this.#end(call, end), time).unref();
  }

  #end(call: Call, end: CallEnd): void {
    if (call.stage === "ended") return;
    // It did not wait for the answer.
    if (call.stage === "asking") this.#options.tools.forgetQuestion();
    if (call.stage === "running") this.#options.dispatch({ type: "callEnded" });
    clearTimeout(call.timer);
    call.stage = "ended";
    this.#show(call, end);
    this.#speakOf(call);
  }

  /** One response for all that was called together, and none while the response may still speak of it itself. */
  #speakOf({ stage, quiet, response }: Call): void {
    if (stage !== "ended" || quiet || (response !== undefined && this.#active.has(response))) return;
    const together = this.#book.ofResponse(response);
    if (!together.some((each) => each.stage === "running")) this.#options.requestResponse();
  }

  #show(call: Call, { status, summary, output }: CallEnd): void {
    const { conversation, tools } = this.#options;
    this.#enter(call);
    tools.endedElsewhere(named(call), status);
    conversation.callOutput(call.id, output(call));
    conversation.callChanged(call.id, { status, summary });
    call.stage = "ended";
  }

  /** The question is taken back. */
  #withdraw(call: Call): void {
    this.#options.tools.forgetQuestion();
    this.#refuse(call, "cancelled");
  }

  /** It was never called, and will not be. */
  #drop(call: Call): void {
    clearTimeout(call.timer);
    if (call.stage === "ended") return;
    call.stage = "ended";
    const { conversation } = this.#options;
    if (conversation.has(call.id)) conversation.callChanged(call.id, { status: "cancelled", summary: "" });
  }

  #enter(call: Call): void {
    const { conversation } = this.#options;
    if (!conversation.has(call.id)) conversation.call(call.id, mcpName(call), call.arguments);
  }
}

function named(call: Call): ElsewhereCall {
  return { callId: call.id, name: mcpName(call), arguments: call.arguments, server: call.server };
}
