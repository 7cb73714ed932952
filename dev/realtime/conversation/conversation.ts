/** The conversation of one session: its items in order, and the events that tell of them. */
import type { NewId } from "../identifiers.ts";
import { ProtocolError, type ConversationItem, type Send } from "../protocol.ts";
import { checkItemId, type ClientItem } from "./items.ts";

export interface ConversationOptions {
  newId: NewId;
  send: Send;
  /** Milliseconds of sound that an assistant's message was generated with; undefined where it has none. */
  spokenMs(itemId: string): number | undefined;
  onCut(itemId: string, ms: number): void;
}

/** What the client asks for throws {@link ProtocolError} where it cannot be. */
export class Conversation {
  readonly id: string;
  readonly #items: ConversationItem[] = [];
  readonly #options: ConversationOptions;

  constructor(options: ConversationOptions) {
    this.#options = options;
    this.id = options.newId("conv_");
  }

  get items(): readonly ConversationItem[] {
    return this.#items;
  }

  /** The id of the last item, which a new one will follow. */
  get lastId(): string | null {
    return this.#idBefore(this.#items.length);
  }

  find(id: string): ConversationItem | undefined {
    return this.#items.find((item) => item.id === id);
  }

  /** Puts an item at the end and announces it; {@link done} follows when it is complete. */
  add(item: ConversationItem): void {
    this.#place(item, this.#items.length);
  }

  /** Announces that an item that was added is complete. */
  done(item: ConversationItem): void {
    const previous = this.#idBefore(this.#items.indexOf(item));
    const copy = structuredClone(item);
    this.#options.send({ type: "conversation.item.done", previous_item_id: previous, item: copy });
  }

  create(wanted: ClientItem, after: string | undefined): void {
    checkItemId(wanted.id);
    const id = wanted.id ?? this.#options.newId("item_");
    if (this.find(id) !== undefined) {
      const message = `Error adding item: an item with id '${id}' already exists.`;
      throw new ProtocolError(message, "item_create_duplicate_item_id", "item.id");
    }
    if (wanted.type === "function_call_output") this.#checkCallId(wanted.call_id);
    const item = { ...wanted, id, object: "realtime.item", status: "completed" } as ConversationItem;
    this.#place(item, this.#placeAfter(after));
    this.done(item);
  }

  remove(id: string): void {
    this.#items.splice(this.#items.indexOf(this.#known(id, "delete")), 1);
    this.#options.send({ type: "conversation.item.deleted", item_id: id });
  }

  retrieve(id: string): void {
    const item = structuredClone(this.#known(id, "retrieve"));
    this.#options.send({ type: "conversation.item.retrieved", item });
  }

  truncate(id: string, contentIndex: number, endMs: number): void {
    const item = this.#known(id, "truncate");
    const length = this.#options.spokenMs(id);
    if (item.type !== "message" || item.role !== "assistant" || length === undefined) {
      const message = "Only model output audio messages can be truncated.";
      throw new ProtocolError(message, "invalid_value", "item_id");
    }
    if (endMs > length) {
      const message = `Audio content of ${Math.round(length)}ms is already shorter than ${endMs}ms`;
      throw new ProtocolError(message, "invalid_value", "audio_end_ms");
    }
    this.cut(id, endMs, contentIndex);
  }

  /** Shortens an assistant's message to what was played of it. */
  cut(id: string, playedMs: number, contentIndex = 0): void {
    const item = this.find(id);
    if (item?.type !== "message") return;
    // What was not played was not heard, and there is no telling which words that were.
    for (const part of item.content) if ("transcript" in part) delete part.transcript;
    this.#options.onCut(id, playedMs);
    const place = { item_id: id, content_index: contentIndex, audio_end_ms: Math.round(playedMs) };
    this.#options.send({ type: "conversation.item.truncated", ...place });
  }

  #idBefore(index: number): string | null {
    return this.#items[index - 1]?.id ?? null;
  }

  #place(item: ConversationItem, index: number): void {
    this.#items.splice(index, 0, item);
    // The event is a picture of this moment; the item goes on changing.
    const copy = structuredClone(item);
    const previous = this.#idBefore(index);
    this.#options.send({ type: "conversation.item.added", previous_item_id: previous, item: copy });
  }

  #placeAfter(after: string | undefined): number {
    if (after === undefined) return this.#items.length;
    if (after === "root") return 0;
    const index = this.#items.findIndex((item) => item.id === after);
    if (index >= 0) return index + 1;
    const message = `Error adding item: the previous item with id '${after}' does not exist.`;
    throw new ProtocolError(message, "item_create_invalid_previous_item_id", "previous_item_id");
  }

  #known(id: string, act: "delete" | "retrieve" | "truncate"): ConversationItem {
    const item = this.find(id);
    if (item !== undefined) return item;
    const message = `Error: could not ${act} item: the item with id '${id}' does not exist.`;
    throw new ProtocolError(message, `item_${act}_invalid_item_id`, "item_id");
  }

  #checkCallId(callId: string): void {
    if (this.#items.some((item) => item.type === "function_call" && item.call_id === callId)) return;
    const message = `Tool call ID '${callId}' not found in conversation.`;
    throw new ProtocolError(message, "invalid_tool_call_id", "item.call_id");
  }
}
