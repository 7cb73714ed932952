import assert from "node:assert/strict";
import { mock } from "node:test";
import { Suspension } from "../../../src/session/suspension.ts";

const second = 1_000;
const minute = 60 * second;

describe("a computer that sleeps", () => {
  /** On the wall, in ms since 1970. */
  let clock: number;
  let resumed: number[];
  let suspension: Suspension;
  beforeEach(() => {
    mock.timers.enable({ apis: ["setInterval"] });
    clock = Date.UTC(2026, 10, 20);
    resumed = [];
    suspension = new Suspension({ now: () => clock, resumed: (slept) => void resumed.push(slept) });
    suspension.watch();
  });
  afterEach(() => {
    suspension.dispose();
    mock.timers.reset();
  });

  /** Timers stand still, and the clock on the wall does not. */
  const sleep = (ms: number): void => void (clock += ms);

  function awake(ms: number): void {
    for (let left = ms; left > 0; left -= second) {
      clock += second;
      mock.timers.tick(second);
    }
  }

  it("is noticed at the first tick after it, once, with the time it slept", () => {
    awake(12 * second);
    sleep(8 * minute);
    assert.deepEqual(resumed, []);
    awake(5 * second);
    assert.equal(resumed.length, 1);
    assert.ok(Math.abs(resumed[0]! - 8 * minute) <= 5 * second, `${resumed[0]} ms`);
    awake(10 * minute);
    assert.equal(resumed.length, 1);
    sleep(40 * second);
    awake(5 * second);
    assert.equal(resumed.length, 2);
  });

  it("is not a busy one, however often it is busy", () => {
    for (const late of [2, 7, 20, 24]) {
      sleep(late * second);
      awake(5 * second);
    }
    awake(minute);
    assert.deepEqual(resumed, []);
  });

  it("is not a clock that is set back, after which it is noticed all the same", () => {
    sleep(-60 * minute);
    awake(10 * second);
    assert.deepEqual(resumed, []);
    sleep(2 * minute);
    awake(5 * second);
    assert.equal(resumed.length, 1);
  });

  it("is not noticed before it is watched, nor after", () => {
    suspension.dispose();
    sleep(8 * minute);
    awake(minute);
    suspension.watch();
    suspension.watch();
    awake(minute);
    assert.deepEqual(resumed, []);
    sleep(8 * minute);
    awake(5 * second);
    assert.equal(resumed.length, 1);
    suspension.dispose();
    sleep(8 * minute);
    awake(minute);
    assert.equal(resumed.length, 1);
  });
});
