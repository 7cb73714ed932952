import assert from "node:assert/strict";
import type { CheckResult, Finding } from "../../../../src/host/diagnose/check.ts";
import { checksText, summaryOf } from "../../../../src/host/diagnose/checksText.ts";
import { words } from "./plainWords.ts";

const result = (title: string, finding: Finding): CheckResult => ({ id: "settings", title, ...finding });
const well = result("Settings", { state: "ok", found: "All right." });
const odd = result("Microphone", {
  state: "warning",
  found: "Faint.",
  advice: "Speak up.",
  mend: "testMicrophone",
});
const broken = result("API key", { state: "failed", found: "None.", advice: "Set it.", mend: "setKey" });
const skipped = result("Call", { state: "skipped", found: "Not checked." });

describe("what a diagnosis says in the end", () => {
  it("is one line: that all is well, or the first thing that is wrong, failures first", () => {
    assert.deepEqual(summaryOf([well, well], false, words), { state: "ok", message: "All well." });
    assert.deepEqual(summaryOf([well, skipped], false, words), {
      state: "ok",
      message: "All well, as far as it was checked. Not checked: Call.",
    });
    assert.deepEqual(summaryOf([odd, well], false, words), {
      state: "warning",
      message: "Microphone: Faint. Speak up.",
      mend: "testMicrophone",
    });
    assert.deepEqual(summaryOf([odd, broken, skipped], false, words), {
      state: "failed",
      message: "API key: None. Set it.",
      mend: "setKey",
    });
    assert.deepEqual(summaryOf([broken, skipped], true, words).state, "failed");
    assert.deepEqual(summaryOf([well, skipped], true, words), {
      state: "cancelled",
      message: "The diagnosis was cancelled.",
    });
  });

  it("is a page with a line for each check, and what to do", () => {
    const foreign = { ...broken, detail: "HTTP 401:\n`no`" };
    const results = [well, foreign, skipped];
    assert.equal(
      checksText(results, summaryOf(results, false, words), words),
      [
        "# Viva Voce: diagnosis",
        "",
        "**API key: None. Set it.**",
        "",
        "1. **Settings: well.** All right.",
        "2. **API key: failed.** None.",
        "   - What to do: Set it.",
        "   - Details: `HTTP 401: 'no'`",
        "3. **Call: not checked.** Not checked.",
        "",
      ].join("\n"),
    );
  });
});
