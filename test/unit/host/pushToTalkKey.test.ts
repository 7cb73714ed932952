import assert from "node:assert/strict";
import { mock } from "node:test";
import { keyboard, learnt, noise, pressed } from "./keyboard.ts";

describe("the push-to-talk key", () => {
  beforeEach(() => mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_000_000 }));
  afterEach(() => mock.timers.reset());

  describe("tapped", () => {
    it("talks until the next tap, which counts at once", async () => {
      const keys = keyboard();
      keys.down();
      await keys.pass(10_000);
      assert.deepEqual(pressed(keys), [true]);
      keys.down();
      assert.deepEqual(pressed(keys), [true, false]);
      await keys.pass(5_000);
      keys.down();
      assert.deepEqual(pressed(keys), [true, false, true]);
    });

    it("is told from a first repeat by what follows", async () => {
      for (const [memory, wait] of [
        [undefined, 400],
        [learnt, 200],
      ] as const) {
        const keys = keyboard("auto", memory);
        keys.down();
        await keys.pass(700);
        const second = Date.now();
        keys.down();
        await keys.pass(wait - 10);
        assert.deepEqual(pressed(keys), [true]);
        await keys.pass(20);
        assert.deepEqual(pressed(keys), [true, false]);
        assert.equal(keys.told[1]!.until, second);
      }
    });

    it("twice in a row says nothing", async () => {
      const keys = keyboard();
      keys.down();
      await keys.pass(150);
      keys.down();
      await keys.pass(1_000);
      assert.deepEqual(pressed(keys), [true, false]);
      assert.equal(keys.told[1]!.until! - keys.told[0]!.at, 150);
    });

    it("and held at the end, begins nothing by its repeats", async () => {
      for (const memory of [undefined, learnt]) {
        for (const talk of [700, 5_000]) {
          const keys = keyboard("auto", memory);
          keys.down();
          await keys.pass(talk);
          await keys.hold(2_000, { delay: 500, interval: 33 });
          await keys.pass(1_000);
          assert.deepEqual(pressed(keys), [true, false]);
        }
      }
    });

    it("and held at the end just until the first repeat, begins nothing either", async () => {
      const keys = keyboard("auto", learnt);
      keys.down();
      await keys.pass(5_000);
      await keys.hold(510);
      await keys.pass(3_000);
      assert.deepEqual(pressed(keys), [true, false]);
    });

    it("again soon after the end, begins anew", async () => {
      const keys = keyboard("auto", learnt);
      keys.down();
      await keys.pass(5_000);
      keys.down();
      await keys.pass(700);
      keys.down();
      await keys.pass(1_000);
      assert.deepEqual(pressed(keys), [true, false, true]);
    });
  });

  describe("seen by the panel", () => {
    it("ends a hold at once as it goes up, before and after the first repeat", async () => {
      for (const ms of [400, 2_000]) {
        const keys = keyboard();
        await keys.hold(ms);
        assert.deepEqual(pressed(keys), [true]);
        keys.key.keyUp(ms);
        assert.deepEqual(pressed(keys), [true, false]);
        // A repeat that was on its way.
        keys.down();
        await keys.pass(3_000);
        assert.deepEqual(pressed(keys), [true, false]);
      }
    });

    it("leaves a tap a tap, after which each key-down is a press", async () => {
      const keys = keyboard();
      keys.down();
      await keys.pass(90);
      keys.key.keyUp(90);
      await keys.pass(400);
      keys.down();
      assert.deepEqual(pressed(keys), [true, false], "no wait for repeats");
      keys.key.keyUp(80);
      await keys.pass(300);
      keys.down();
      assert.deepEqual(pressed(keys), [true, false, true]);
    });

    it("ends a hold that is let go right after its first repeat", async () => {
      const keys = keyboard();
      await keys.hold(510);
      keys.key.keyUp(510);
      assert.deepEqual(pressed(keys), [true, false]);
    });

    it("changes nothing where no key is down, or it is only toggled", async () => {
      const idle = keyboard();
      idle.key.keyUp(100);
      assert.deepEqual(idle.told, []);
      const keys = keyboard("toggle");
      await keys.hold(2_000);
      keys.key.keyUp(2_000);
      assert.deepEqual(pressed(keys), [true]);
    });
  });

  describe("that only holds", () => {
    it("talks while the repeats come", async () => {
      const keys = keyboard("hold");
      await keys.hold(3_000, { delay: 1_000, interval: 90 });
      assert.deepEqual(pressed(keys), [true]);
      await keys.pass(410);
      assert.deepEqual(pressed(keys), [true, false]);
    });

    it("ends without repeats, after the latest time for the first, and has said nothing", async () => {
      for (const [memory, latest] of [
        [undefined, 1_300],
        [learnt, 775],
      ] as const) {
        const keys = keyboard("hold", memory);
        keys.down();
        await keys.pass(latest - 10);
        assert.deepEqual(pressed(keys), [true]);
        await keys.pass(20);
        assert.deepEqual(pressed(keys), [true, false]);
        assert.equal(keys.told[1]!.until, keys.told[0]!.at);
      }
    });

    it("is held by the second of two quick presses too", async () => {
      const keys = keyboard("hold", learnt);
      keys.down();
      await keys.pass(300);
      await keys.hold(2_000);
      assert.deepEqual(pressed(keys), [true]);
      await keys.pass(1_000);
      assert.deepEqual(pressed(keys), [true, false]);
      assert.ok(keys.told[1]!.until! - keys.told[0]!.at > 2_000);
    });

    it("ends by the panel's word after any time", async () => {
      const keys = keyboard("hold");
      keys.down();
      await keys.pass(200);
      keys.key.keyUp(190);
      assert.deepEqual(pressed(keys), [true, false]);
      assert.equal(keys.told[1]!.until! - keys.told[0]!.at, 190);
    });
  });

  describe("that only toggles", () => {
    it("ignores the repeats of a key that is held, at the beginning and at the end", async () => {
      for (const memory of [undefined, learnt]) {
        for (const interval of [30, 90]) {
          const system = { delay: 500, interval, late: (repeat: number) => noise(repeat) * 20 };
          const keys = keyboard("toggle", memory);
          await keys.hold(2_000, system);
          await keys.pass(3_000);
          assert.deepEqual(pressed(keys), [true]);
          await keys.hold(2_000, system);
          await keys.pass(3_000);
          assert.deepEqual(pressed(keys), [true, false]);
        }
      }
    });

    it("ends by the next press where the system repeats no keys", async () => {
      const keys = keyboard("toggle");
      keys.down();
      await keys.pass(4_000);
      keys.down();
      assert.deepEqual(pressed(keys), [true, false]);
    });

    it("stays silent where a repeat of the ending press is late", async () => {
      const keys = keyboard("toggle", learnt);
      keys.down();
      await keys.pass(5_000);
      await keys.hold(1_000);
      await keys.pass(300);
      await keys.hold(300, { delay: 33, interval: 33 });
      await keys.pass(1_000);
      assert.equal(keys.talking(), false);
      const [begun, ended] = keys.told.slice(-2);
      assert.ok(ended!.until! - begun!.at < 100, "too short to be speech");
    });

    it("goes on where one repeat is late, and where the first one is", async () => {
      const keys = keyboard("toggle", learnt);
      await keys.hold(1_000);
      await keys.pass(300);
      await keys.hold(300, { delay: 33, interval: 33 });
      await keys.pass(1_000);
      assert.ok(keys.talking());
      const late = keyboard("toggle", { firstDelays: [250], intervals: [33] });
      await late.hold(2_000, { delay: 900, interval: 33 });
      await late.pass(1_000);
      assert.ok(late.talking());
    });
  });

  it("forgets the press on reset", async () => {
    const keys = keyboard();
    keys.down();
    keys.key.reset();
    keys.down();
    assert.deepEqual(pressed(keys), [true, true]);
    keys.key.reset();
    await keys.hold(2_000);
    keys.key.reset();
    await keys.pass(3_000);
    assert.ok(keys.talking(), "no timer of before ends it");
  });

  it("takes another command for another key", async () => {
    const keys = keyboard("auto", learnt);
    keys.down();
    await keys.pass(300);
    keys.key.keyDown("toggle");
    assert.deepEqual(pressed(keys), [true, false]);
  });
});
