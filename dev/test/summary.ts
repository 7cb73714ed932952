/** What `npm test` prints of its outcomes. */
import { seconds } from "../setup/progress.ts";
import type { Outcome } from "./eventStream.ts";

export interface Part extends Outcome {
  name: string;
  /** In milliseconds. */
  duration: number;
}

/** One line for one part. */
export function partLine({ name, passed, failures, duration, unsure = [] }: Part): string {
  const mark = failures.length === 0 ? "✓" : "✗";
  const counts = passed === undefined ? "" : `${passed} passed, ${failures.length} failed`;
  const second = unsure.length === 0 ? "" : `, ${unsure.length} of them at the second try`;
  return `${mark} ${name.padEnd(10)} ${counts.padEnd(24)} ${seconds(duration).padStart(8)}${second}`;
}

/** What failed at first and passed when it was run again, in full: it is not settled. */
export function unsureReport(parts: Part[]): string {
  return parts
    .filter(({ unsure = [] }) => unsure.length > 0)
    .map(({ name, unsure = [] }) => [`── ${name}, failed at first ──`, ...unsure].join("\n\n"))
    .join("\n\n");
}

/** All failures in full, with what was printed beside them. */
export function failureReport(parts: Part[]): string {
  return parts
    .filter(({ failures }) => failures.length > 0)
    .map(({ name, failures, printed = "" }) => {
      const numbered = failures.map((failure, index) => `${index + 1}) ${failure}`);
      const more = printed.trim() === "" ? [] : [`Printed meanwhile:\n${printed.trimEnd()}`];
      return [`── ${name} ──`, ...numbered, ...more].join("\n\n");
    })
    .join("\n\n");
}

/** Counts tests that passed, and failures of tests and checks. */
export function countParts(parts: Part[]): { passed: number; failed: number } {
  let passed = 0;
  let failed = 0;
  for (const part of parts) {
    passed += part.passed ?? 0;
    failed += part.failures.length;
  }
  return { passed, failed };
}
