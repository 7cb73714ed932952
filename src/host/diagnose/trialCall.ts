/** Opens a call without a microphone, looks how it came about, and ends it. Asks for no response: it costs nothing. */
import type { Provider } from "../../providers/provider.ts";
import { openCall, type OpenedCall } from "../../session/attempt.ts";
import type { SessionConfiguration } from "../../session/clientEvents.ts";
import { asFailure, SessionFailure, SoundBlocked, unbegun } from "../../session/failure.ts";
import type { Link, LinkListener, LinkRequest } from "../../session/link.ts";
import { parseServerEvent } from "../../session/serverEvents.ts";
import type { LinkReport, Transport } from "../../shared/media.ts";
import { since } from "./check.ts";
import { within } from "../../session/deadline.ts";

export interface ReportingLink extends Link {
  report(signal: AbortSignal): Promise<LinkReport>;
}

export interface TrialOptions {
  provider: Provider;
  configuration: SessionConfiguration;
  /** WebRTC where it is absent. */
  transport?: Transport;
  openLink(request: LinkRequest): Promise<ReportingLink>;
  /** In ms, for the whole of it; {@link callTime} where it is absent. */
  patience?: number;
  signal: AbortSignal;
}

/** In ms. Secret and offer are made side by side. `channel`: until the session has said its first word. */
export type StepTimes = Record<"secret" | "offer" | "exchange" | "channel", number>;

export type Trial =
  | {
      opened: true;
      times: StepTimes;
      report: LinkReport;
      /** By a WebSocket, because WebRTC found no way. */
      fellBack?: boolean;
    }
  | {
      opened: false;
      failure: SessionFailure;
      /** WebRTC where it is absent. */
      transport?: Transport;
      /** The provider has answered the call, and the page has taken the answer. */
      answered: boolean;
      /** How far the search for a way had come, where the page could still tell. */
      ice: LinkReport["ice"] | undefined;
    };

/** For the page to look at its link, in ms. */
const reportTime = 2_000;

/** For a call, in ms: 10 s for secret, offer and answer, and 8 s for the sound's way, as long as a session looks. */
export const callTime = 20_000;

/** For a WebSocket after that, in ms. */
export const socketTime = 8_000;

/** As a session does it: WebRTC, and where that finds no way, a WebSocket. @throws the signal's reason. */
export async function tryTransports(
  options: Omit<TrialOptions, "transport">,
  wanted: "auto" | Transport,
): Promise<Trial> {
  const { signalling } = options.provider.traits;
  const chosen = signalling === "none" || wanted === "websocket" ? "websocket" : "webrtc";
  const first = await tryCall({ ...options, transport: chosen });
  if (first.opened || wanted !== "auto" || chosen === "websocket" || !isBlocked(first)) return first;
  const second = await tryCall({ ...options, transport: "websocket", patience: socketTime });
  return second.opened ? { ...second, fellBack: true } : first;
}

/** Whoever was answered, and had no time left to find the way, has none either. */
function isBlocked({ failure, answered, ice }: Extract<Trial, { opened: false }>): boolean {
  if (failure instanceof SoundBlocked) return true;
  return answered && failure.reason === "timedOut" && ice !== "connected" && ice !== "completed";
}

/** @throws the signal's reason. */
export async function tryCall(options: TrialOptions): Promise<Trial> {
  const { provider, configuration, openLink, signal } = options;
  const { transport = "webrtc", patience = callTime } = options;
  const times: StepTimes = { secret: 0, offer: 0, exchange: 0, channel: 0 };
  const created = Promise.withResolvers<void>();
  // Not lost: `openCall` awaits it; the link may close before that.
  created.promise.catch(() => undefined);
  const timely = within(patience, signal);
  let answeredAt: number | undefined;
  let link: ReportingLink | undefined;
  let last: Promise<LinkReport | undefined> = Promise.resolve(undefined);
  let opened: OpenedCall | undefined;
  const look = (): Promise<LinkReport> | undefined => link?.report(AbortSignal.timeout(reportTime));
  try {
    opened = await openCall({
      provider: timedProvider(provider, times),
      configuration,
      microphone: "none",
      transport,
      listener: listenerOf(created, transport),
      sessionCreated: created.promise,
      onStep: (step) => {
        if (step === "configuring") answeredAt = performance.now();
      },
      signal: timely,
      async openLink(request) {
        link = await openLink(request);
        return timedLink(link, times, () => {
          // Asked before it closes. A link that has ended by itself tells nothing any more.
          last = look()?.catch(() => undefined) ?? last;
        });
      },
    });
    times.channel = since(answeredAt ?? performance.now());
    const report = await look();
    if (report === undefined) throw new Error("The call has no link.");
    return { opened: true, times, report };
  } catch (error) {
    signal.throwIfAborted();
    const failure = timely.aborted
      ? new SessionFailure("timedOut", { cause: error })
      : asFailure(error, unbegun(transport));
    return { opened: false, failure, transport, answered: answeredAt !== undefined, ice: (await last)?.ice };
  } finally {
    const ending = opened?.call.hangUp();
    if (opened !== undefined) link?.close();
    await ending;
  }
}

function listenerOf(created: PromiseWithResolvers<void>, transport: Transport): LinkListener {
  return {
    opened: () => undefined,
    received(data) {
      const parsed = parseServerEvent(data);
      if (parsed.kind === "known" && parsed.event.type === "session.created") created.resolve();
    },
    closed: (reason) => created.reject(new SessionFailure(unbegun(transport), { detail: reason })),
    microphoneLost: () => undefined,
    microphoneChanged: () => undefined,
    microphoneSilent: () => undefined,
  };
}

function timedProvider(provider: Provider, times: StepTimes): Provider {
  return {
    ...provider,
    mintSecret: (...args) => timed(provider.mintSecret(...args), (took) => (times.secret = took)),
    call: (...args) => timed(provider.call(...args), (took) => (times.exchange = took)),
  };
}

function timedLink(link: ReportingLink, times: StepTimes, closing: () => void): Link {
  return {
    ...link,
    offer: (...args) => timed(link.offer(...args), (took) => (times.offer = took)),
    close() {
      closing();
      link.close();
    },
  };
}

async function timed<T>(work: Promise<T>, tell: (milliseconds: number) => void): Promise<T> {
  const start = performance.now();
  const result = await work;
  tell(since(start));
  return result;
}
