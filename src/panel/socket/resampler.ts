/** Changes the rate of a stream of samples without folding what is too high into what is heard. */

/** Of the kernel to each side of its middle: more are sharper, and dearer. */
const zeroCrossings = 16;

/** Of the lower rate's band that is kept where it gets lower: the rest is for the filter to fall in. */
const kept = 0.92;

/** By windowed sinc functions, one for each of the places that an output sample can have between two input samples. */
export class Resampler {
  /** Samples of the input to each side that one of the output is made of. */
  readonly #half: number;
  readonly #kernels: Float64Array[];
  readonly #up: number;
  readonly #down: number;
  #input: Float32Array;
  /** Of the next output sample, in input samples from the beginning of `#input`, and in parts of `#up` beyond that. */
  #at: number;
  #phase = 0;

  /** Both in Hz. */
  constructor(from: number, to: number) {
    const common = greatestDivisor(from, to);
    this.#up = to / common;
    this.#down = from / common;
    const cutoff = to < from ? (kept * to) / from : 1;
    this.#half = Math.ceil(zeroCrossings / cutoff);
    this.#kernels = Array.from({ length: this.#up }, (_, phase) =>
      kernelAt(phase / this.#up, this.#half, cutoff),
    );
    this.#input = new Float32Array(this.#half);
    this.#at = this.#half;
  }

  /** @returns what can be made of all that came so far: the end of it waits for what follows. */
  process(samples: Float32Array): Float32Array<ArrayBuffer> {
    const input = new Float32Array(this.#input.length + samples.length);
    input.set(this.#input);
    input.set(samples, this.#input.length);
    const output: number[] = [];
    while (this.#at + this.#half < input.length) {
      const kernel = this.#kernels[this.#phase] ?? new Float64Array();
      const from = this.#at - this.#half + 1;
      let sum = 0;
      for (let index = 0; index < kernel.length; index++) {
        sum += (input[from + index] ?? 0) * (kernel[index] ?? 0);
      }
      output.push(sum);
      this.#phase += this.#down;
      this.#at += Math.floor(this.#phase / this.#up);
      this.#phase %= this.#up;
    }
    // The next one's kernel begins here, or beyond what has come.
    const done = Math.min(input.length, Math.max(0, this.#at - this.#half));
    this.#input = input.slice(done);
    this.#at -= done;
    return Float32Array.from(output);
  }

  /** Nothing follows. @returns what was still waiting. */
  finish(): Float32Array<ArrayBuffer> {
    return this.process(new Float32Array(this.#half));
  }
}

/** @param offset of the output sample behind the input sample that is in the kernel's middle: 0 to 1. */
function kernelAt(offset: number, half: number, cutoff: number): Float64Array {
  const kernel = Float64Array.from({ length: 2 * half }, (_, index) => {
    const distance = index - half + 1 - offset;
    return sinc(cutoff * distance) * blackman(distance / half);
  });
  // What does not change at all must come out as it went in.
  const sum = kernel.reduce((total, weight) => total + weight, 0);
  return kernel.map((weight) => weight / sum);
}

function sinc(x: number): number {
  // Exact where it is one or nothing: those samples pass as they are.
  if (Number.isInteger(x)) return x === 0 ? 1 : 0;
  return Math.sin(Math.PI * x) / (Math.PI * x);
}

/** @param x from -1 to 1. */
function blackman(x: number): number {
  return Math.abs(x) >= 1 ? 0 : 0.42 + 0.5 * Math.cos(Math.PI * x) + 0.08 * Math.cos(2 * Math.PI * x);
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
