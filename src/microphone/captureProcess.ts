/** One capture process, from the side of the extension host. */
import { fork, type ChildProcess } from "node:child_process";
import type { Log } from "../session/log.ts";
import { fromCapture, type FromCapture, type ToCapture } from "./captureMessages.ts";

export interface CaptureProcessOptions {
  /** The script that it runs. */
  path: string;
  environment: NodeJS.ProcessEnv;
  log: Log;
  received(message: FromCapture): void;
  /** It ended without our doing. */
  ended(detail: string): void;
}

/** Milliseconds for an answer. Waking a sound server, or a headset, takes a couple of seconds. */
const patience = 10_000;

/** What a process says of itself when it dies, at most. */
const keptOutput = 2000;

/** A request that is not answered yet. */
interface Waiting {
  types: FromCapture["type"][];
  resolve(message: FromCapture): void;
  reject(error: Error): void;
}

export class CaptureProcess {
  readonly #child: ChildProcess;
  readonly #options: CaptureProcessOptions;
  #waiting: Waiting | undefined;
  #output = "";
  #over = false;

  constructor(options: CaptureProcessOptions) {
    this.#options = options;
    this.#child = fork(options.path, [], {
      // VS Code's own executable is a Node only with this.
      env: { ...options.environment, ELECTRON_RUN_AS_NODE: "1" },
      execArgv: [],
      // A group of its own, to be ended together with the recorder that it may have started.
      detached: process.platform !== "win32",
      serialization: "advanced",
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      windowsHide: true,
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => this.#printed(text));
    }
    this.#child.on("message", (message) => this.#received(message));
    this.#child.once("error", (error) => this.#ended(`The capture process failed: ${error.message}`));
    // "close" comes after the last that it printed.
    this.#child.once("close", (code, signal) => {
      // Who is killed had no time to say why.
      const said = signal === "SIGKILL" ? "" : lastWords(this.#output);
      this.#ended(
        `The capture process ended with ${signal ?? `code ${code}`}${said === "" ? "." : `: ${said}`}`,
      );
    });
  }

  /**
   * Sends a request and waits for a message that answers it. One at a time.
   * @throws {Error} that says what happened, where there is none.
   */
  async ask<Type extends FromCapture["type"]>(
    request: ToCapture,
    ...types: Type[]
  ): Promise<Extract<FromCapture, { type: Type }>> {
    const { promise, resolve, reject } = Promise.withResolvers<FromCapture>();
    this.#waiting = { types, resolve, reject };
    const timer = setTimeout(() => {
      reject(new Error(`The microphone did not answer within ${patience / 1000} s.`));
    }, patience);
    this.send(request);
    try {
      return (await promise) as Extract<FromCapture, { type: Type }>;
    } finally {
      clearTimeout(timer);
      this.#waiting = undefined;
    }
  }

  send(message: ToCapture): void {
    if (!this.#child.connected) return;
    this.#child.send(message, (error) => {
      if (error !== null) this.#options.log.debug(`Nothing reached the capture process: ${error.message}`);
    });
  }

  /** Ends it at once, and with it its hold on the device. */
  end(): void {
    this.#finish(new Error("The microphone was closed."));
    const { pid } = this.#child;
    if (process.platform === "win32" || pid === undefined) this.#child.kill("SIGKILL");
    else killGroup(pid);
  }

  #received(message: unknown): void {
    if (this.#over) return;
    const parsed = fromCapture.safeParse(message);
    if (!parsed.success) {
      this.#options.log.warn(`The capture process said what it never says: ${parsed.error.message}`);
      return;
    }
    if (this.#waiting?.types.includes(parsed.data.type)) this.#waiting.resolve(parsed.data);
    this.#options.received(parsed.data);
  }

  #printed(text: string): void {
    this.#output = (this.#output + text).slice(-keptOutput);
    this.#options.log.debug(`Capture process: ${text.trimEnd()}`);
  }

  #ended(detail: string): void {
    if (this.#over) return;
    this.#finish(new Error(detail));
    this.#options.ended(detail);
  }

  #finish(error: Error): void {
    this.#over = true;
    this.#waiting?.reject(error);
  }
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    // Where it is gone already, most systems say ESRCH, and macOS EPERM while its end is not taken note of.
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code !== "ESRCH" && code !== "EPERM") throw error;
  }
}

/** What the process printed last of which a person makes something; Node's own closing line is left out. */
function lastWords(output: string): string {
  const lines = output.split("\n").map((line) => line.trim());
  return lines.findLast((line) => line !== "" && !/^(Node\.js v|at )/.test(line)) ?? "";
}
