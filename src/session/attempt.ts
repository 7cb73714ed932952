/** One attempt at a call: secret and offer side by side, exchange, answer, open channel, configured session. */
import type { Call, EphemeralSecret, Provider } from "../providers/provider.ts";
import type { MicrophoneAnswer } from "../shared/panel.ts";
import type { ConnectingStep } from "../shared/state.ts";
import { abortable } from "./abortable.ts";
import type { SessionConfiguration } from "./clientEvents.ts";
import { asFailure, SessionFailure } from "./failure.ts";
import type { Link, LinkListener, OpenLink } from "./link.ts";

/** Bound on the whole attempt, in ms. The official client allows 30 s. */
const attemptTimeout = 30_000;

export interface AttemptOptions {
  provider: Provider;
  openLink: OpenLink;
  configuration: SessionConfiguration;
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
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(attemptTimeout)]);
  let link: Link | undefined;
  let call: Call | undefined;
  try {
    options.onStep("secret");
    const minting = mint(options, signal);
    // Not lost: awaited below. Without this, a refusal during the offer counts as unhandled.
    minting.catch(() => undefined);

    link = await options.openLink(options.listener, signal).catch(rethrowAs("noPanel"));
    options.onStep("microphone");
    const { sdp, microphone } = await link.offer(true, signal).catch(rethrowAs("mediaFailed"));

    options.onStep("negotiating");
    call = await exchange(options.provider, minting, sdp, { ...options, signal });
    await link.answer(call.answer, signal).catch(rethrowAs("mediaFailed"));

    options.onStep("configuring");
    await abortable(options.sessionCreated, signal);
    return { link, call, microphone };
  } catch (error) {
    link?.close();
    void call?.hangUp();
    options.signal.throwIfAborted();
    if (signal.aborted) throw new SessionFailure("timedOut", { cause: error });
    throw error;
  }
}

function mint({ provider, configuration }: AttemptOptions, signal: AbortSignal): Promise<EphemeralSecret> {
  return provider.mintSecret(configuration, signal);
}

/** A secret can expire between its making and its use, for example while the user is asked for the microphone. */
async function exchange(
  provider: Provider,
  minting: Promise<EphemeralSecret>,
  offer: string,
  options: AttemptOptions,
): Promise<Call> {
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
