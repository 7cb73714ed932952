/** The way of captured sound to the page: numbered pieces, and no more of them under way than the page takes. */

/**
 * Pieces that may be under way at once: a second, at 20 ms each. A page that sleeps takes none, and what it then
 * gets must not be old.
 */
const underWay = 50;

export class AudioFeed {
  readonly #post: (sequence: number, samples: Uint8Array<ArrayBuffer>) => void;
  #sent = 0;
  #taken = 0;
  #dropped = 0;

  constructor(post: (sequence: number, samples: Uint8Array<ArrayBuffer>) => void) {
    this.#post = post;
  }

  /** Pieces that were not sent because the page took none. */
  get dropped(): number {
    return this.#dropped;
  }

  push(samples: Uint8Array<ArrayBuffer>): void {
    if (this.#sent - this.#taken >= underWay) {
      this.#dropped++;
      return;
    }
    this.#post(++this.#sent, samples);
  }

  /** The page has taken everything up to this piece. */
  taken(sequence: number): void {
    if (sequence <= this.#sent) this.#taken = Math.max(this.#taken, sequence);
  }
}
