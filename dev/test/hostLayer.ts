/** The tests that run in the extension host of a real VS Code. */
import { copySample } from "../sample.ts";
import { runInHost } from "../vscode/inHost.ts";
import { collectResults, type Outcome } from "./eventStream.ts";
import type { TestEvent } from "./results.ts";

export async function runHostTests(grep?: string): Promise<Outcome> {
  const collector = collectResults();
  const sample = await copySample();
  try {
    const { ending, printed } = await runInHost({
      workspace: sample.path,
      bundle: "out/test/vscode/index.js",
      environment: grep === undefined ? {} : { VIVA_VOCE_TEST_GREP: grep },
      receive: (event) => collector.receive(event as TestEvent),
    });
    return { ...collector.outcome(ending), printed };
  } finally {
    sample.remove();
  }
}
