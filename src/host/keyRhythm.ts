/**
 * The rhythm in which the system repeats a key that is held, learnt from what was seen of it. Each hold that is
 * surely one adds its own figures; the slowest of the last few holds count, so that a hold made on a busy machine
 * makes the key slower to let go for a while, and never the other way round.
 */
import * as z from "zod";

/** No keyboard that repeats sooner can be typed on, in ms. */
const shortestDelay = 100;

/** In ms, newest last. */
const rhythm = z.object({
  /** From the press to the first repeat. */
  firstDelays: z.array(z.number().min(shortestDelay).max(2_000)).max(8),
  /** Between two repeats: of each hold the one that nine in ten were not slower than. */
  intervals: z.array(z.number().min(10).max(500)).max(8),
});
export type Rhythm = z.infer<typeof rhythm>;

/** Where the rhythm is kept from one session of the editor to the next. */
export interface RhythmStore {
  read(): unknown;
  write(rhythm: Rhythm): void;
}

/** Holds that are remembered. */
const memory = 8;

/**
 * Before anything is learnt, in ms. A first repeat comes after 250 to 1,000 ms by the systems' own settings (a
 * second is the longest of Windows), and repeats every 30 to 90 ms; the rest is for a busy machine.
 */
const unlearnt = { firstRepeat: 1_300, silence: 400 };

/** No system's own settings let the first repeat come sooner, in ms; `xset r rate` can, and is learnt. */
const soonest = 200;

export class KeyRhythm {
  readonly #store: RhythmStore;
  #rhythm: Rhythm;

  constructor(store: RhythmStore) {
    this.#store = store;
    const stored = rhythm.safeParse(store.read());
    this.#rhythm = stored.success ? stored.data : { firstDelays: [], intervals: [] };
  }

  /** A key-down that comes later than this after a press, in ms, is no first repeat. */
  get firstRepeat(): number {
    const { firstDelays } = this.#rhythm;
    if (firstDelays.length === 0) return unlearnt.firstRepeat;
    return between(400, Math.max(...firstDelays) * 1.25 + 150, 2_500);
  }

  /** A key-down that comes sooner than this after a press, in ms, is no first repeat. */
  get soonestRepeat(): number {
    return Math.min(soonest, ...this.#rhythm.firstDelays.map((delay) => delay * 0.7));
  }

  /**
   * Repeats that have not come for this long, in ms, come no more. Two in a row may be lost, and the editor's
   * window may be busy for a while.
   */
  get silence(): number {
    const { intervals } = this.#rhythm;
    if (intervals.length === 0) return unlearnt.silence;
    return between(200, Math.max(...intervals) * 2 + 120, 800);
  }

  /** Whether a key-down this long after a press, in ms, comes when the first repeat does. Fingers rarely hit it. */
  isFirstRepeat(gap: number): boolean {
    const usual = this.#rhythm.firstDelays.toSorted((a, b) => a - b)[this.#rhythm.firstDelays.length >> 1];
    return usual !== undefined && Math.abs(gap - usual) <= usual * 0.1 + 30;
  }

  /**
   * A hold is over.
   * @param firstDelay absent where the press itself was not seen for what it was.
   * @param gaps between its repeats, in ms.
   */
  held(firstDelay: number | undefined, gaps: readonly number[]): void {
    // What a busy host gets to at once tells nothing.
    const honest = gaps.filter((gap) => gap >= 10).toSorted((a, b) => a - b);
    if (honest.length < 2) return;
    // With so few, a single late one would be among the slowest tenth.
    const interval = honest.length < 5 ? undefined : honest[Math.floor((honest.length - 1) * 0.9)];
    // Nor does what follows a press at once: the press was a repeat itself.
    this.#add(firstDelay === undefined || firstDelay < shortestDelay ? undefined : firstDelay, interval);
  }

  /** Repeats went on after they had been taken for ended, `gap` ms after the last one: a word may be cut. */
  slipped(gap: number): void {
    this.#add(undefined, gap);
  }

  #add(firstDelay: number | undefined, interval: number | undefined): void {
    const { firstDelays, intervals } = this.#rhythm;
    this.#rhythm = {
      firstDelays: added(firstDelays, firstDelay, shortestDelay, 2_000),
      intervals: added(intervals, interval, 10, 500),
    };
    this.#store.write(this.#rhythm);
  }
}

function added(values: readonly number[], value: number | undefined, least: number, most: number): number[] {
  if (value === undefined) return [...values];
  return [...values, Math.round(between(least, value, most))].slice(-memory);
}

function between(least: number, value: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
