/** The microphone's way to the server: in pieces that are neither many nor late. */
import { apiRate, pcmOf, samplesOf } from "./pcm.ts";
import { Resampler } from "./resampler.ts";

/** Samples in a piece: 40 ms. */
const pieceLength = 0.04 * apiRate;

export class Uplink {
  readonly #append: (audio: string) => void;
  #resampler: { from: number; resampler: Resampler } | undefined;
  #waiting = new Float32Array(0);

  /** @param append takes a piece, as base64. */
  constructor(append: (audio: string) => void) {
    this.#append = append;
  }

  /** @param rate of the PCM, in Hz: another device may have another one. */
  push(pcm: Uint8Array, rate: number): void {
    if (this.#resampler?.from !== rate) {
      this.#resampler = { from: rate, resampler: new Resampler(rate, apiRate) };
    }
    this.#waiting = joined(this.#waiting, this.#resampler.resampler.process(samplesOf(pcm)));
    while (this.#waiting.length >= pieceLength) this.#post(pieceLength);
  }

  /** Sends what is there: the turn ends. */
  finish(): void {
    if (this.#waiting.length > 0) this.#post(this.#waiting.length);
  }

  /** Forgets what was not sent. */
  clear(): void {
    this.#waiting = new Float32Array(0);
    this.#resampler = undefined;
  }

  #post(length: number): void {
    const piece = this.#waiting.subarray(0, length);
    this.#waiting = this.#waiting.slice(length);
    this.#append(Buffer.from(pcmOf(piece)).toString("base64"));
  }
}

function joined(before: Float32Array, next: Float32Array): Float32Array<ArrayBuffer> {
  const all = new Float32Array(before.length + next.length);
  all.set(before);
  all.set(next, before.length);
  return all;
}
