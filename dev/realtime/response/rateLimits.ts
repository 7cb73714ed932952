/** What is left of the account's requests and tokens, minute by minute. */
import type { RateLimitsUpdatedEvent } from "openai/resources/realtime/realtime";

export type RateLimit = RateLimitsUpdatedEvent.RateLimit;

/** Requests and tokens a minute, as an account has that is in use. A new one's 40,000 last for a few commands. */
const requestLimit = 1000;
const tokenLimit = 200_000;
const minuteMs = 60_000;

/**
 * @param clock milliseconds.
 * @returns a function that counts one response and tells what is left after it.
 */
export function rateLimiter(clock = () => performance.now()): (tokens: number) => RateLimit[] {
  let resetAt = Number.NEGATIVE_INFINITY;
  let requestsLeft = 0;
  let tokensLeft = 0;
  return (tokens) => {
    const now = clock();
    if (now >= resetAt) {
      resetAt = now + minuteMs;
      requestsLeft = requestLimit;
      tokensLeft = tokenLimit;
    }
    requestsLeft = Math.max(0, requestsLeft - 1);
    tokensLeft = Math.max(0, tokensLeft - tokens);
    const reset_seconds = (resetAt - now) / 1000;
    return [
      { name: "requests", limit: requestLimit, remaining: requestsLeft, reset_seconds },
      { name: "tokens", limit: tokenLimit, remaining: tokensLeft, reset_seconds },
    ];
  };
}
