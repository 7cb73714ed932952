/** One attempt at a call: secret and offer side by side, exchange, answer, open channel, configured session. */
import type { Call, EphemeralSecret, Provider } from "../providers/provider.ts";
import type { MicrophoneAnswer } from "../shared/media.ts";
import type { ConnectingStep } from "../shared/state.ts";
import { abortable } from "./abortable.ts";
import type { SessionConfiguration } from "./clientEvents.ts";
import { asFailure, SessionFailure } from "./failure.ts";
import type { Link, LinkListener, MicrophoneWish, OpenLink } from "./link.ts";

/**
 * For everything that goes over the network, in ms; the official client allows as much. The time that the user
 * takes to allow the microphone is their own.
 */
const networkTimeout = 30_000;

export interface AttemptOptions {
  provider: Provider;
  openLink: OpenLink;
  configuration: SessionConfiguration;
  microphone: MicrophoneWish;
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
}

/** @throws {SessionFailure}, or the signal's reason where the caller gave up. Leaves nothing open then. */
export async function openCall(options: AttemptOptions): Promise<OpenedCall> {
  const within = (ms: number): AbortSignal => AbortSignal.any([options.signal, AbortSignal.timeout(ms)]);
  let link: Link | undefined;
  let call: Call | undefined;
  try {
    options.onStep("secret");
    const minting = mint(options, within(networkTimeout));
    // Not lost: awaited below. Without this, a refusal during the offer counts as unhandled.
    minting.catch(() => undefined);

    link = await options.openLink(options).catch(rethrowAs("noPanel"));
    options.onStep("microphone");
    const { sdp, microphone } = await link
      .offer(options.microphone, options.signal)
      .catch(rethrowAs("mediaFailed"));

    options.onStep("negotiating");
    const signal = within(networkTimeout);
    call = await exchange(minting, sdp, { ...options, signal });
    await link.answer(call.answer, signal).catch(rethrowAs("mediaFailed"));

    options.onStep("configuring");
    await abortable(options.sessionCreated, signal);
    return { link, call, microphone };
  } catch (error) {
    link?.close();
    void call?.hangUp();
    options.signal.throwIfAborted();
    if (isTimeout(error)) throw new SessionFailure("timedOut", { cause: error });
    throw error;
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
  offer: string,
  options: AttemptOptions,
): Promise<Call> {
  const { provider } = options;
  const secret = await minting;
  try {
    return await provider.call(secret, offer, options.signal);
  } catch (error) {
    if (!(error instanceof SessionFailure) || error.reason !== "keyRefused") throw error;
    return provider.call(await mint(options, options.signal), offer, options.signal);
  }
}

function rethrowAs(reason: "noPanel" | "mediaFailed"): (error: unknown) => never {
  return (error) => {
    throw asFailure(error, reason);
  };
}
