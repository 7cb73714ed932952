/**
 * What was said and done, in order: the panel's transcript, and the history that a new session is given when
 * the old one ends. Survives every link.
 */
import type { Preview } from "../shared/preview.ts";
import type { Entry, ToolCallStatus } from "../shared/state.ts";
import type { AssistantVoice } from "./assistantVoice.ts";
import { cutAt } from "./cutAt.ts";
import type { Item } from "./clientEvents.ts";
import { historyItems, itemsOf, type HistoryLimits, type Remembered } from "./history.ts";

type EntryOf<Kind extends Entry["kind"]> = Extract<Entry, { kind: Kind }>;

export interface CallChange {
  status: ToolCallStatus;
  /** In one line, for the user. */
  summary: string;
  question?: string | undefined;
  preview?: Preview | undefined;
  always?: string | undefined;
}

/** An entry, with what else there is to know of it. */
export interface KeptEntry {
  entry: Entry;
  /** What the model was told of the call. */
  output?: string | undefined;
  /** It is no part of what the model is told. */
  forgotten?: boolean | undefined;
  /** It was heard, and the server has not taken it for a turn yet. */
  uncommitted?: boolean | undefined;
}

export class Conversation {
  readonly #entries = new Map<string, Entry>();
  readonly #uncommitted = new Set<string>();
  /** The response that each assistant entry belongs to. */
  readonly #responses = new Map<string, string>();
  /** What the model was told of each call. */
  readonly #outputs = new Map<string, string>();
  /** Entries that are no part of what the model is told: said to us, or to nobody. */
  readonly #forgotten = new Set<string>();
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  entries(): Entry[] {
    return [...this.#entries.values()];
  }

  /** All there is, for the window that comes after this one. */
  kept(): KeptEntry[] {
    return this.entries().map((entry) => {
      const output = this.#outputs.get(entry.id);
      return {
        entry,
        ...(output !== undefined && { output }),
        ...(this.#forgotten.has(entry.id) && { forgotten: true }),
        ...(this.#uncommitted.has(entry.id) && { uncommitted: true }),
      };
    });
  }

  /** Goes on from a conversation in which nothing is open any more. To be called before anything is said. */
  restore(kept: readonly KeptEntry[]): void {
    for (const { entry, output, forgotten } of kept) {
      this.#entries.set(entry.id, entry);
      if (output !== undefined) this.#outputs.set(entry.id, output);
      if (forgotten === true) this.#forgotten.add(entry.id);
    }
  }

  has(id: string): boolean {
    return this.#entries.has(id);
  }

  /** What a new session is given of it. */
  history(limits: HistoryLimits): Item[] {
    return historyItems(this.#remembered(), limits);
  }

  /** The last `count` lines that were said. */
  lastLines(count: number): Item[] {
    const said = this.#remembered().filter(({ entry }) => entry.kind !== "tool");
    return said.slice(-count).flatMap(({ items }) => items);
  }

  /** The user's last turn that the model knows of. */
  lastTurn(): string | undefined {
    return this.#remembered().findLast(({ entry }) => entry.kind === "user")?.entry.id;
  }

  /** Whether the last word is the user's, or a tool's, with no answer of the assistant yet. */
  awaitsAnswer(): boolean {
    const last = this.#remembered().at(-1)?.entry;
    return last?.kind === "user" || last?.kind === "tool";
  }

  /** Whether the last word is the user's, and was spoken. */
  endsSpoken(): boolean {
    const last = this.#remembered().at(-1)?.entry;
    return last?.kind === "user" && !last.typed;
  }

  /** Whether the assistant asks something: a call waits for a yes, or its last words hold a question. */
  asks(): boolean {
    const last = this.entries().findLast(({ kind }) => kind === "assistant");
    return (last?.kind === "assistant" && last.text.includes("?")) || this.entries().some(isAsking);
  }

  /** The link is gone: nobody will finish what is half written. */
  settle(voice: AssistantVoice): void {
    this.dropUncommitted();
    const spoken = voice.speaks;
    if (spoken !== undefined) this.cut(spoken, voice.heard(spoken));
    for (const entry of this.entries()) {
      if (entry.kind === "user" && entry.status === "pending") this.#put({ ...entry, status: "failed" });
      if (entry.kind === "assistant" && entry.status === "streaming") this.#put({ ...entry, status: "cut" });
    }
  }

  clear(): void {
    this.#entries.clear();
    this.#uncommitted.clear();
    this.#responses.clear();
    this.#outputs.clear();
    this.#forgotten.clear();
    this.#changed();
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

  /** The model no longer knows of it; the user still sees it. */
  forget(itemId: string): void {
    this.#forgotten.add(itemId);
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

  /**
   * The voice of this response was cut off, or it was cancelled.
   * @param heard how many characters of it the user has heard; all that are there by default.
   */
  cut(responseId: string, heard = Number.POSITIVE_INFINITY): void {
    let left = heard;
    for (const entry of this.#answer(responseId)) {
      if (entry.status !== "cut") this.#put({ ...entry, text: cutAt(entry.text, left), status: "cut" });
      left = Math.max(0, left - entry.text.length);
    }
  }

  /** In characters, of all that a response says. */
  lengthOf(responseId: string): number {
    return this.#answer(responseId).reduce((sum, { text }) => sum + text.length, 0);
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

  callChanged(callId: string, { status, summary, question, preview, always }: CallChange): void {
    const entry = this.#entries.get(callId);
    if (entry?.kind !== "tool") return;
    const { question: _, preview: __, always: ___, ...rest } = entry;
    const asked = { ...(question !== undefined && { question }), ...(preview !== undefined && { preview }) };
    this.#put({ ...rest, status, result: summary, ...asked, ...(always !== undefined && { always }) });
    // Only one call asks at a time.
    if (status === "asking") this.endQuestions(callId);
  }

  callOutput(callId: string, output: string): void {
    this.#outputs.set(callId, output);
  }

  notice(text: string): void {
    this.#put({ kind: "notice", id: `notice_${this.#entries.size}_${Date.now()}`, at: Date.now(), text });
  }

  /** Nobody has answered it in time. */
  questionExpired(callId: string): void {
    const entry = this.#entries.get(callId);
    if (entry !== undefined && isAsking(entry)) this.callChanged(callId, { status: "expired", summary: "" });
  }

  /** What asks will get no answer; but for `exceptId`. */
  endQuestions(exceptId?: string): void {
    for (const entry of this.entries()) {
      if (entry.kind !== "tool" || entry.status !== "asking" || entry.id === exceptId) continue;
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

  #answer(responseId: string): EntryOf<"assistant">[] {
    const ids = [...this.#responses].filter(([, of]) => of === responseId).map(([itemId]) => itemId);
    return ids.map((id) => this.#entries.get(id)).filter((entry) => entry?.kind === "assistant");
  }

  #assistant(itemId: string, responseId: string, change: Partial<EntryOf<"assistant">>): void {
    this.#responses.set(itemId, responseId);
    const found = this.#entries.get(itemId);
    const fresh = { kind: "assistant", id: itemId, at: Date.now(), text: "", status: "streaming" } as const;
    const entry = found?.kind === "assistant" ? found : fresh;
    // What comes after the cut was never heard.
    if (entry.status !== "cut") this.#put({ ...entry, ...change });
  }

  #remembered(): Remembered[] {
    return this.entries().flatMap((entry) => {
      if (this.#forgotten.has(entry.id)) return [];
      const items = itemsOf(entry, this.#outputs.get(entry.id));
      return items.length > 0 ? [{ entry, items }] : [];
    });
  }

  #put(entry: Entry): void {
    this.#entries.set(entry.id, entry);
    this.#changed();
  }

  #remove(id: string): void {
    if (this.#entries.delete(id)) this.#changed();
  }
}

function isAsking(entry: Entry): boolean {
  return entry.kind === "tool" && entry.status === "asking";
}
