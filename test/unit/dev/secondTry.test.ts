import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "../../../dev/setup/cleanup.ts";
import type { Outcome } from "../../../dev/test/eventStream.ts";
import { runNodeTests } from "../../../dev/test/nodeLayer.ts";
import { secondTry } from "../../../dev/test/secondTry.ts";

describe("secondTry", function () {
  this.timeout(20_000);

  /** Runs a file of tests, and what failed of it once more; `failing` says in each run whether "carries" fails. */
  async function tried(failing: string, more = ""): Promise<{ outcome: Outcome; runs: number }> {
    const folder = await temporaryFolder("second");
    let runs = 0;
    const run = async (grep?: string): Promise<Outcome> => {
      runs += 1;
      await writeFile(
        join(folder.path, "made.test.mts"),
        `const run = ${runs}; describe("sums (a/b)", () => {
          it("adds", () => {});
          it("carries", () => { if (${failing}) throw new Error("off by one"); });
          it("carries on", () => { if (run === 2) throw new Error("not asked for"); });
          ${more}
        });`,
      );
      return runNodeTests({
        pattern: join(folder.path, "*.test.mts"),
        timeout: 10_000,
        ...(grep !== undefined && { grep }),
      });
    };
    try {
      return { outcome: await secondTry(await run(), run), runs };
    } finally {
      folder.remove();
    }
  }

  it("runs again what failed, and nothing else", async () => {
    const { outcome, runs } = await tried("run === 1");
    assert.equal(runs, 2);
    assert.deepEqual([outcome.passed, outcome.failures], [3, []]);
    assert.match(outcome.unsure?.join() ?? "", /^sums \(a\/b\) › carries\nError: off by one/);
  });

  it("leaves failed what fails again", async () => {
    const { outcome, runs } = await tried("true");
    assert.equal(runs, 2);
    assert.deepEqual([outcome.passed, outcome.failures.length, outcome.unsure], [2, 1, undefined]);
  });

  it("does not run again where something other than a test failed, too", async () => {
    const first: Outcome = { passed: 1, failures: ["carries\nboom", "left open"], failedTests: ["carries"] };
    assert.equal(await secondTry(first, () => assert.fail("it was run again")), first);
  });

  it("runs a whole suite again whose hook failed, and counts each of its tests once", async () => {
    const hooked = (failing: string): string =>
      `describe("in steps", () => {
        beforeEach(function () {
          if (this.currentTest.title === "multiplies" && ${failing}) throw new Error("slow");
        });
        for (const title of ["squares", "multiplies", "divides"]) it(title, () => {});
      });`;
    const { outcome, runs } = await tried("false", hooked("run === 1"));
    assert.equal(runs, 2);
    assert.deepEqual([outcome.passed, outcome.failures], [6, []]);
    assert.match(outcome.unsure?.join() ?? "", /in steps › "before each" hook for "multiplies"\nError: slow/);
    const again = await tried("false", hooked("true"));
    assert.deepEqual([again.runs, again.outcome.passed, again.outcome.failures.length], [2, 4, 1]);
  });

  it("does not run again where nothing failed, or where much did", async () => {
    assert.equal((await tried("false")).runs, 1);
    const broken = `for (const n of [1, 2, 3]) it("counts " + n, () => { throw new Error("broken"); });`;
    const much = await tried("run === 1", broken);
    assert.deepEqual([much.runs, much.outcome.failures.length], [1, 4]);
  });
});
