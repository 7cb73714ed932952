/** Runs the checks one after the other: each within its time, and none that an earlier one has made pointless. */
import { abortable } from "../../session/abortable.ts";
import type { Check, CheckId, CheckResult, Finding, Words } from "./check.ts";
import { within } from "../../session/deadline.ts";

export interface RunOptions {
  checks: readonly Check[];
  /** For each check that has none of its own, in ms. */
  limit: number;
  /** The user cancels. */
  signal: AbortSignal;
  words: Words;
  begins(check: Check): void;
  /** A check did not end as checks should. */
  broke(check: Check, error: unknown): void;
}

/** Never throws. @returns a result for each check, also where the user cancels. */
export async function runChecks(options: RunOptions): Promise<CheckResult[]> {
  const { checks, signal, words, begins } = options;
  const { t } = words;
  const results: CheckResult[] = [];
  /** The title of the check that failed, by those that it keeps from being run, and by itself. */
  const blockedBy = new Map<CheckId, string>();
  for (const check of checks) {
    const { id, title } = check;
    const blocker = check.needs.map((need) => blockedBy.get(need)).find((found) => found !== undefined);
    const add = (finding: Finding): void => void results.push({ id, title, ...finding });
    if (signal.aborted) add(cancelled(words));
    else if (blocker !== undefined) {
      blockedBy.set(id, blocker);
      add({ state: "skipped", found: t("Not checked, because this failed before: {0}.", blocker) });
    } else {
      begins(check);
      const finding = await runOne(check, options);
      if (finding.state === "failed") blockedBy.set(id, title);
      add(finding);
    }
  }
  return results;
}

async function runOne(check: Check, options: RunOptions): Promise<Finding> {
  const { signal, words, broke } = options;
  const { limit = options.limit } = check;
  const { t } = words;
  const timely = within(limit, signal);
  try {
    return await abortable(check.run(timely), timely);
  } catch (error) {
    if (signal.aborted) return cancelled(words);
    broke(check, error);
    const advice = t("Try again. If it stays so, the log may tell more.");
    if (timely.aborted) {
      const found = t("This check did not end within {0} s.", limit / 1000);
      return { state: "failed", found, advice, mend: "showLog" };
    }
    const detail = error instanceof Error ? error.message : String(error);
    return {
      state: "failed",
      found: t("This check had an error of its own."),
      advice,
      mend: "showLog",
      detail,
    };
  }
}

function cancelled({ t }: Words): Finding {
  return { state: "skipped", found: t("Not checked, because you cancelled.") };
}
