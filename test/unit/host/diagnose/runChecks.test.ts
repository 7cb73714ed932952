import assert from "node:assert/strict";
import type { Check, CheckId, CheckResult, Finding } from "../../../../src/host/diagnose/check.ts";
import { runChecks } from "../../../../src/host/diagnose/runChecks.ts";
import { inShort, words } from "./plainWords.ts";

const well: Finding = { state: "ok", found: "Well." };
const failed: Finding = { state: "failed", found: "Broken." };

interface Outcome {
  results: CheckResult[];
  /** What began, in order. */
  begun: CheckId[];
  broke: string[];
}

function check(
  id: CheckId,
  outcome: Finding | ((signal: AbortSignal) => Promise<Finding>),
  needs: CheckId[] = [],
): Check {
  const run = typeof outcome === "function" ? outcome : () => Promise.resolve(outcome);
  return { id, title: id.toUpperCase(), needs, run };
}

async function outcomeOf(
  checks: Check[],
  options: { limit?: number; signal?: AbortSignal } = {},
): Promise<Outcome> {
  const begun: CheckId[] = [];
  const broke: string[] = [];
  const results = await runChecks({
    checks,
    limit: 60_000,
    signal: new AbortController().signal,
    ...options,
    words,
    begins: ({ id }) => begun.push(id),
    broke: ({ id }, error) => broke.push(`${id}: ${String(error)}`),
  });
  return { results, begun, broke };
}

const never = (): Promise<never> => new Promise(() => undefined);

describe("a run of checks", () => {
  it("runs one after the other, in order", async () => {
    const steps: string[] = [];
    const slow = (id: CheckId): Check =>
      check(id, async () => {
        steps.push(`${id} begins`);
        await new Promise(setImmediate);
        steps.push(`${id} ends`);
        return well;
      });
    const { results, begun } = await outcomeOf([slow("settings"), slow("key")]);
    assert.deepEqual(steps, ["settings begins", "settings ends", "key begins", "key ends"]);
    assert.deepEqual(begun, ["settings", "key"]);
    assert.deepEqual(results, [
      { id: "settings", title: "SETTINGS", ...well },
      { id: "key", title: "KEY", ...well },
    ]);
  });

  it("leaves out what a failed one makes pointless, and what hangs on that, and names the one that failed", async () => {
    const { results, begun } = await outcomeOf([
      check("settings", well),
      check("key", failed),
      check("endpoint", well, ["settings"]),
      check("acceptance", well, ["settings", "key", "endpoint"]),
      check("panel", well),
      check("call", well, ["acceptance", "panel"]),
    ]);
    assert.deepEqual(begun, ["settings", "key", "endpoint", "panel"]);
    assert.deepEqual(results.map(inShort), [
      "ok: Well.",
      "failed: Broken.",
      "ok: Well.",
      "skipped: Not checked, because this failed before: KEY.",
      "ok: Well.",
      "skipped: Not checked, because this failed before: KEY.",
    ]);
  });

  it("goes on after a warning, and after a check that found nothing to look at", async () => {
    const { begun } = await outcomeOf([
      check("key", { state: "warning", found: "Odd." }),
      check("endpoint", { state: "skipped", found: "Elsewhere." }),
      check("acceptance", well, ["key", "endpoint"]),
    ]);
    assert.deepEqual(begun, ["key", "endpoint", "acceptance"]);
  });

  it("gives one that does not end its time, ends it, and goes on", async () => {
    let seen: AbortSignal | undefined;
    const hanging = check("panel", (signal) => {
      seen = signal;
      return never();
    });
    const { results, broke } = await outcomeOf([hanging, check("key", well)], { limit: 20 });
    assert.deepEqual(results.map(inShort), [
      "failed: This check did not end within 0.02 s. [showLog]",
      "ok: Well.",
    ]);
    assert.equal(seen?.aborted, true);
    assert.match(broke.join(), /^panel: TimeoutError/);
    const { results: own } = await outcomeOf([{ ...hanging, limit: 30 }]);
    assert.deepEqual(own.map(inShort), ["failed: This check did not end within 0.03 s. [showLog]"]);
  });

  it("says that a check broke, and why, and goes on", async () => {
    const broken = check("panel", () => Promise.reject(new Error("of nobody's making")));
    const { results, broke } = await outcomeOf([broken, check("call", well, ["panel"]), check("key", well)]);
    assert.deepEqual(results.map(inShort), [
      "failed: This check had an error of its own. [showLog]",
      "skipped: Not checked, because this failed before: PANEL.",
      "ok: Well.",
    ]);
    assert.equal(results[0]?.detail, "of nobody's making");
    assert.deepEqual(broke, ["panel: Error: of nobody's making"]);
  });

  it("ends the check that runs when the user cancels, and begins no other", async () => {
    const cancelling = new AbortController();
    let seen: AbortSignal | undefined;
    const running = check("endpoint", (signal) => {
      seen = signal;
      setImmediate(() => cancelling.abort());
      return never();
    });
    const checks = [check("settings", well), running, check("panel", well)];
    const { results, begun, broke } = await outcomeOf(checks, { signal: cancelling.signal });
    assert.deepEqual(results.map(inShort), [
      "ok: Well.",
      "skipped: Not checked, because you cancelled.",
      "skipped: Not checked, because you cancelled.",
    ]);
    assert.deepEqual(begun, ["settings", "endpoint"]);
    assert.equal(seen?.aborted, true);
    assert.deepEqual(broke, []);
  });
});
