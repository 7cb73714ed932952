/**
 * What was said and done, in order: the panel's transcript, and the history that a new session is given when
 * the old one ends. Survives every link.
 */
import type { Entry, ToolCallStatus } from "../shared/state.ts";
import type { Item } from "./clientEvents.ts";
import { itemsOf } from "./history.ts";

type EntryOf<Kind extends Entry["kind"]> = Extract<Entry, { kind: Kind }>;

export interface CallChange {
  status: ToolCallStatus;
  /** In one line, for the user. */
  summary: string;
  question?: string | undefined;
}

export class Conversation {
  readonly #entries = new Map<string, Entry>();
  readonly #uncommitted = new Set<string>();
  /** The response that each assistant entry belongs to. */
  readonly #responses = new Map<string, string>();
  /** What the model was told of each call. */
  readonly #outputs = new Map<string, string>();
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  entries(): Entry[] {
    return [...this.#entries.values()];
  }

  /** The last `limit` entries as items for a new session. Entries that hold no words are left out. */
  history(limit: number): Item[] {
    return this.entries()
      .slice(-limit)
      .flatMap((entry) => itemsOf(entry, this.#outputs.get(entry.id)));
  }

  /** Whether the last word is the user's, or a tool's, with no answer of the assistant yet. */
  awaitsAnswer(): boolean {
    const spoken = this.entries().filter((entry) => itemsOf(entry, this.#outputs.get(entry.id)).length > 0);
    const last = spoken.at(-1);
    return last?.kind === "user" || last?.kind === "tool";
  }

  /** The link is gone: nobody will finish what is half written. */
  settle(): void {
    this.dropUncommitted();
    for (const entry of this.entries()) {
      if (entry.kind === "user" && entry.status === "pending") this.#put({ ...entry, status: "failed" });
      if (entry.kind === "assistant" && entry.status === "streaming") this.#put({ ...entry, status: "cut" });
    }
  }

  userSpeaks(itemId: string): void {
    this.#uncommitted.add(itemId);
    this.#user(itemId, {});
  }

  committed(itemId: string): void {
    this.#uncommitted.delete(itemId);
    this.#user(itemId, {});
  }

  /** Forgets what was heard but never committed. */
  dropUncommitted(): void {
    for (const itemId of this.#uncommitted) this.#remove(itemId);
    this.#uncommitted.clear();
  }

  userDelta(itemId: string, delta: string): void {
    const entry = this.#entries.get(itemId);
    this.#user(itemId, { text: (entry?.kind === "user" ? entry.text : "") + delta });
  }

  userText(itemId: string, text: string): void {
    // A cough or a click: the server heard a turn in which nothing was said.
    if (text.trim() === "") this.#remove(itemId);
    else this.#user(itemId, { text: text.trim(), status: "final" });
  }

  userFailed(itemId: string): void {
    this.#user(itemId, { status: "failed" });
  }

  typed(itemId: string, text: string): void {
    this.#user(itemId, { text, status: "final", typed: true });
  }

  assistantDelta(itemId: string, responseId: string, delta: string): void {
    const entry = this.#entries.get(itemId);
    this.#assistant(itemId, responseId, { text: (entry?.kind === "assistant" ? entry.text : "") + delta });
  }

  assistantText(itemId: string, responseId: string, text: string): void {
    this.#assistant(itemId, responseId, { text, status: "final" });
  }

  /** The voice of this response was cut off, or it was cancelled. */
  cut(responseId: string): void {
    for (const [itemId, of] of this.#responses) {
      const entry = this.#entries.get(itemId);
      if (of === responseId && entry?.kind === "assistant") this.#put({ ...entry, status: "cut" });
    }
  }

  call(callId: string, name: string, args: string): void {
    this.#put({
      kind: "tool",
      id: callId,
      at: Date.now(),
      name,
      arguments: args,
      status: "running",
      result: "",
    });
  }

  callChanged(callId: string, { status, summary, question }: CallChange): void {
    const entry = this.#entries.get(callId);
    if (entry?.kind !== "tool") return;
    const { question: _, ...rest } = entry;
    this.#put({ ...rest, status, result: summary, ...(question !== undefined && { question }) });
    if (status === "asking") this.#endQuestionsBefore(callId);
  }

  callOutput(callId: string, output: string): void {
    this.#outputs.set(callId, output);
  }

  notice(text: string): void {
    this.#put({ kind: "notice", id: `notice_${this.#entries.size}_${Date.now()}`, at: Date.now(), text });
  }

  /** Only one call asks at a time. */
  #endQuestionsBefore(callId: string): void {
    for (const entry of this.entries()) {
      if (entry.kind !== "tool" || entry.status !== "asking" || entry.id === callId) continue;
      this.callChanged(entry.id, { status: "cancelled", summary: "" });
    }
  }

  #user(itemId: string, change: Partial<EntryOf<"user">>): void {
    const found = this.#entries.get(itemId);
    const fresh = {
      kind: "user",
      id: itemId,
      at: Date.now(),
      text: "",
      status: "pending",
      typed: false,
    } as const;
    this.#put({ ...(found?.kind === "user" ? found : fresh), ...change });
  }

  #assistant(itemId: string, responseId: string, change: Partial<EntryOf<"assistant">>): void {
    this.#responses.set(itemId, responseId);
    const found = this.#entries.get(itemId);
    const fresh = { kind: "assistant", id: itemId, at: Date.now(), text: "", status: "streaming" } as const;
    const entry = found?.kind === "assistant" ? found : fresh;
    // What comes after the cut was never heard.
    if (entry.status !== "cut") this.#put({ ...entry, ...change });
  }

  #put(entry: Entry): void {
    this.#entries.set(entry.id, entry);
    this.#changed();
  }

  #remove(id: string): void {
    if (this.#entries.delete(id)) this.#changed();
  }
}
