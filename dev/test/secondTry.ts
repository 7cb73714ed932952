/**
 * What works in real time (VS Code, browsers, sound) is run once more where a few of its tests failed, with nothing
 * beside it: two lanes on a busy machine can starve a test. What passes then is told apart from what passed at once.
 */
import type { Outcome } from "./eventStream.ts";

/** More than so many failures are no accident. */
const mostFailures = 3;

/** Between the titles of suites and test, as the results join them for people; mocha has a space. */
const joint = " › ";

/** A hook has no test of its own: all of its suite is run again. */
const hook = /^(?<suite>.+) › "(?:before|after) (?:all|each)" hook\b/;

/** @param run runs the tests whose full titles match the pattern, in the form that mocha takes. */
export async function secondTry(first: Outcome, run: (grep: string) => Promise<Outcome>): Promise<Outcome> {
  const { failedTests = [], passedTests = [], failures } = first;
  if (failedTests.length === 0 || failedTests.length > mostFailures) return first;
  // Something other than a test failed, too: a process that broke off, or was left open.
  if (failures.length > failedTests.length) return first;
  const second = await run(`/^(?:${failedTests.map(patternOf).join("|")})$/`);
  const passedNow = second.passedTests ?? [];
  if (second.failures.length > 0 || !failedTests.every((title) => isAmong(title, passedNow))) return first;
  const passed = [...passedTests, ...passedNow.filter((title) => !passedTests.includes(title))];
  return { passed: passed.length, passedTests: passed, failures: [], unsure: failures };
}

function isAmong(title: string, passed: readonly string[]): boolean {
  const suite = suiteOf(title);
  if (suite === undefined) return passed.includes(title);
  return passed.some((one) => one.startsWith(`${suite}${joint}`));
}

function suiteOf(title: string): string | undefined {
  return hook.exec(title)?.groups?.["suite"];
}

function patternOf(title: string): string {
  const suite = suiteOf(title);
  const pattern = (suite ?? title).split(joint).map(escaped).join(" ");
  return suite === undefined ? pattern : `${pattern} .*`;
}

function escaped(text: string): string {
  // A slash would end mocha's pattern, whose other characters are a regular expression's.
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
