import assert from "node:assert/strict";
import { isNear, shutdownOf } from "../../../src/providers/shutdown.ts";

describe("the day on which a model is switched off", () => {
  const now = Date.parse("2026-11-21T12:00:00Z");

  it("is near from 60 days before, and past after it", () => {
    const rows: [day: string, daysLeft: number, near: boolean][] = [
      ["2027-01-21", 61, false],
      ["2027-01-20", 60, true],
      ["2026-11-22", 1, true],
      ["2026-11-20", -1, true],
    ];
    for (const [day, daysLeft, near] of rows) {
      const shutdown = shutdownOf(day, now);
      assert.ok(shutdown);
      assert.deepEqual([shutdown.daysLeft, isNear(shutdown)], [daysLeft, near], day);
    }
  });

  it("is none where none is told, or what is told is no day", () => {
    assert.equal(shutdownOf(undefined, now), undefined);
    assert.equal(shutdownOf("soon", now), undefined);
  });
});
