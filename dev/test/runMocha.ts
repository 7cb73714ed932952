/** Runs mocha in this process, and tells of each test as it ends. */
import Mocha from "mocha";
import type { TestEvent } from "./results.ts";

export interface MochaOptions {
  /** Absolute paths. */
  files: string[];
  /** Runs only the tests whose title matches. */
  grep?: string;
  /** For one test, in milliseconds. */
  timeout: number;
  report(event: TestEvent): void;
}

/** Resolves when all tests have ended; failures are reported, not thrown. */
export async function runMocha({ files, grep, timeout, report }: MochaOptions): Promise<void> {
  const mocha = new Mocha({
    ui: "bdd",
    timeout,
    ...(grep === undefined ? {} : { grep }),
    forbidOnly: true,
    forbidPending: true,
    // Prints nothing.
    reporter: Mocha.reporters.Base,
  });
  for (const file of files) mocha.addFile(file);
  await mocha.loadFilesAsync();
  await new Promise<void>((resolve) => {
    listen(
      mocha.run(() => resolve()),
      report,
    );
  });
  report({ type: "end" });
}

function listen(runner: Mocha.Runner, report: (event: TestEvent) => void): void {
  const tell = (test: Mocha.Runnable, failure: { error?: string }): void => {
    const result = { title: test.titlePath().join(" › "), duration: test.duration ?? 0, ...failure };
    report({ type: "test", result });
  };
  // With `forbidPending`, a skipped test arrives here as a failed one. So does a hook that fails.
  runner.on("fail", (test, error: unknown) => tell(test, { error: describe(error) }));
  runner.on("pass", (test) => tell(test, {}));
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const stack = error.stack ?? error.message;
  const shown = stack.includes(error.message) ? stack : `${error.message}\n${stack}`;
  return error.cause === undefined ? shown : `${shown}\ncaused by ${describe(error.cause)}`;
}
