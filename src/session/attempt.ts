/** One attempt at a call: secret and offer side by side, exchange, answer, open channel, configured session. */
import { translated } from "../providers/dialect.ts";
import type { Call, EphemeralSecret, Provider } from "../providers/provider.ts";
import { noPeers, noWay, type MicrophoneAnswer, type Transport } from "../shared/media.ts";
import type { ConnectingStep } from "../shared/state.ts";
import { abortable } from "./abortable.ts";
import type { SessionConfiguration } from "./clientEvents.ts";
import { asFailure, SessionFailure, SoundBlocked, unbegun, type FailureReason } from "./failure.ts";
import type { Link, LinkListener, MicrophoneWish, OpenLink } from "./link.ts";
import type { Notice } from "./notice.ts";
import { within } from "./deadline.ts";

/**
 * For everything that goes over the network, up to the answer and from there on, in ms; the official client allows as
 * much. The time that the user takes to allow the microphone is their own.
 */
const networkTimeout = 30_000;

/**
 * For the sound to find its way after the answer, in ms. Where there is one, that takes less than a second; where
 * there is none, Chromium looks for one for half a minute.
 */
const wayTimeout = 8_000;

export interface AttemptOptions {
  provider: Provider;
  openLink: OpenLink;
  configuration: SessionConfiguration;
  microphone: MicrophoneWish;
  transport: Transport;
  listener: LinkListener;
  /** Resolves when the server has said `session.created` on this link. */
  sessionCreated: Promise<void>;
  onStep(step: ConnectingStep): void;
  signal: AbortSignal;
}

export interface OpenedCall {
  link: Link;
  call: Call;
  microphone: MicrophoneAnswer;
  /** The fields of the configuration that the server does not know. */
  dropped: readonly string[];
  /** It is a WebSocket, because WebRTC found no way. */
  fellBack?: boolean;
}

/**
 * What the user is to know of a call that was opened with that wish.
 * @param told lists of dropped fields that they know already; grows.
 */
export function openedNotices(
  { microphone, dropped, fellBack }: OpenedCall,
  wish: MicrophoneWish,
  told: Set<string>,
): Notice[] {
  const refused = wish !== "none" && !microphone.granted;
  const isNew = dropped.length > 0 && !told.has(dropped.join());
  told.add(dropped.join());
  return [
    ...(fellBack === true ? [{ type: "soundOverSocket" } as const] : []),
    ...(isNew ? [{ type: "fieldsDropped", fields: dropped } as const] : []),
    ...(refused ? [{ type: "microphoneRefused", answer: microphone } as const] : []),
  ];
}

/** @throws {SessionFailure}, or the signal's reason where the caller gave up. Leaves nothing open then. */
export async function openCall(options: AttemptOptions): Promise<OpenedCall> {
  const way = Promise.withResolvers<void>();
  const listener: LinkListener = {
    ...options.listener,
    opened() {
      way.resolve();
      options.listener.opened();
    },
  };
  let link: Link | undefined;
  let call: Call | undefined;
  try {
    options.onStep("secret");
    const minting = mint(options, within(networkTimeout, options.signal));
    // Not lost: awaited below. Without this, a refusal during the offer counts as unhandled.
    minting.catch(() => undefined);

    link = await translated(
      options.openLink,
      options.provider.traits,
    )({ ...options, listener }).catch(rethrowAs("noPanel"));
    options.onStep("microphone");
    const { sdp, microphone } = await link.offer(options.microphone, options.signal).catch(rethrowUnoffered);

    options.onStep("negotiating");
    const signal = within(networkTimeout, options.signal);
    const { call: exchanged, dropped } = await exchange(minting, sdp, { ...options, signal });
    call = exchanged;
    await link.answer(call.answer, signal).catch(rethrowAs(unbegun(options.transport)));

    options.onStep("configuring");
    // However long the answer took, the way has its own time: only so is one that is blocked known for it.
    const beginning = within(networkTimeout, options.signal);
    if (options.transport === "webrtc") {
      await findWay(Promise.race([way.promise, options.sessionCreated]), beginning);
    }
    await abortable(options.sessionCreated, beginning);
    // Its secret would have told the server.
    if (!options.provider.traits.secrets) configure(link, options.configuration);
    return { link, call, microphone, dropped };
  } catch (error) {
    link?.close();
    void call?.hangUp();
    options.signal.throwIfAborted();
    // A call that was answered and stays silent has no way.
    if (!(error instanceof SoundBlocked) && isTimeout(error))
      throw failed(error, call === undefined ? "timedOut" : unbegun(options.transport));
    throw error;
  }
}

function failed(error: unknown, reason: FailureReason): SessionFailure {
  const { place } = asFailure(error, reason);
  return new SessionFailure(reason, { cause: error, place });
}

/** Where a server knows nothing of MCP, it refuses the second update, and the first one stands. */
function configure(link: Link, session: SessionConfiguration): void {
  const { tools = [] } = session;
  const own = tools.filter(({ type }) => type === "function");
  link.send({ type: "session.update", session: { ...session, ...(session.tools && { tools: own }) } });
  if (own.length < tools.length) link.send({ type: "session.update", session: { type: "realtime", tools } });
}

/** @throws {SoundBlocked} where there is none. */
async function findWay(found: Promise<void>, signal: AbortSignal): Promise<void> {
  const tooLate = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => tooLate.reject(new SoundBlocked({ detail: "No way was found in time." })),
    wayTimeout,
  );
  try {
    await abortable(Promise.race([found, tooLate.promise]), signal);
  } catch (error) {
    const blocked = error instanceof SessionFailure && error.detail === noWay;
    throw blocked ? new SoundBlocked({ detail: noWay, cause: error }) : error;
  } finally {
    clearTimeout(timer);
  }
}

function isTimeout(error: unknown): boolean {
  const cause = error instanceof SessionFailure ? error.cause : error;
  return cause instanceof Error && cause.name === "TimeoutError";
}

function mint({ provider, configuration }: AttemptOptions, signal: AbortSignal): Promise<EphemeralSecret> {
  return provider.mintSecret(configuration, signal);
}

/** A secret can expire between its making and its use, for example while the user is asked for the microphone. */
async function exchange(
  minting: Promise<EphemeralSecret>,
  offer: string | undefined,
  options: AttemptOptions,
): Promise<{ call: Call; dropped: readonly string[] }> {
  const { provider, signal } = options;
  // Also where whoever keeps the key never answers.
  const secret = await abortable(minting, signal);
  const callWith = async (opener: EphemeralSecret): ReturnType<typeof exchange> => ({
    call: await provider.call(opener, offer, signal),
    dropped: opener.dropped,
  });
  try {
    return await callWith(secret);
  } catch (error) {
    const expired = error instanceof SessionFailure && error.reason === "secretRefused";
    if (!expired) throw error;
    return callWith(await mint(options, signal));
  }
}

/** Where the page has no peer connections, a WebSocket may do. */
function rethrowUnoffered(error: unknown): never {
  const failure = asFailure(error, "mediaFailed");
  throw failure.detail === noPeers ? new SoundBlocked({ detail: noPeers, cause: error }) : failure;
}

function rethrowAs(reason: FailureReason): (error: unknown) => never {
  return (error) => {
    throw asFailure(error, reason);
  };
}
