/** Writes the session's course into the log: its states at info, each event whole at trace. */
import type { ClientEvent } from "../clientEvents.ts";
import type { Log } from "../log.ts";
import type { SessionObserver } from "../observer.ts";
import type { ParsedEvent } from "../serverEvents.ts";
import type { SessionState } from "../state.ts";
import { presentable } from "./eventJson.ts";

/** A log that tells more than the parts of a session do. */
export interface DetailedLog extends Log {
  info(message: string): void;
  /** @param message called only where the level is on. */
  trace(message: () => string): void;
}

export interface SessionLogOptions {
  log: DetailedLog;
  /** Values that are secret whatever their form. */
  secrets(): Iterable<string>;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
}

export class SessionLog implements SessionObserver {
  readonly #options: SessionLogOptions;
  #status: SessionState["status"] = "idle";
  /** When it began to connect. */
  #since = 0;

  constructor(options: SessionLogOptions) {
    this.#options = options;
  }

  sent(event: ClientEvent): void {
    this.#options.log.trace(() => `→ ${this.#text(event)}`);
  }

  received(parsed: ParsedEvent, data: string): void {
    const type = parsed.kind === "known" ? parsed.event.type : parsed.kind === "unknown" ? parsed.type : "";
    // The `done` of its item repeats it whole; a secret that is cut in two by deltas would not be found in them.
    if (type.endsWith(".delta")) return;
    // What is not JSON passes the redaction as any other line does.
    this.#options.log.trace(() => `← ${type === "" ? data : this.#text(JSON.parse(data))}`);
  }

  moved(state: SessionState): void {
    const { log } = this.#options;
    const before = this.#status;
    this.#status = state.status;
    if (state.status === before) return;
    switch (state.status) {
      case "connecting":
        this.#since = this.#options.now();
        return log.info(state.again ? "Connecting again" : "Session starting");
      case "live":
        return log.info(`Session live after ${Math.round(this.#options.now() - this.#since)} ms`);
      case "failed":
        return log.info(`Session failed: ${state.failure.message}`);
      case "idle":
        return log.info("Session stopped");
    }
  }

  #text(event: unknown): string {
    return JSON.stringify(presentable(event, this.#options.secrets()));
  }
}
