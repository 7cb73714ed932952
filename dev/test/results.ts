/** What a run of mocha tells, one JSON line for each; it crosses from another process to the test command. */

interface TestResult {
  /** The titles of its suites and its own. */
  title: string;
  /** In milliseconds. */
  duration: number;
  /** The message and the stack. Present only of a failure; a skipped test is one. */
  error?: string;
}

export type TestEvent =
  { type: "test"; result: TestResult } | { type: "end" } | { type: "crash"; error: string };
