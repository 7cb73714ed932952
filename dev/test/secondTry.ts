/**
 * What works in real time (VS Code, browsers, sound) is run once more where a few of its tests failed, with nothing
 * beside it: two lanes on a busy machine can starve a test. What passes then is told apart from what passed at once.
 */
import type { Outcome } from "./eventStream.ts";

/** More than so many failures are no accident. */
const mostFailures = 3;

/** @param run runs the tests whose full titles match the pattern, in the form that mocha takes. */
export async function secondTry(first: Outcome, run: (grep: string) => Promise<Outcome>): Promise<Outcome> {
  const { failedTests = [], failures, passed = 0 } = first;
  if (failedTests.length === 0 || failedTests.length > mostFailures) return first;
  // Something other than a test failed, too: a process that broke off, or was left open.
  if (failures.length > failedTests.length) return first;
  const second = await run(`/^(?:${failedTests.map(patternOf).join("|")})$/`);
  if (second.failures.length > 0 || second.passed !== failedTests.length) return first;
  return { passed: passed + second.passed, failures: [], unsure: failures };
}

/** The results join titles as people read them, mocha with a space. A hook has no test, so it is not found. */
function patternOf(title: string): string {
  return title.split(" › ").map(escaped).join(" ");
}

function escaped(text: string): string {
  // A slash would end mocha's pattern, whose other characters are a regular expression's.
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
