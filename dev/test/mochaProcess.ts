/** Runs mocha over files, and tells its parent process: `FILES TIMEOUT [GREP]`, the files as JSON. */
import type { TestEvent } from "./results.ts";
import { runMocha } from "./runMocha.ts";

const [files = "", timeout = "", grep] = process.argv.slice(2);
const report = (event: TestEvent): void => void process.send?.(event);
try {
  await runMocha({
    files: JSON.parse(files) as string[],
    timeout: Number(timeout),
    ...(grep === undefined ? {} : { grep }),
    report,
  });
} catch (error) {
  report({ type: "crash", error: error instanceof Error ? String(error.stack) : String(error) });
}
// With the channel closed nothing of ours keeps this process alive; what a test left open does.
process.disconnect();
