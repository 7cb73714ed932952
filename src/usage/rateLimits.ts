/** The provider's rate limits, while they are near. */
import type { UsageState } from "../shared/usage.ts";
import type { RateLimit } from "./usageEvents.ts";

/** Less than this share left is near. */
const nearShare = 0.1;

export class RateLimits {
  /** On the clock of `performance.now()`, in ms. */
  readonly #now: () => number;
  #near: { name: RateLimit["name"]; left: number; resetAt: number }[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  /** @returns whether another limit is near now, or one no longer. */
  update(limits: readonly RateLimit[]): boolean {
    const names = (): string => this.near.map(({ name }) => name).join();
    const before = names();
    for (const { name, limit, remaining, reset_seconds } of limits) {
      this.#near = this.#near.filter((known) => known.name !== name);
      const left = Math.max(0, remaining / limit);
      if (left < nearShare) this.#near.push({ name, left, resetAt: this.#now() + reset_seconds * 1000 });
    }
    return names() !== before;
  }

  get near(): UsageState["limits"] {
    const now = this.#now();
    return this.#near
      .filter(({ resetAt }) => resetAt > now)
      .map(({ name, left, resetAt }) => ({ name, left, seconds: (resetAt - now) / 1000 }));
  }
}
