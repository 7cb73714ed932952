/** Words as they are in English, and failures by their reasons. */
import type { Check, CheckResult, Finding, Words } from "../../../../src/host/diagnose/check.ts";

export const words: Words = {
  t: (text, ...values) => text.replaceAll(/\{(\d+)\}/g, (_, index) => String(values[Number(index)])),
  explain: ({ reason, detail }) => ({
    message: `Explained: ${reason}.`,
    remedy: "What to do.",
    actions:
      reason === "noKey" ? ["setKey"] : reason === "badSettings" ? ["retry", "openSettings"] : ["retry"],
    ...(detail !== undefined && { detail }),
  }),
};

const nobodyCancels = new AbortController().signal;

export function run(check: Check, signal: AbortSignal = nobodyCancels): Promise<Finding> {
  return check.run(signal);
}

/** "state: sentence", with the button where there is one. */
export function inShort({ state, found, mend }: Finding | CheckResult): string {
  return `${state}: ${found}${mend === undefined ? "" : ` [${mend}]`}`;
}
