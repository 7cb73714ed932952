import assert from "node:assert/strict";
import { mock } from "node:test";
import { keyboard, learnt, noise, pressed, usual, type System } from "./keyboard.ts";

describe("the push-to-talk key, held", () => {
  beforeEach(() => mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_000_000 }));
  afterEach(() => mock.timers.reset());

  for (const delay of [250, 500, 1_000]) {
    for (const interval of [30, 60, 90]) {
      it(`talks until it is let go, fresh and learnt, at ${delay} and ${interval} ms with jitter`, async () => {
        const system: System = { delay, interval, late: (repeat) => noise(repeat + delay) * 25 };
        const keys = keyboard();
        const noticed: number[] = [];
        for (let hold = 0; hold < 3; hold++) {
          const { length } = keys.told;
          await keys.hold(4_000, system);
          assert.equal(keys.told.length, length + 1, "cut");
          const letGo = Date.now();
          await keys.pass(2_000);
          assert.equal(keys.told.length, length + 2, "not noticed");
          noticed.push(keys.told.at(-1)!.at - letGo);
        }
        const [fresh, ...later] = noticed;
        assert.ok(fresh! <= 430, `fresh, it is noticed after ${fresh} ms`);
        assert.ok(Math.max(...later) <= Math.max(205, 2.6 * interval + 150), `later, ${later.join(", ")} ms`);
        assert.ok(Math.min(...later) >= interval, "sooner than a repeat could come");
      });
    }
  }

  it("is noticed sooner by what an earlier session has learnt", async () => {
    const first = keyboard();
    await first.hold(2_000);
    await first.pass(1_000);
    const second = keyboard("auto", first.stored());
    await second.hold(1_000);
    await second.pass(215);
    assert.deepEqual(pressed(second), [true, false]);
  });

  it("forgets a memory that is broken", async () => {
    const keys = keyboard("auto", { firstDelays: ["soon"], intervals: [1e9] });
    assert.equal(keys.rhythm.silence, 400);
    await keys.hold(2_000, { delay: 1_000, interval: 90 });
    assert.ok(keys.talking());
  });

  it("tells until when it was surely down", async () => {
    const keys = keyboard("auto", learnt);
    await keys.hold(600);
    const down = keys.told[0]!.at;
    await keys.pass(1_000);
    assert.equal(keys.told.at(-1)?.until, down + 500 + 3 * 33);
  });

  it("goes on when a busy host gets to a repeat 400 ms late, before or after its timer", async () => {
    for (const timerFirst of [true, false]) {
      const keys = keyboard("auto", learnt);
      await keys.hold(1_000);
      // The host's loop stands still: time goes on, nothing runs; then all that is due runs in one turn.
      mock.timers.setTime(Date.now() + 400);
      if (timerFirst) {
        mock.timers.tick(1);
        // The repeats come in a later turn of the loop: they were still being read.
        await new Promise((resolve) => setImmediate(resolve));
        await new Promise((resolve) => setImmediate(resolve));
      }
      keys.down();
      keys.down();
      await keys.pass(33);
      keys.down();
      assert.deepEqual(pressed(keys), [true]);
      await keys.pass(1_000);
      assert.deepEqual(pressed(keys), [true, false]);
    }
  });

  it("goes on where the repeats come in the same turn of the loop as their timer", async () => {
    const keys = keyboard("auto", learnt);
    await keys.hold(1_000);
    mock.timers.tick(keys.rhythm.silence);
    keys.down();
    await keys.pass(33);
    assert.deepEqual(pressed(keys), [true]);
  });

  it("does not learn from a single late repeat, nor from what came at once after it", async () => {
    const keys = keyboard();
    await keys.hold(2_000, {
      ...usual,
      late: (repeat) => (repeat < 10 || repeat > 18 ? 0 : (19 - repeat) * 33),
    });
    await keys.pass(1_000);
    assert.deepEqual(keys.stored(), { firstDelays: [500], intervals: [33] });
  });

  it("takes its end back within the tail where a window hung, and lets go later from then on", async () => {
    const keys = keyboard("auto", learnt);
    await keys.hold(1_000);
    const last = Date.now();
    await keys.pass(320);
    assert.deepEqual(pressed(keys), [true, false]);
    for (let repeat = 0; repeat < 10; repeat++) {
      keys.down();
      await keys.pass(33);
    }
    assert.deepEqual(pressed(keys), [true, false, true]);
    assert.ok(keys.told[2]!.at - keys.told[1]!.at < 200, "within the tail it is one turn");
    await keys.pass(1_000);
    assert.deepEqual(pressed(keys), [true, false, true, false]);
    await keys.hold(1_000);
    await keys.pass(320);
    assert.equal(pressed(keys).length, 5, `the second time ${Date.now() - last} ms are waited for`);
  });

  it("goes on, and learns no delay, where the repeats of half a second come at once", async () => {
    const keys = keyboard();
    await keys.hold(3_000, {
      ...usual,
      late: (repeat) => (repeat < 10 || repeat > 26 ? 0 : (27 - repeat) * 33),
    });
    assert.ok(keys.talking());
    await keys.pass(2_000);
    assert.equal(keys.talking(), false);
    assert.deepEqual(keys.stored()?.firstDelays, [500]);
  });

  it("ends also where the last repeat of all comes late and alone", async () => {
    const keys = keyboard("auto", learnt);
    await keys.hold(1_000);
    await keys.pass(300);
    keys.down();
    await keys.pass(2_000);
    assert.equal(keys.talking(), false);
    assert.equal(keys.told.at(-1)?.until, keys.told.at(-2)?.at, "and that is too short to be speech");
  });

  it("goes on where the first repeat comes later than ever before", async () => {
    for (const delay of [900, 1_800]) {
      const keys = keyboard("auto", { firstDelays: [250], intervals: [33] });
      const slow = { delay, interval: 90 };
      await keys.hold(3_000, slow);
      assert.ok(keys.talking());
      assert.ok(keys.told.length === 3 && keys.told[2]!.at - keys.told[1]!.at < 200, "one turn");
      await keys.pass(2_000);
      keys.told.splice(0);
      await keys.hold(3_000, slow);
      assert.deepEqual(pressed(keys), [true], "and it is learnt");
    }
  });
});
