/** Runs the tests below this folder in VS Code's extension host, and tells the test command of each. */
import { once } from "node:events";
import { globSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import type { TestEvent } from "../../dev/test/results.ts";
import { runMocha } from "../../dev/test/runMocha.ts";

/** Called by VS Code, once the workspace is open. */
export async function run(): Promise<void> {
  const port = process.env["VIVA_VOCE_TEST_PORT"];
  if (port === undefined) throw new Error("VIVA_VOCE_TEST_PORT is not set: run these tests by npm test.");
  const socket = connect(Number(port), "127.0.0.1");
  await once(socket, "connect");
  const report = (event: TestEvent): void => void socket.write(`${JSON.stringify(event)}\n`);
  const grep = process.env["VIVA_VOCE_TEST_GREP"];
  try {
    const files = globSync("**/*.test.js", { cwd: __dirname }).map((file) => join(__dirname, file));
    await runMocha({ files, timeout: 60_000, ...(grep === undefined ? {} : { grep }), report });
  } catch (error) {
    report({ type: "crash", error: error instanceof Error ? String(error.stack) : String(error) });
  }
  socket.end();
  await once(socket, "close");
}
