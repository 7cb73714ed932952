/** Replaces the session by a new one in the pause between two turns: before its hour is over, or for a new setting. */

/** The API ends every session after an hour, in ms. */
const longest = 3_600_000;

/** How long before its end a session is replaced, in ms, and at most which part of its life that may be. */
const margin = 300_000;
const marginShare = 0.2;

export interface RenewalOptions {
  /** It is the pause between two turns. */
  isPaused(): boolean;
  renew(reason: string): void;
}

export class Renewal {
  readonly #options: RenewalOptions;
  #reason: string | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: RenewalOptions) {
    this.#options = options;
  }

  /** @param expiresAt as the server tells it, in seconds since 1970. Its clock need not be ours. */
  opened(expiresAt: number | undefined): void {
    this.closed();
    const told = expiresAt === undefined ? longest : expiresAt * 1_000 - Date.now();
    const life = told > 0 && told <= longest ? told : longest;
    const wait = life - Math.min(margin, life * marginShare);
    this.#timer = setTimeout(() => this.want("The session comes to its limit."), wait).unref();
  }

  closed(): void {
    clearTimeout(this.#timer);
    this.#reason = undefined;
  }

  /** Wants a new session, at the next pause. */
  want(reason: string): void {
    this.#reason ??= reason;
    if (this.#options.isPaused()) this.paused();
  }

  /** It is the pause between two turns. */
  paused(): void {
    const reason = this.#reason;
    if (reason === undefined) return;
    this.closed();
    this.#options.renew(reason);
  }
}
