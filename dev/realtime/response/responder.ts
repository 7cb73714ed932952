/** The responses of one session: one at a time in the conversation, any number beside it. */
import type { Mind, Turn } from "../mind/plan.ts";
import { turnOf } from "../mind/turn.ts";
import { ProtocolError, type ConversationItem, type Session } from "../protocol.ts";
import {
  endingOf,
  newResponse,
  streamPlan,
  type CancelReason,
  type Generation,
  type StreamTo,
} from "./generation.ts";
import type { ResponseParameters } from "./parameters.ts";
import { rateLimiter, type RateLimit } from "./rateLimits.ts";
import { pause } from "./stream.ts";
import { textTokens, usageCounter, weightOf } from "./usage.ts";

/** Milliseconds that the mind takes before it speaks, where the plan does not say. */
const thinkingMs = 60;

export interface ResponderOptions extends StreamTo {
  session(): Session;
  mind: Mind;
  /** What is being recognised in the sound of a message. */
  words(itemId: string): Promise<string | undefined> | undefined;
  /** Milliseconds of sound in an item. */
  soundMs(itemId: string): number;
  /** What is told of rate limits, where it is not what was counted. */
  rateLimits(): readonly RateLimit[] | undefined;
  onDone(): void;
}

export class Responder {
  readonly #options: ResponderOptions;
  readonly #running = new Set<Generation>();
  /** The ids of items that were answered, and of the answers. */
  readonly #settled = new Set<string>();
  readonly #count = usageCounter();
  readonly #limit = rateLimiter();

  constructor(options: ResponderOptions) {
    this.#options = options;
  }

  get active(): boolean {
    return this.#current() !== undefined;
  }

  /** @throws {ProtocolError} where a response is active, or an item is referred to that is not there. */
  create(parameters: ResponseParameters): void {
    const { newId, send, conversation, session } = this.#options;
    const inConversation = parameters.conversation !== "none";
    const active = this.#current();
    if (inConversation && active !== undefined) {
      const message = `Conversation already has an active response in progress: ${active.response.id}. Wait until the response is finished before creating a new one.`;
      throw new ProtocolError(message, "conversation_already_has_active_response");
    }
    const items = this.#itemsFor(parameters);
    const conversationId = inConversation ? conversation.id : null;
    const response = newResponse(newId("resp_"), conversationId, session(), parameters);
    const abort = new AbortController();
    const generation: Generation = { response, parameters, items, abort, inConversation, streamed: [] };
    this.#running.add(generation);
    send({ type: "response.created", response: structuredClone(response) });
    void this.#run(generation);
  }

  /** @throws {ProtocolError} where there is nothing to cancel. */
  cancel(reason: CancelReason, responseId?: string): void {
    const byId = [...this.#running].find(({ response }) => response.id === responseId);
    const wanted = responseId === undefined ? this.#current() : byId;
    if (wanted === undefined) {
      throw new ProtocolError("Cancellation failed: no active response found", "response_cancel_not_active");
    }
    wanted.abort.abort(reason);
  }

  #current(): Generation | undefined {
    return [...this.#running].find(({ inConversation }) => inConversation);
  }

  #itemsFor({ input }: ResponseParameters): readonly ConversationItem[] {
    const { conversation, newId } = this.#options;
    if (input === undefined) return [...conversation.items];
    return input.map((item): ConversationItem => {
      if (item.type !== "item_reference")
        return { ...item, id: item.id ?? newId("item_") } as ConversationItem;
      const found = conversation.find(item.id);
      if (found !== undefined) return found;
      const message = `Item with id '${item.id}' not found in conversation.`;
      throw new ProtocolError(message, "invalid_value", "response.input");
    });
  }

  /** The session's, with what a response overrides. */
  #configurationOf(parameters: ResponseParameters): Session {
    return { ...this.#options.session(), ...parameters } as Session;
  }

  async #run(generation: Generation): Promise<void> {
    const { parameters, abort, items, response } = generation;
    const { mind, words } = this.#options;
    const found = await turnOf(items, words, this.#settled);
    const configuration = this.#configurationOf(parameters);
    const turn: Turn = { ...found, session: configuration, metadata: response.metadata };
    const plan = abort.signal.aborted ? undefined : mind(turn);
    if (plan !== undefined && (await pause(plan.delayMs ?? thinkingMs, abort.signal))) {
      await streamPlan(generation, plan, this.#options);
    }
    Object.assign(response, endingOf(generation, plan));
    this.#finish(generation);
  }

  #finish(generation: Generation): void {
    const { send, soundMs, rateLimits, onDone } = this.#options;
    const { response, parameters, items, streamed } = generation;
    const { instructions, tools } = this.#configurationOf(parameters);
    const given = items.filter((item) => !streamed.some((own) => own.item.id === item.id));
    response.usage = this.#count(
      [
        { text: textTokens(`${instructions}${JSON.stringify(tools)}`), audio: 0 },
        ...given.map((item) => weightOf(item, soundMs(item.id ?? ""))),
      ],
      streamed.map((one) => weightOf(one.item, one.soundMs)),
    );
    this.#running.delete(generation);
    if (generation.inConversation && streamed.length > 0) {
      for (const { id } of [...items, ...response.output]) if (id !== undefined) this.#settled.add(id);
    }
    send({ type: "response.done", response: structuredClone(response) });
    const counted = this.#limit(response.usage.total_tokens ?? 0);
    send({ type: "rate_limits.updated", rate_limits: [...(rateLimits() ?? counted)] });
    onDone();
  }
}
