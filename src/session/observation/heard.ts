/** What the user said and typed: the cause of what is done, and the words of a yes. */
import type { ClientEvent } from "../clientEvents.ts";
import type { SessionObserver } from "../observer.ts";
import type { ParsedEvent } from "../serverEvents.ts";
import type { SessionState } from "../state.ts";

export interface HeardTurn {
  item: string;
  /** Undefined where it is not written down, or not yet. */
  words: string | undefined;
  typed: boolean;
  /** When it began, on the clock that is given. */
  began: number;
}

export interface HeardOptions {
  /** The clock of `performance.now()`, in ms. */
  now(): number;
  /** What was said is written down now. */
  written(item: string, words: string): void;
}

/** More are not asked for. */
const mostTurns = 20;

/** For the words of what was just said to be written down, in ms. */
const patience = 2_000;

export class Heard implements SessionObserver {
  readonly #options: HeardOptions;
  readonly #turns: HeardTurn[] = [];
  /** When the speech of items began that are no turns yet. */
  readonly #speech = new Map<string, number>();
  readonly #waiting = new Set<() => void>();
  /** What is sent before that is the history. */
  #live = false;

  constructor(options: HeardOptions) {
    this.#options = options;
  }

  get latest(): HeardTurn | undefined {
    return this.#turns.at(-1);
  }

  hasTypedSince(since: number): boolean {
    return this.#turns.some(({ typed, began }) => typed && began >= since);
  }

  /**
   * The words of each turn that began at or after `since`, in their order: what was said first may be a no. Waits for
   * those that are not written down yet, at most two seconds; what nobody has written down by then is left out.
   */
  async answersSince(since: number): Promise<string[]> {
    const turns = this.#turns.filter(({ began }) => began >= since);
    const isWritten = (): boolean => turns.every(({ words }) => words !== undefined);
    if (!isWritten()) {
      await new Promise<void>((resolve) => {
        const end = (): void => {
          clearTimeout(timer);
          this.#waiting.delete(look);
          resolve();
        };
        const look = (): void => {
          if (isWritten()) end();
        };
        const timer = setTimeout(end, patience);
        this.#waiting.add(look);
      });
    }
    return turns.map(({ words = "" }) => words).filter((words) => words !== "");
  }

  moved({ status }: SessionState): void {
    this.#live = status === "live";
  }

  sent(event: ClientEvent): void {
    if (event.type !== "conversation.item.create" || event.item.type !== "message") return;
    const { id, role, content } = event.item;
    // A new session is told of the turns before, by the same names: those were said then.
    if (!this.#live) return;
    if (role !== "user" || id?.startsWith("typed_") !== true) return;
    const words = content.map((part) => ("text" in part ? part.text : "")).join("");
    this.#add({ item: id, words, typed: true, began: this.#options.now() });
  }

  received(parsed: ParsedEvent): void {
    if (parsed.kind !== "known") return;
    const { event } = parsed;
    if (event.type === "input_audio_buffer.speech_started")
      this.#speech.set(event.item_id, this.#options.now());
    if (event.type === "input_audio_buffer.committed") {
      const began = this.#speech.get(event.item_id) ?? this.#options.now();
      this.#speech.clear();
      this.#add({ item: event.item_id, words: undefined, typed: false, began });
    }
    if (event.type === "conversation.item.input_audio_transcription.completed") {
      this.#written(event.item_id, event.transcript.trim());
    }
    if (event.type === "conversation.item.input_audio_transcription.failed") this.#written(event.item_id, "");
  }

  #add(turn: HeardTurn): void {
    this.#turns.push(turn);
    if (this.#turns.length > mostTurns) this.#turns.shift();
  }

  #written(item: string, words: string): void {
    const turn = this.#turns.find((each) => each.item === item);
    if (turn === undefined) return;
    turn.words = words;
    this.#options.written(item, words);
    for (const look of this.#waiting) look();
  }
}
