/** What passes between a session and its server: observed, logged, and parsed before anybody uses it. */
import type { ClientEvent } from "./clientEvents.ts";
import type { Link } from "./link.ts";
import type { Log } from "./log.ts";
import type { SessionObserver } from "./observer.ts";
import { parseServerEvent, type ServerEvent } from "./serverEvents.ts";

export interface WireOptions {
  link(): Link | undefined;
  observers: readonly SessionObserver[];
  log: Log;
}

export class Wire {
  readonly #options: WireOptions;

  constructor(options: WireOptions) {
    this.#options = options;
  }

  /** Where there is nobody to send to, nothing is sent, and nobody is told that it was. */
  send(event: ClientEvent): void {
    const { link, observers, log } = this.#options;
    if (link() === undefined) return;
    log.debug(`→ ${event.type}`);
    for (const observer of observers) observer.sent?.(event);
    // One of them may have ended it: what the budget does not cover is not sent.
    link()?.send(event);
  }

  /** @returns nothing for what is malformed, or of no use to us. */
  received(data: string): ServerEvent | undefined {
    const { observers, log } = this.#options;
    const parsed = parseServerEvent(data);
    for (const observer of observers) observer.received?.(parsed, data);
    switch (parsed.kind) {
      case "malformed":
        log.warn(`Ignored a server event: ${parsed.reason}`);
        return undefined;
      case "unknown":
        log.debug(`← ${parsed.type}`);
        return undefined;
      case "known":
        log.debug(`← ${parsed.event.type}`);
        return parsed.event;
    }
  }
}
