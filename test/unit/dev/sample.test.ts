import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { copySample } from "../../../dev/sample.ts";
import { packageExecutable } from "../../../dev/setup/paths.ts";
import { type CommandError, run } from "../../../dev/setup/processes.ts";

describe("the sample workspace", function () {
  this.timeout(20_000);
  let sample: Awaited<ReturnType<typeof copySample>>;
  const git = (...args: string[]): Promise<string> => run("git", args, { cwd: sample.path });

  before(async () => {
    sample = await copySample();
  });
  after(() => sample.remove());

  it("has a history on a clean branch main, the same each time", async () => {
    assert.equal((await git("branch", "--show-current")).trim(), "main");
    assert.equal(await git("status", "--porcelain"), "");
    const subjects = (await git("log", "--format=%s")).trim().split("\n");
    assert.deepEqual(subjects, [
      "Create orders",
      "Reserve stock",
      "Add the cart and its prices",
      "Start the shop",
    ]);
    const again = await copySample();
    const head = await run("git", ["rev-parse", "HEAD"], { cwd: again.path });
    assert.equal(head, await git("rev-parse", "HEAD"));
    again.remove();
  });

  it("has exactly one test that fails: the discount is taken off twice", async () => {
    await assert.rejects(run(process.execPath, ["--test"], { cwd: sample.path }), (error: CommandError) => {
      assert.match(error.output, /pass 4/);
      assert.match(error.output, /fail 1/);
      assert.match(error.output, /a discount is taken off once/);
      return true;
    });
  });

  it("has exactly one type error, in order.ts", async () => {
    await assert.rejects(run(packageExecutable("tsc"), ["-p", sample.path]), (error: CommandError) => {
      assert.deepEqual(error.output.match(/\S*\(\d+,\d+\): error TS\d+/g)?.length, 1);
      assert.match(error.output, /order\.ts\(26,51\): error TS2322/);
      return true;
    });
  });

  it("has a line 42 to go to", async () => {
    const lines = (await readFile(join(sample.path, "src/inventory.ts"), "utf8")).split("\n");
    assert.ok(lines.length > 60);
    assert.notEqual(lines[41]?.trim(), "");
  });
});
