import assert from "node:assert/strict";
import { createProgress } from "../../../dev/setup/progress.ts";

function record(interactive: boolean): { step: ReturnType<typeof createProgress>; written: string[] } {
  const written: string[] = [];
  let clock = 0;
  const step = createProgress({
    write: (text) => void written.push(text),
    interactive,
    now: () => (clock += 1250),
  });
  return { step, written };
}

describe("createProgress", () => {
  it("writes one line for a step, with its last note and its time", async () => {
    const { step, written } = record(false);
    const result = await step("VS Code", async (note) => {
      note("fetching");
      note("cached");
      return 7;
    });
    assert.equal(result, 7);
    assert.deepEqual(written, ["✓ VS Code (cached) 1.3 s\n"]);
  });

  it("marks a step that failed, and lets the error through", async () => {
    const { step, written } = record(false);
    await assert.rejects(
      step("Build", async () => {
        throw new Error("no");
      }),
      /no/,
    );
    assert.deepEqual(written, ["✗ Build 1.3 s\n"]);
  });

  it("shows a step under way where lines can be rewritten", async () => {
    const { step, written } = record(true);
    await step("Build", async () => {});
    assert.deepEqual(written, ["\r\u001b[K… Build", "\r\u001b[K✓ Build 1.3 s\n"]);
  });
});
