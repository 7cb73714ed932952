/** What the sound of a microphone tells of it. */
import * as z from "zod/mini";

/** `silent`: no sound at all. `quiet`: sound, but none as loud as speech. `loud`: so loud that its peaks are cut off. */
export const verdict = z.enum(["heard", "quiet", "silent", "loud"]);
export type Verdict = z.infer<typeof verdict>;

/** The greatest sample below which there is no sound at all: -70 dBFS, below the noise of any room. */
const silentPeak = 10 ** (-70 / 20);
/** The loudest syllable's root mean square below which a recogniser has a hard time: -40 dBFS. */
const quietSyllable = 10 ** (-40 / 20);
/** Seconds over which a syllable's loudness is taken. */
const syllableTime = 0.05;
/** From here on a sample counts as cut off, and this share of them is heard as distortion. */
const cutOff = 0.999;
const cutOffShare = 0.001;

/** @param samples from -1 to 1. */
export function judge(samples: Float32Array, sampleRate: number): Verdict {
  const length = Math.round(syllableTime * sampleRate);
  let peak = 0;
  let cut = 0;
  let loudest = 0;
  for (let start = 0; start < samples.length; start += length) {
    let energy = 0;
    for (const sample of samples.subarray(start, start + length)) {
      const size = Math.abs(sample);
      peak = Math.max(peak, size);
      if (size >= cutOff) cut += 1;
      energy += size * size;
    }
    loudest = Math.max(loudest, Math.sqrt(energy / length));
  }
  if (peak < silentPeak) return "silent";
  if (cut > cutOffShare * samples.length) return "loud";
  return loudest < quietSyllable ? "quiet" : "heard";
}

/** Seconds of sound that are listened to at least, and at most: somebody who is asked to speak takes a moment. */
const shortest = 1;
const longest = 3;
/** Seconds between two looks at what has come. */
const between = 0.25;

/** A piece of sound, from -1 to 1. */
interface Piece {
  readonly samples: Float32Array;
  /** In Hz. */
  readonly sampleRate: number;
}

/** Judges sound that comes piece by piece, until it is known well enough. */
export class Listening {
  #samples = new Float32Array(0);
  #sampleRate = 0;
  #length = 0;
  #nextLook = shortest;

  /** @returns whether it is enough. */
  add({ samples, sampleRate }: Piece): boolean {
    if (this.#sampleRate === 0) {
      this.#sampleRate = sampleRate;
      this.#samples = new Float32Array(longest * sampleRate);
    }
    const taken = samples.subarray(0, this.#samples.length - this.#length);
    this.#samples.set(taken, this.#length);
    this.#length += taken.length;
    const seconds = this.#length / this.#sampleRate;
    if (seconds >= longest) return true;
    if (seconds < this.#nextLook) return false;
    this.#nextLook = seconds + between;
    return this.verdict === "heard" || this.verdict === "loud";
  }

  /** Undefined where nothing has come. */
  get verdict(): Verdict | undefined {
    if (this.#length === 0) return undefined;
    return judge(this.#samples.subarray(0, this.#length), this.#sampleRate);
  }
}

/** @param samples signed 16-bit little-endian PCM. */
export function fromIntegers(samples: Uint8Array): Float32Array<ArrayBuffer> {
  const view = new DataView(samples.buffer, samples.byteOffset, samples.byteLength);
  return Float32Array.from(
    { length: Math.floor(samples.byteLength / 2) },
    (_, index) => view.getInt16(index * 2, true) / 32_768,
  );
}
