/**
 * The assistant's voice: whether it is let through to the user, and how much of an answer was heard. The words of
 * an answer come faster than its voice, so where that is cut off, the user has not heard all that stands there.
 */
import type { Link } from "./link.ts";

export interface AssistantVoiceOptions {
  link(): Link | undefined;
  /** In ms; `performance.now()` by default. */
  now?(): number;
}

/** Characters of English in a second, at the usual speed: 170 words a minute. What is heard soon tells better. */
const usualPace = 15;

/** An answer shorter than this says nothing of the pace, in ms. */
const longEnough = 2_000;

interface Playing {
  responseId: string;
  began: number;
  silencedAt?: number;
}

export class AssistantVoice {
  readonly #options: AssistantVoiceOptions;
  #playing: Playing | undefined;
  /** Characters in a second. */
  #pace = usualPace;

  constructor(options: AssistantVoiceOptions) {
    this.#options = options;
  }

  /** Lets the voice through, or not; at once. */
  setAudible(audible: boolean): void {
    this.#options.link()?.setAudible(audible);
    if (this.#playing === undefined) return;
    if (audible) delete this.#playing.silencedAt;
    else this.#playing.silencedAt ??= this.#now();
  }

  started(responseId: string): void {
    this.#playing = { responseId, began: this.#now() };
  }

  /** The answer was spoken to its end. @param length of its text, in characters. */
  stopped(responseId: string, length: number): void {
    const playing = this.#playing;
    if (playing?.responseId !== responseId) return;
    const took = this.#now() - playing.began;
    if (took >= longEnough && length > 0) this.#pace = (length / took) * 1000;
    this.#playing = undefined;
  }

  /** @returns how many characters of the answer were heard, about; undefined where it had no voice. */
  heard(responseId: string): number | undefined {
    const playing = this.#playing;
    if (playing?.responseId !== responseId) return undefined;
    const until = playing.silencedAt ?? this.#now();
    return Math.round(((until - playing.began) / 1000) * this.#pace);
  }

  /** The response whose voice is playing. */
  get speaks(): string | undefined {
    return this.#playing?.responseId;
  }

  #now(): number {
    return (this.#options.now ?? (() => performance.now()))();
  }
}
