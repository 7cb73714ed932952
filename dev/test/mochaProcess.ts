/** Runs mocha over the files that match a pattern, and tells its parent process: `PATTERN TIMEOUT [GREP]`. */
import { globSync } from "node:fs";
import { resolve } from "node:path";
import type { TestEvent } from "./results.ts";
import { runMocha } from "./runMocha.ts";

const [pattern = "", timeout = "", grep] = process.argv.slice(2);
const report = (event: TestEvent): void => void process.send?.(event);
try {
  const files = globSync(pattern).map((file) => resolve(file));
  await runMocha({ files, timeout: Number(timeout), ...(grep === undefined ? {} : { grep }), report });
} catch (error) {
  report({ type: "crash", error: error instanceof Error ? String(error.stack) : String(error) });
}
// With the channel closed nothing of ours keeps this process alive; what a test left open does.
process.disconnect();
