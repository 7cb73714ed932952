import assert from "node:assert/strict";
import { KeyRhythm, type Rhythm } from "../../../src/host/keyRhythm.ts";

describe("the rhythm of a held key", () => {
  let stored: Rhythm | undefined;
  let rhythm: KeyRhythm;
  beforeEach(() => {
    stored = undefined;
    rhythm = new KeyRhythm({ read: () => stored, write: (next) => (stored = next) });
  });

  const repeats = (count: number, interval: number): number[] => Array<number>(count).fill(interval);

  it("is that of the slowest of the last holds", () => {
    rhythm.held(500, repeats(20, 33));
    rhythm.held(620, repeats(20, 90));
    rhythm.held(500, repeats(20, 33));
    assert.deepEqual([rhythm.silence, rhythm.firstRepeat], [300, 925]);
    for (let hold = 0; hold < 8; hold++) rhythm.held(500, repeats(20, 33));
    assert.deepEqual([rhythm.silence, rhythm.firstRepeat], [200, 775]);
    assert.deepEqual(stored, { firstDelays: repeats(8, 500), intervals: repeats(8, 33) });
  });

  it("leaves out a late repeat, and those that a busy host got to at once", () => {
    rhythm.held(500, [...repeats(18, 33), 400, 380]);
    assert.deepEqual(stored?.intervals, [33]);
    rhythm.held(500, [400, ...repeats(12, 0)]);
    assert.deepEqual(stored?.intervals, [33]);
    rhythm.held(500, [400, ...repeats(12, 0), 33, 33]);
    assert.deepEqual(stored, { firstDelays: [500, 500], intervals: [33] });
  });

  it("takes no repeat of a repeat for a first one", () => {
    rhythm.held(33, repeats(20, 33));
    assert.deepEqual(stored, { firstDelays: [], intervals: [33] });
  });

  it("stays within bounds, whatever was seen", () => {
    rhythm.held(9_000, repeats(20, 5_000));
    assert.deepEqual([rhythm.silence, rhythm.firstRepeat], [800, 2_500]);
    rhythm.slipped(60_000);
    assert.deepEqual(stored, { firstDelays: [2_000], intervals: [500, 500] });
    const again = new KeyRhythm({ read: () => stored, write: () => undefined });
    assert.equal(again.silence, 800);
  });

  it("knows keyboards that are set to repeat sooner than the systems' own settings allow", () => {
    assert.equal(rhythm.soonestRepeat, 200);
    rhythm.held(150, repeats(20, 20));
    assert.equal(rhythm.soonestRepeat, 105);
  });
});
