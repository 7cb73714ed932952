import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "../../../dev/setup/cleanup.ts";
import type { Outcome } from "../../../dev/test/eventStream.ts";
import { runNodeTests } from "../../../dev/test/nodeLayer.ts";

/** Runs one test file, made of `source`. */
async function outcomeOf(
  source: string,
  { grep, timeout = 10_000 }: { grep?: string; timeout?: number } = {},
): Promise<Outcome> {
  const folder = await temporaryFolder("layer");
  await writeFile(join(folder.path, "made.test.mts"), source);
  try {
    const pattern = join(folder.path, "*.test.mts");
    return await runNodeTests({ pattern, timeout, ...(grep === undefined ? {} : { grep }) });
  } finally {
    folder.remove();
  }
}

describe("runNodeTests", function () {
  this.timeout(20_000);

  it("counts what passes and tells of what fails", async () => {
    const { passed, failures } = await outcomeOf(`describe("sums", () => {
      it("adds", () => {});
      it("carries", () => { throw new Error("off by one"); });
    });`);
    assert.equal(passed, 1);
    assert.equal(failures.length, 1);
    assert.match(failures[0] ?? "", /^sums › carries\nError: off by one\n +at /);
  });

  it("runs only what was asked for", async () => {
    const source = `it("adds", () => {}); it("carries", () => { throw new Error("off by one"); });`;
    assert.partialDeepStrictEqual(await outcomeOf(source, { grep: "adds" }), { passed: 1, failures: [] });
  });

  it("leaves out what it is told to", async () => {
    const folder = await temporaryFolder("layer");
    try {
      await writeFile(join(folder.path, "one.test.mts"), `it("adds", () => {});`);
      await writeFile(
        join(folder.path, "two.test.mts"),
        `it("carries", () => { throw new Error("off by one"); });`,
      );
      const pattern = join(folder.path, "*.test.mts");
      const outcome = await runNodeTests({ pattern, except: [join(folder.path, "two.*")], timeout: 10_000 });
      assert.partialDeepStrictEqual(outcome, { passed: 1, failures: [] });
    } finally {
      folder.remove();
    }
  });

  it("takes a skipped test for a failed one", async () => {
    const { passed, failures } = await outcomeOf(`it.skip("adds", () => {});`);
    assert.equal(passed, 0);
    assert.match(failures.join(), /adds\nError: Pending test forbidden/);
  });

  it("tells of a hook that fails, and of a file that does not load", async () => {
    const hook = await outcomeOf(`before(() => { throw new Error("no server"); }); it("adds", () => {});`);
    assert.equal(hook.passed, 0);
    assert.match(hook.failures.join(), /no server/);
    assert.match((await outcomeOf(`import "./missing.ts";`)).failures.join(), /missing\.ts/);
  });

  it("takes a process that ends in the middle for failed, and shows what it printed", async () => {
    const { failures, printed } = await outcomeOf(
      `it("adds", () => { console.log("last words"); process.exit(0); });`,
    );
    assert.match(failures.join(), /did not run to their end: it ended with code 0/);
    assert.match(printed ?? "", /last words/);
  });

  it("gives up on a process that hangs", async () => {
    const { failures } = await outcomeOf(`it("adds", () => { for (;;); });`, { timeout: 1500 });
    assert.match(failures.join(), /nothing was heard for 3 s/);
  });
});
