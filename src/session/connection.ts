/** Keeps the session connected: opens calls, reopens them when a link is lost, and gives up in words. */
import timers from "node:timers/promises";
import type { Provider } from "../providers/provider.ts";
import { openCall, type OpenedCall } from "./attempt.ts";
import type { SessionConfiguration } from "./clientEvents.ts";
import { asFailure, SessionFailure, SoundBlocked, unbegun } from "./failure.ts";
import type { Transport } from "../shared/media.ts";
import type { Link, LinkListener, MicrophoneWish, OpenLink } from "./link.ts";
import type { Log } from "./log.ts";
import type { SessionEvent } from "./state.ts";
import { usualTransports, type Transports } from "./transports.ts";

export interface TransportOptions {
  /** What the sound goes over; WebRTC first, where it is absent. */
  transports?: Transports;
}

export interface ConnectionOptions extends TransportOptions {
  /** Asked at each attempt, so that changed settings count. @throws {SessionFailure} */
  provider(): Provider;
  configuration(): SessionConfiguration;
  openLink: OpenLink;
  /** What a link that opens now is to do about the microphone. */
  microphoneWish(): MicrophoneWish;
  dispatch(event: SessionEvent): void;
  /** One server event, as text. `created`: to be called when it was `session.created`. */
  received(data: string, created: () => void): void;
  /** A call is open. `again`: it replaces a lost one. */
  opened(call: OpenedCall, again: boolean): void;
  /** The link is gone; another is on the way. */
  lost(): void;
  /** News of the open link's microphone. */
  microphone: MicrophoneNews;
  log: Log;
}

/** Waits before each attempt to come back, in ms. Six attempts over about half a minute. */
const backoff = [0, 500, 1_000, 3_000, 8_000, 15_000];

/** A call that lived so long was a sound one: when it is lost, the waits begin anew. In ms. */
const sound = 10_000;

/** A server that asks for more patience than this is not waited for: the user decides. In ms. */
const longestWait = 60_000;

export class Connection {
  readonly #options: ConnectionOptions;
  readonly #transports: Transports;
  #call: OpenedCall | undefined;
  #trying: AbortController | undefined;
  /** Attempts to come back that failed, or led to a call that did not live, one after another. */
  #failures = 0;
  /** In ms since 1970. */
  #openedAt = 0;
  #planned = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#transports = options.transports ?? usualTransports();
  }

  /** @param again it takes the place of one that an earlier window lost. */
  open(again = false): void {
    this.#failures = 0;
    void this.#run(again);
  }

  close(): void {
    this.#trying?.abort();
    if (this.#call === undefined) return;
    void this.#call.call.hangUp();
    this.#call.link.close();
    this.#call = undefined;
  }

  /** Gives the link up, as though it were lost. `planned`: nothing is wrong with it. */
  replace(reason: string, why: "planned" | "lost" = "lost"): void {
    if (this.#call === undefined) return;
    this.#call.link.close();
    this.#planned = why === "planned";
    this.#reopen(reason);
  }

  /** Whether the last link was given up for a reason that the user need not know. */
  get planned(): boolean {
    return this.#planned;
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
    let asked = 0;
    let blocked: SoundBlocked | undefined;
    for (;;) {
      try {
        const wait = Math.max(backoff[this.#failures] ?? 0, asked);
        if (again) await timers.setTimeout(wait, undefined, { signal });
        return await this.#attempt(again, blocked !== undefined, signal);
      } catch (error) {
        if (signal.aborted) return;
        const failure = asFailure(error, "connectionLost");
        log.warn(`Could not connect: ${failure.message}`);
        if (failure instanceof SoundBlocked && this.#transports.blocked()) {
          blocked = failure;
          continue;
        }
        if (blocked !== undefined) this.#transports.forget();
        asked = failure.retryAfter ?? 0;
        const mayPass = failure.mayPass && asked <= longestWait;
        if (!again || !mayPass || !this.#mayTryAgain()) {
          return dispatch({ type: "failed", failure: blocked ?? failure });
        }
      }
    }
  }

  /** @param fellBack the attempt before it found that WebRTC has no way. */
  async #attempt(again: boolean, fellBack: boolean, signal: AbortSignal): Promise<void> {
    const { openLink, configuration, dispatch, opened } = this.#options;
    const provider = this.#options.provider();
    const transport = this.#transports.choose(provider);
    const created = Promise.withResolvers<void>();
    // Not lost: `openCall` awaits it; the link may close before that.
    created.promise.catch(() => undefined);
    const ears: Ears = { created, closed: undefined };
    const call = await openCall({
      provider,
      openLink,
      configuration: configuration(),
      microphone: this.#options.microphoneWish(),
      transport,
      listener: this.#listener(ears, transport, signal),
      sessionCreated: created.promise,
      onStep: (step) => {
        if (!signal.aborted) dispatch({ type: "connecting", step, again });
      },
      signal,
    });
    // Between the session's first word and here, the user may have stopped it, or the link may be gone again.
    if (signal.aborted || ears.closed !== undefined) {
      void call.call.hangUp();
      call.link.close();
      throw new SessionFailure(unbegun(transport), { detail: ears.closed });
    }
    this.#call = call;
    this.#openedAt = Date.now();
    opened({ ...call, fellBack: fellBack && transport === "websocket" }, again);
  }

  /** @param signal aborted as soon as another attempt, or nobody, is to hear of this link. */
  #listener(ears: Ears, transport: Transport, signal: AbortSignal): LinkListener {
    const { log, received, microphone } = this.#options;
    const heard =
      <T>(tell: (news: T) => void) =>
      (news: T) => {
        if (!signal.aborted) tell(news);
      };
    return {
      opened: () => log.debug("Data channel open"),
      received: (data) => {
        if (!signal.aborted) received(data, ears.created.resolve);
      },
      microphoneLost: heard(microphone.microphoneLost),
      microphoneChanged: heard(microphone.microphoneChanged),
      microphoneSilent: heard(microphone.microphoneSilent),
      closed: (reason) => {
        ears.closed = reason;
        ears.created.reject(new SessionFailure(unbegun(transport), { detail: reason }));
        if (signal.aborted || this.#call === undefined) return;
        this.#planned = false;
        this.#reopen(reason);
      },
    };
  }

  #reopen(reason: string): void {
    const { log, lost, dispatch } = this.#options;
    if (this.#planned) log.debug(`Link replaced: ${reason}`);
    else log.warn(`Link lost: ${reason}`);
    void this.#call?.call.hangUp();
    this.#call = undefined;
    lost();
    if (Date.now() - this.#openedAt >= sound) this.#failures = 0;
    else if (!this.#planned && !this.#mayTryAgain()) {
      return dispatch({ type: "failed", failure: new SessionFailure("connectionLost", { detail: reason }) });
    }
    void this.#run(true);
  }

  /** Counts a failure. @returns whether there is a try left. */
  #mayTryAgain(): boolean {
    this.#failures++;
    return this.#failures < backoff.length;
  }
}

export type MicrophoneNews = Pick<LinkListener, "microphoneLost" | "microphoneChanged" | "microphoneSilent">;

/** What an attempt has heard of its link. */
interface Ears {
  created: PromiseWithResolvers<void>;
  closed: string | undefined;
}
