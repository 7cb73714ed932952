/** The tests that run in plain Node, in a process of their own. */
import { globSync } from "node:fs";
import { join, resolve } from "node:path";
import { root } from "../setup/paths.ts";
import { startGroup } from "../setup/processes.ts";
import { collectResults, type Outcome } from "./eventStream.ts";
import type { TestEvent } from "./results.ts";

export interface NodeTests {
  /** Of the files with the tests, from the root on. */
  pattern: string;
  /** A pattern of those to leave out. */
  except?: string[];
  /** For one test, in milliseconds. */
  timeout: number;
  /** How long nothing may be heard of the tests, in milliseconds: twice the time-out where it is not given. */
  silence?: number;
  grep?: string;
}

/** How long after its last test a process may take to end, in milliseconds. */
const grace = 10_000;

export async function runNodeTests(tests: NodeTests): Promise<Outcome> {
  // A test reports before its own time-out, hooks included; twice that is a process that hangs.
  const { pattern, except = [], timeout, silence = timeout * 2, grep } = tests;
  const collector = collectResults();
  const files = globSync(pattern, { cwd: root, exclude: except }).map((file) => resolve(root, file));
  const { promise: stalled, resolve: stall } = Promise.withResolvers<string>();
  const watch = setTimeout(() => stall(`nothing was heard for ${silence / 1000} s.`), silence);
  const group = startGroup(
    process.execPath,
    [
      // See dev/run.mjs.
      "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON",
      join(root, "dev/test/mochaProcess.ts"),
      JSON.stringify(files),
      String(timeout),
      ...(grep === undefined ? [] : [grep]),
    ],
    {
      cwd: root,
      environment: withoutKeys(),
      onMessage(message) {
        collector.receive(message as TestEvent);
        if (!collector.ended()) return void watch.refresh();
        clearTimeout(watch);
        setTimeout(() => stall("left open"), grace).unref();
      },
    },
  );
  try {
    const exited = group.exited.then(({ code, signal }) => `it ended with ${signal ?? `code ${code}`}.`);
    const ending = await Promise.race([exited, stalled]);
    const outcome = collector.outcome(ending);
    if (ending === "left open") {
      outcome.failures.push(
        `The tests ended, but ${grace / 1000} s later their process had not: a test left something open.`,
      );
    }
    return { ...outcome, printed: group.output() };
  } finally {
    clearTimeout(watch);
    group.stop();
  }
}

/** No test may spend the user's own keys. */
function withoutKeys(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(AZURE_)?OPENAI_/.test(name)));
}
