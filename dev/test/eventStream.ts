/** Collects what one run of mocha tells into the outcome of a layer. */
import type { TestEvent } from "./results.ts";

/** What came of one check or one layer of tests. */
export interface Outcome {
  /** Tests that passed, or undefined for a check, which holds none. */
  passed?: number;
  /** Their titles. */
  passedTests?: string[];
  /** In full, for the reader. */
  failures: string[];
  /** The titles of the tests and hooks among them. */
  failedTests?: string[];
  /** What failed at first, and passed when it was run again with the machine to itself. */
  unsure?: string[];
  /** What else the reader may need in order to understand a failure. */
  printed?: string;
}

export interface Collector {
  receive(event: TestEvent): void;
  /** Whether the tests have said that they are through. */
  ended(): boolean;
  /** @param ending what is known of the process's end, told where the tests did not run to theirs. */
  outcome(ending: string): Outcome;
}

export function collectResults(): Collector {
  const failures: string[] = [];
  const failedTests: string[] = [];
  const passedTests: string[] = [];
  let ended = false;
  return {
    receive(event) {
      switch (event.type) {
        case "test":
          if (event.result.error === undefined) passedTests.push(event.result.title);
          else {
            failures.push(`${event.result.title}\n${event.result.error}`);
            failedTests.push(event.result.title);
          }
          break;
        case "crash":
          failures.push(event.error);
          ended = true;
          break;
        case "end":
          ended = true;
          break;
        default:
          event satisfies never;
      }
    },
    ended: () => ended,
    outcome: (ending) => ({
      passed: passedTests.length,
      passedTests,
      failures: ended ? failures : [...failures, `The tests did not run to their end: ${ending}`],
      ...(failedTests.length > 0 && { failedTests }),
    }),
  };
}
