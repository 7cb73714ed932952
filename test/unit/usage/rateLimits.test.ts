import assert from "node:assert/strict";
import { RateLimits } from "../../../src/usage/rateLimits.ts";

describe("rate limits", () => {
  let now: number;
  let limits: RateLimits;
  beforeEach(() => {
    now = 5_000;
    limits = new RateLimits(() => now);
  });
  const tokens = (remaining: number) =>
    ({ name: "tokens", limit: 1_000, remaining, reset_seconds: 30 }) as const;
  const requests = (remaining: number) =>
    ({ name: "requests", limit: 10, remaining, reset_seconds: 6 }) as const;

  it("are near below 10 %, with the time until they are whole", () => {
    assert.equal(limits.update([requests(1), tokens(100)]), false);
    assert.deepEqual(limits.near, []);
    assert.equal(limits.update([requests(1), tokens(99)]), true);
    assert.deepEqual(limits.near, [{ name: "tokens", left: 0.099, seconds: 30 }]);
    now += 10_000;
    assert.deepEqual(limits.near, [{ name: "tokens", left: 0.099, seconds: 20 }]);
  });

  it("are news only where another one is near, or one no longer", () => {
    const news = [
      [tokens(50)],
      [tokens(40)],
      [requests(0)],
      [tokens(30), requests(0)],
      [tokens(800)],
      [],
    ].map((told) => limits.update(told));
    assert.deepEqual(news, [true, false, true, false, true, false]);
    assert.deepEqual(limits.near, [{ name: "requests", left: 0, seconds: 6 }]);
  });

  it("are gone when they are whole again, whether or not that is told", () => {
    limits.update([tokens(0)]);
    now += 30_000;
    assert.deepEqual(limits.near, []);
    limits.update([tokens(-5)]);
    assert.deepEqual(limits.near, [{ name: "tokens", left: 0, seconds: 30 }]);
  });
});
