/**
 * The user speaks while the assistant does. It is silent at once; whether its answer is over is decided by what the
 * user says: after an "uh-huh", or a cough, it goes on.
 */
import type { AssistantVoice } from "./assistantVoice.ts";
import { isBackchannel } from "./backchannel.ts";

export interface InterruptionOptions {
  voice: AssistantVoice;
  /** The assistant's words hold a question. */
  asked(): boolean;
  /** Ends the answer. */
  interrupt(): void;
}

/** Who speaks for so long says more than "uh-huh", in ms. */
const longest = 1_000;

/** For the words to be written down, once the user is silent, in ms. Then it counts as a turn. */
const wordsTime = 1_500;

interface Overlap {
  itemId: string;
  timer: NodeJS.Timeout;
  decided: PromiseWithResolvers<boolean>;
}

export class Interruption {
  readonly #options: InterruptionOptions;
  #overlap: Overlap | undefined;

  constructor(options: InterruptionOptions) {
    this.#options = options;
  }

  /** The user began to speak over the assistant. */
  begin(itemId: string): void {
    this.end(true);
    this.#options.voice.setAudible(false);
    const decided = Promise.withResolvers<boolean>();
    this.#overlap = { itemId, decided, timer: this.#within(longest) };
  }

  /** The user has stopped speaking: the words are on their way. */
  stopped(): void {
    const overlap = this.#overlap;
    if (overlap === undefined) return;
    clearTimeout(overlap.timer);
    overlap.timer = this.#within(wordsTime);
  }

  /** Whether it is open what item `itemId` does to the answer. */
  isOpen(itemId: string): boolean {
    return this.#overlap?.itemId === itemId;
  }

  /** The words came. @returns whether the answer goes on; then they are no turn. */
  words(itemId: string, text: string): boolean {
    if (!this.isOpen(itemId)) return false;
    const goesOn = isBackchannel(text, this.#options.asked());
    this.end(!goesOn);
    if (goesOn) this.#options.voice.setAudible(true);
    return goesOn;
  }

  /** @param cut the answer is over. */
  end(cut: boolean): void {
    const overlap = this.#overlap;
    if (overlap === undefined) return;
    this.#overlap = undefined;
    clearTimeout(overlap.timer);
    if (cut) this.#options.interrupt();
    overlap.decided.resolve(cut);
  }

  /** @returns undefined where nothing is open; else a promise of whether the answer is over. */
  get decision(): Promise<boolean> | undefined {
    return this.#overlap?.decided.promise;
  }

  #within(time: number): NodeJS.Timeout {
    return setTimeout(() => this.end(true), time);
  }
}
