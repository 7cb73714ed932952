/**
 * Push-to-talk on what VS Code gives: the command runs at each key-down, repeats included, and never at
 * key-up. A tap begins a turn and the next tap ends it; a hold talks until the repeats end.
 */

/** The system's delay before the first repeat goes up to a second (Windows' longest, macOS' longest). */
const firstRepeat = 1_000;

/** Repeats come every 30 to 90 ms. Twice the slowest, so that one late repeat does not cut a word, in ms. */
const repeatsEnd = 250;

export class PushToTalkKey {
  readonly #talk: (pressed: boolean) => void;
  #pressedAt: number | undefined;
  #held = false;
  #release: NodeJS.Timeout | undefined;

  constructor(talk: (pressed: boolean) => void) {
    this.#talk = talk;
  }

  /** The key's command ran. */
  keyDown(): void {
    if (this.#pressedAt === undefined) {
      this.#pressedAt = Date.now();
      this.#talk(true);
      return;
    }
    const sincePress = Date.now() - this.#pressedAt;
    if (!this.#held && sincePress > firstRepeat) return this.#end();
    this.#held = true;
    clearTimeout(this.#release);
    const release = setTimeout(() => {
      // A host that was busy runs this before the repeats that came meanwhile: they go first.
      setImmediate(() => this.#release === release && this.#end());
    }, repeatsEnd);
    this.#release = release;
  }

  /** Forgets the press: the session ended, or the button took over. */
  reset(): void {
    clearTimeout(this.#release);
    this.#release = undefined;
    this.#pressedAt = undefined;
    this.#held = false;
  }

  #end(): void {
    this.reset();
    this.#talk(false);
  }
}
