import assert from "node:assert/strict";
import type { Spending } from "../../../src/usage/amounts.ts";
import { DayStore, type Memory } from "../../../src/usage/dayStore.ts";
import { memory } from "./usageRig.ts";

const text = (count: number, model = "gpt-realtime"): Spending => ({
  use: "conversation",
  model,
  reported: "",
  amounts: { textIn: count },
});

describe("what was used each day", () => {
  let now: Date;
  let kept: ReturnType<typeof memory>;
  const stores: DayStore[] = [];
  const failures: unknown[] = [];
  beforeEach(() => {
    now = new Date(2026, 7, 14, 12);
    kept = memory();
  });
  afterEach(() => {
    for (const store of stores.splice(0)) store.dispose();
    assert.deepEqual(failures.splice(0), []);
  });
  const open = (memory: Memory = kept): DayStore => {
    const store = new DayStore({ memory, now: () => now, failed: (error) => failures.push(error) });
    stores.push(store);
    return store;
  };
  const days = (): string[] => Object.keys((kept.stored() as { usage?: object }).usage ?? {});

  it("adds up over all windows, whoever writes last", () => {
    const one = open();
    const other = open();
    one.add(text(1));
    other.add(text(10));
    assert.deepEqual([one.today, other.today], [[text(1)], [text(10)]], "not written yet");
    one.write();
    assert.deepEqual(other.today, [text(11)], "what another has written is seen at once");
    other.write();
    one.add(text(100));
    assert.deepEqual(one.today, [text(111)]);
    one.write();
    assert.deepEqual([one.today, other.today, open().today], [[text(111)], [text(111)], [text(111)]]);
  });

  it("is kept by model", () => {
    const store = open();
    store.add(text(1));
    store.add(text(2, "gpt-realtime-mini"));
    store.add(text(3));
    store.write();
    assert.deepEqual(open().today, [text(4), text(2, "gpt-realtime-mini")]);
  });

  it("is written once for several, soon after the first, and when it ends", async () => {
    const store = open();
    store.add(text(1));
    store.add(text(2));
    assert.equal(kept.writes, 0);
    while (kept.writes === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    assert.deepEqual(open().today, [text(3)]);
    store.add(text(4));
    store.dispose();
    assert.equal(kept.writes, 2);
    store.dispose();
    assert.equal(kept.writes, 2, "there was nothing more to write");
  });

  it("begins anew at midnight, by the clock of the place", () => {
    const store = open();
    now = new Date(2026, 7, 14, 23, 59, 59);
    store.add(text(1));
    now = new Date(2026, 7, 15, 0, 0, 0);
    assert.equal(store.date, "2026-08-15");
    assert.deepEqual(store.today, []);
    store.add(text(2));
    store.write();
    assert.deepEqual(days(), ["2026-08-14", "2026-08-15"]);
  });

  it("is kept for 31 days", () => {
    const store = open();
    for (let day = 1; day <= 40; day++) {
      now = new Date(2026, 0, day, 12);
      store.add(text(day));
      store.write();
    }
    assert.deepEqual([days().length, days().at(0), days().at(-1)], [31, "2026-01-10", "2026-02-09"]);
  });

  it("is what can be read of it", () => {
    for (const nonsense of [
      "nothing",
      5,
      null,
      [],
      { "2026-08-14": "much" },
      { "2026-08-14": [{ model: 5 }] },
    ]) {
      void kept.update("usage", nonsense);
      assert.deepEqual(open().today, []);
    }
    void kept.update("usage", { "2026-08-13": "much", "2026-08-14": [text(1)] });
    assert.deepEqual(open().today, [text(1)]);
  });

  it("says where it could not be kept", async () => {
    const full = new Error("The disk is full.");
    const store = open({ get: () => undefined, update: () => Promise.reject(full) });
    store.add(text(1));
    store.write();
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(failures.splice(0), [full]);
  });
});
