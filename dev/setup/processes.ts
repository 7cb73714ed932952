/** Child processes: to run and wait for, or to start and stop together with all that they started. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { atExit } from "./cleanup.ts";

interface ProcessOptions {
  cwd?: string;
  /** The whole environment. Absent: ours. */
  environment?: NodeJS.ProcessEnv;
  /** Called with each message that a Node process sends us. */
  onMessage?(message: unknown): void;
}

/** The command could not be started, or did not end with 0. The message holds what it printed. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  readonly output: string;
  constructor(command: string, reason: string, output: string) {
    super(`${command} ${reason}${output.trim() === "" ? "" : `\n${output.trimEnd()}`}`);
    this.output = output;
  }
}

/**
 * Runs a program to its end.
 * @returns what it printed on both streams.
 * @throws {CommandError}
 */
export async function run(command: string, args: string[], options: ProcessOptions = {}): Promise<string> {
  const group = startGroup(command, args, options);
  const { code, signal } = await group.exited;
  group.stop();
  const shown = [command, ...args].join(" ");
  if (code !== 0) throw new CommandError(shown, `ended with ${signal ?? `code ${code}`}.`, group.output());
  return group.output();
}

export interface ProcessGroup {
  readonly process: ChildProcess;
  /** Never rejects for an exit; rejects with {@link CommandError} where the program could not be started. */
  readonly exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** The last 100,000 characters of both streams. */
  output(): string;
  /** Kills the process and all that it started. */
  stop(): void;
}

const keptOutput = 100_000;

/** Starts a program as the leader of a process group, which ends with us at the latest. */
export function startGroup(command: string, args: string[], options: ProcessOptions = {}): ProcessGroup {
  // npm and its like are .cmd files on Windows, which only a shell runs; it needs quotes around spaces.
  const shell = process.platform === "win32" && !command.endsWith(".exe");
  const quote = (text: string): string => (shell ? `"${text}"` : text);
  const child = spawn(quote(command), args.map(quote), {
    cwd: options.cwd,
    env: options.environment ?? process.env,
    stdio: ["ignore", "pipe", "pipe", ...(options.onMessage === undefined ? [] : (["ipc"] as const))],
    detached: process.platform !== "win32",
    shell,
    windowsHide: true,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output = (output + text).slice(-keptOutput);
    });
  }
  if (options.onMessage !== undefined) child.on("message", options.onMessage);
  const exited = once(child, "close").then(
    ([code, signal]: unknown[]) => ({
      code: code as number | null,
      signal: signal as NodeJS.Signals | null,
    }),
    (error: NodeJS.ErrnoException) => {
      const reason = error.code === "ENOENT" ? "is not installed." : `could not be started: ${error.message}`;
      throw new CommandError(command, reason, "");
    },
  );
  return { process: child, exited, output: () => output, stop: atExit(() => killGroup(child)) };
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", String(child.pid), "/T", "/F"], { stdio: "ignore" });
    return;
  }
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch (error) {
    // ESRCH: the whole group is gone already, which is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
