/**
 * Tells presses of a key from its repeats. All that the editor gives is a command at each key-down, repeats
 * included, and none when the key goes up.
 *
 * After a press at 0, in ms (`first`: latest first repeat; `silence`: longest pause between repeats; both learnt):
 *
 * | next key-down             | and then                      | it was                                         |
 * | ------------------------- | ----------------------------- | ---------------------------------------------- |
 * | after `first`             |                               | another press, at once                         |
 * | after `first`             | one sooner than any can be    | a first repeat, late: the press is taken back  |
 * | before `first`            | one within `silence`          | the first repeat: the key is held              |
 * | before `first`            | nothing, and it was regular   | the first repeat, of a key let go just then    |
 * | before `first`            | nothing, and it was irregular | another press, `silence` ago: two quick taps   |
 * | none                      |                               | a tap, or a system that repeats no keys        |
 *
 * A held key is up when no repeat comes within `silence`. A key-down soon after that is a press; where the next
 * one comes sooner than any first repeat can, the key had been down all the while, and the rhythm learns that it
 * was too hasty. Where the page sees the key go up, that counts, and everything after it is a press.
 */
import type { KeyRhythm } from "./keyRhythm.ts";

/** All times in ms since 1970. */
export interface KeyListener {
  /** @param doubtful repeats had been taken for ended just before; a single press then may be the last of them. */
  press(at: number, doubtful: boolean): void;
  /** No repeat has come after the press: the key is up, or the system repeats none. */
  lone(): void;
  /** The key of the last press is held. */
  repeats(): void;
  /** The last press was none: the key had been held since the one before. */
  mistaken(at: number): void;
  /** The held key went up, at about `last`. */
  released(last: number): void;
}

/** A press that may turn out to be a repeat, and how late that would have been, in ms. */
interface Doubt {
  of: "first" | "interval";
  gap: number;
}

type Phase =
  | { name: "up"; lastRepeat?: number }
  | { name: "down"; at: number; doubt?: Doubt }
  | { name: "unsure"; at: number; second: number }
  | { name: "repeating"; firstDelay?: number; gaps: number[]; last: number };

/** A finger that has gone up does not come down again sooner than this, in ms; a late command does. */
const fingerTime = 60;

/** No system's first repeat comes later, in ms. macOS' longest is 1,800. */
const latestRepeat = 2_500;

/** A timer later than this was held up by a busy host, in ms. */
const busy = 40;

/** The editor's window may hang for this long, in ms, and bring its repeats then. */
const hang = 400;

/** Of one hold, enough to tell its rhythm by; a long one goes on for thousands of repeats. */
const keptGaps = 64;

export class KeyWatch {
  readonly #rhythm: KeyRhythm;
  readonly #listener: KeyListener;
  #phase: Phase = { name: "up" };
  /** When the page last saw the key go up, in ms since 1970. */
  #seenUp = -Infinity;
  #timer: NodeJS.Timeout | undefined;

  constructor(rhythm: KeyRhythm, listener: KeyListener) {
    this.#rhythm = rhythm;
    this.#listener = listener;
  }

  /** @returns whether it may be a press: the key was not known to be held. */
  keyDown(): boolean {
    const now = Date.now();
    if (now - this.#seenUp < fingerTime) return false;
    const phase = this.#phase;
    switch (phase.name) {
      case "up":
        this.#press(now, this.#doubtAfter(phase.lastRepeat, now));
        return true;
      case "down":
        this.#next(phase, now);
        return true;
      case "unsure":
        this.#repeat({
          name: "repeating",
          firstDelay: phase.second - phase.at,
          gaps: [],
          last: phase.second,
        });
        this.#listener.repeats();
        break;
      case "repeating":
        this.#repeat(phase);
        break;
    }
    return false;
  }

  /** The page saw the key go up. @returns whether there was a press without repeats until then. */
  keyUp(): boolean {
    const phase = this.#phase;
    this.#seenUp = Date.now();
    if (phase.name === "unsure") this.#listener.repeats();
    if (phase.name === "repeating" || phase.name === "unsure") this.#release(Date.now());
    this.#to({ name: "up" });
    return phase.name === "down";
  }

  /** Forgets what was seen of the key. */
  reset(): void {
    this.#to({ name: "up" });
  }

  /** The second key-down. */
  #next({ at, doubt }: Extract<Phase, { name: "down" }>, now: number): void {
    const gap = now - at;
    if (doubt !== undefined && gap < this.#rhythm.soonestRepeat) return this.#mistaken(doubt, now);
    if (gap > this.#rhythm.firstRepeat) {
      return this.#press(now, gap > latestRepeat ? undefined : { of: "first", gap });
    }
    this.#to({ name: "unsure", at, second: now });
    this.#after(this.#rhythm.silence, () => {
      if (!this.#rhythm.isFirstRepeat(gap)) return this.#press(now);
      this.#listener.repeats();
      this.#release(now);
    });
  }

  #press(at: number, doubt?: Doubt): void {
    this.#to({ name: "down", at, ...(doubt !== undefined && { doubt }) });
    this.#after(at + this.#rhythm.firstRepeat - Date.now(), () => this.#listener.lone());
    this.#listener.press(at, doubt?.of === "interval");
  }

  /** Whether the key may be held still, though a silence had been taken for its end. */
  #doubtAfter(lastRepeat: number | undefined, now: number): Doubt | undefined {
    if (lastRepeat === undefined) return undefined;
    const gap = now - lastRepeat;
    return gap <= this.#rhythm.silence + hang ? { of: "interval", gap } : undefined;
  }

  #mistaken(doubt: Doubt, now: number): void {
    if (doubt.of === "interval") this.#rhythm.slipped(doubt.gap);
    const firstDelay = doubt.of === "first" ? doubt.gap : undefined;
    this.#to({ name: "repeating", ...(firstDelay !== undefined && { firstDelay }), gaps: [], last: now });
    this.#listener.mistaken(now);
    this.#awaitRepeat();
  }

  #repeat(phase: Extract<Phase, { name: "repeating" }>): void {
    const now = Date.now();
    const gaps = [...phase.gaps, now - phase.last].slice(-keptGaps);
    this.#to({ ...phase, gaps, last: now });
    this.#awaitRepeat();
  }

  #awaitRepeat(): void {
    this.#after(this.#rhythm.silence, () => {
      if (this.#phase.name === "repeating") this.#release(this.#phase.last);
    });
  }

  #release(last: number): void {
    const phase = this.#phase;
    this.#to({ name: "up", lastRepeat: last });
    this.#listener.released(last);
    if (phase.name === "repeating") this.#rhythm.held(phase.firstDelay, phase.gaps);
  }

  #to(phase: Phase): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#phase = phase;
  }

  /** Does `act` when no key-down has come for so long, in ms. */
  #after(wait: number, act: () => void): void {
    const due = Date.now() + wait;
    const timer = setTimeout(() => {
      // A host that was busy runs this before the repeats that came meanwhile. It may still be reading them, so
      // they are given time; and then they go first.
      const late = Date.now() - due;
      if (late > busy) return this.#after(Math.min(late, wait), act);
      setImmediate(() => this.#timer === timer && act());
    }, wait);
    this.#timer = timer;
  }
}
