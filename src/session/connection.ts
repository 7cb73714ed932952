/** Keeps the session connected: opens calls, reopens them when a link is lost, and gives up in words. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Provider } from "../providers/provider.ts";
import { openCall, type OpenedCall } from "./attempt.ts";
import type { ClientEvent, SessionConfiguration } from "./clientEvents.ts";
import { asFailure, SessionFailure, type FailureReason } from "./failure.ts";
import type { Link, LinkListener, OpenLink } from "./link.ts";
import type { Log } from "./log.ts";
import type { SessionEvent } from "./state.ts";

export interface ConnectionOptions {
  /** Asked at each attempt, so that changed settings count. @throws {SessionFailure} */
  provider(): Provider;
  configuration(): SessionConfiguration;
  openLink: OpenLink;
  dispatch(event: SessionEvent): void;
  /** One server event, as text. `created`: to be called when it was `session.created`. */
  received(data: string, created: () => void): void;
  /** A call is open. `again`: it replaces a lost one. */
  opened(call: OpenedCall, again: boolean): void;
  /** The link is gone; another is on the way. */
  lost(): void;
  microphoneLost(detail: string): void;
  log: Log;
}

/** Waits before each attempt to come back, in ms. Six attempts over about half a minute. */
const backoff = [0, 500, 1_000, 3_000, 8_000, 15_000];

/** Reasons that time may mend. For the others the user has to do something first. */
const passing = new Set<FailureReason>([
  "unreachable",
  "timedOut",
  "serverFailed",
  "rateLimited",
  "mediaFailed",
  "noPanel",
]);

export class Connection {
  readonly #options: ConnectionOptions;
  #call: OpenedCall | undefined;
  #trying: AbortController | undefined;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  open(): void {
    void this.#run(false);
  }

  close(): void {
    this.#trying?.abort();
    if (this.#call === undefined) return;
    void this.#call.call.hangUp();
    this.#call.link.close();
    this.#call = undefined;
  }

  /** Without an open link there is nobody to send to; the session that follows is told anew. */
  send(event: ClientEvent): void {
    this.#call?.link.send(event);
  }

  get link(): Link | undefined {
    return this.#call?.link;
  }

  async #run(again: boolean): Promise<void> {
    const { dispatch, log } = this.#options;
    this.#trying?.abort();
    this.#trying = new AbortController();
    const { signal } = this.#trying;
    dispatch({ type: "connecting", step: "secret", again });
    const waits = again ? backoff : [0];
    for (const [index, wait] of waits.entries()) {
      try {
        await sleep(wait, undefined, { signal });
        return await this.#attempt(again, signal);
      } catch (error) {
        if (signal.aborted) return;
        const failure = asFailure(error, "connectionLost");
        log.warn(`Could not connect: ${failure.message}`);
        if (index < waits.length - 1 && passing.has(failure.reason)) continue;
        return dispatch({ type: "failed", failure });
      }
    }
  }

  async #attempt(again: boolean, signal: AbortSignal): Promise<void> {
    const { provider, openLink, configuration, dispatch, opened } = this.#options;
    const created = Promise.withResolvers<void>();
    // Not lost: `openCall` awaits it; the link may close before that.
    created.promise.catch(() => undefined);
    const call = await openCall({
      provider: provider(),
      openLink,
      configuration: configuration(),
      listener: this.#listener(created, signal),
      sessionCreated: created.promise,
      onStep: (step) => dispatch({ type: "connecting", step, again }),
      signal,
    });
    this.#call = call;
    opened(call, again);
  }

  /** @param signal aborted as soon as another attempt, or nobody, is to hear of this link. */
  #listener({ resolve, reject }: PromiseWithResolvers<void>, signal: AbortSignal): LinkListener {
    const { log, received, microphoneLost } = this.#options;
    return {
      opened: () => log.debug("Data channel open"),
      received: (data) => {
        if (!signal.aborted) received(data, resolve);
      },
      microphoneLost: (detail) => {
        if (!signal.aborted) microphoneLost(detail);
      },
      closed: (reason) => {
        reject(new SessionFailure("mediaFailed", { detail: reason }));
        if (!signal.aborted && this.#call !== undefined) this.#reopen(reason);
      },
    };
  }

  #reopen(reason: string): void {
    this.#options.log.warn(`Link lost: ${reason}`);
    this.#call = undefined;
    this.#options.lost();
    void this.#run(true);
  }
}
