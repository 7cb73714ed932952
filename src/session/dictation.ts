/** What the user says is written down by us, and the model is not asked. */
import { dictationSteps } from "./dictationPhrases.ts";
import type { Notice } from "./notice.ts";
import type { ToolOutcome, ToolRunner } from "./toolRunner.ts";

export interface DictationOptions {
  tools: ToolRunner;
  notice(notice: Notice): void;
  /** It has begun or ended: the server is to be configured otherwise. */
  changed(): void;
}

export class Dictation {
  readonly #options: DictationOptions;
  /** Undefined while nothing is dictated. */
  #ending: AbortController | undefined;
  /** Turns that were committed meanwhile; their words may come when it is over. */
  readonly #turns = new Set<string>();
  #last: Promise<void> = Promise.resolve();
  #calls = 0;
  /** Phrases that can be taken back. */
  #written = 0;

  constructor(options: DictationOptions) {
    this.#options = options;
  }

  get active(): boolean {
    return this.#ending !== undefined;
  }

  set(active: boolean): void {
    if (active === this.active) return;
    if (active) {
      this.#ending = new AbortController();
      this.#written = 0;
    } else this.#ending = undefined;
    this.#options.changed();
  }

  /** What was not written yet is not written any more. */
  cancel(): void {
    this.#ending?.abort();
    this.#turns.clear();
    this.set(false);
  }

  /** @returns whether a turn is for us. */
  takes(itemId: string): boolean {
    if (this.active) this.#turns.add(itemId);
    return this.active;
  }

  /** @returns whether these words are of a turn that was. */
  took(itemId: string): boolean {
    return this.#turns.delete(itemId);
  }

  /** Writes it after all that came before. */
  hear(text: string): void {
    const { signal } = this.#ending ?? new AbortController();
    const steps = dictationSteps(text);
    for (const step of steps) {
      if (step.type === "stop") this.#queue(signal, async () => this.stop());
      else if (step.type === "scratch") this.#queue(signal, () => this.#scratch(signal));
      else this.#queue(signal, () => this.#write(step.text, signal));
    }
  }

  #queue(signal: AbortSignal, work: () => Promise<void>): void {
    this.#last = this.#last.then(() => (signal.aborted ? undefined : work()));
  }

  /** What was heard is written all the same. */
  stop(): void {
    if (!this.active) return;
    this.set(false);
    this.#options.notice({ type: "dictationEnded" });
  }

  /** The calls of nobody else come between, so that the last one is a phrase. */
  async #scratch(signal: AbortSignal): Promise<void> {
    if (this.#written === 0) return;
    const { status } = await this.#call("undo", {}, signal);
    if (status === "done") this.#written--;
  }

  async #write(text: string, signal: AbortSignal): Promise<void> {
    const { status } = await this.#call("dictate", { action: "write", text }, signal);
    if (status === "done") this.#written++;
  }

  async #call(name: string, args: Record<string, unknown>, signal: AbortSignal): Promise<ToolOutcome> {
    const { tools, notice } = this.#options;
    const callId = `dictation_${++this.#calls}_${Date.now().toString(36)}`;
    const outcome = await tools.run({ callId, name, arguments: JSON.stringify(args) }, signal);
    // Nobody is there who would ask.
    if (outcome.status === "asking") await tools.confirm(callId, false, signal);
    if (outcome.status !== "done")
      notice({ type: "notWritten", reason: outcome.summary || (outcome.question ?? "") });
    return outcome;
  }
}
