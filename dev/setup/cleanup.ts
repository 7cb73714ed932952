/**
 * What must not outlive this process: child processes and temporary folders. Everything here is synchronous,
 * so that it also works in an `exit` handler, after a crash or a signal.
 */
import { rmSync } from "node:fs";
import { mkdtemp, realpath } from "node:fs/promises";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";

const pending = new Set<() => void>();
let installed = false;

/** Has `clean` called when the process ends, however it ends; the function returned calls it now, once. */
export function atExit(clean: () => void): () => void {
  install();
  const once = (): void => {
    if (pending.delete(once)) clean();
  };
  pending.add(once);
  return once;
}

/** A new folder that is removed by the function returned beside it, or else when the process ends. */
export async function temporaryFolder(name: string): Promise<{ path: string; remove(): void }> {
  // The real path, because macOS's temporary folder is a link and VS Code reports real paths.
  const path = await realpath(await mkdtemp(join(tmpdir(), `viva-voce-${name}-`)));
  const remove = atExit(() => {
    // A process that was just killed may still be writing: removal is tried again for about two seconds.
    rmSync(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 10 });
  });
  return { path, remove };
}

function install(): void {
  if (installed) return;
  installed = true;
  process.on("exit", () => {
    // The latest first: processes were started after the folders that they write to.
    for (const clean of [...pending].toReversed()) clean();
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => process.exit(128 + constants.signals[signal]));
  }
}
