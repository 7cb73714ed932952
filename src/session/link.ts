/** Whatever carries media and events between us and the model: a peer connection in the panel, or in a browser. */
import type { CallAnswer } from "../providers/provider.ts";
import type { MicrophoneAnswer, Silence, Transport } from "../shared/media.ts";
import type { ConnectingStep } from "../shared/state.ts";
import type { ClientEvent } from "./clientEvents.ts";

export interface Link {
  /** Makes an offer, with a microphone where one is wanted and granted. */
  offer(wish: MicrophoneWish, signal: AbortSignal): Promise<LinkOffer>;
  answer(answer: CallAnswer, signal: AbortSignal): Promise<void>;
  send(event: ClientEvent): void;
  /** Opens or releases the device. */
  setMicrophone(open: boolean): Promise<MicrophoneAnswer>;
  /** Lets the open microphone be heard, or not, without touching the device. */
  setGate(open: boolean): void;
  /** Whether the assistant is heard. Takes effect at once. */
  setAudible(audible: boolean): void;
  close(): void;
}

export interface LinkOffer {
  /** None where the link will be a WebSocket. */
  sdp: string | undefined;
  microphone: MicrophoneAnswer;
}

/** What a link that opens is to do about the microphone. `gated`: it is open, but not heard before `setGate`. */
export type MicrophoneWish = "none" | "gated" | "open";

export interface LinkListener {
  /** The data channel is open. */
  opened(): void;
  /** One server event, as it came: JSON text, not yet parsed. */
  received(data: string): void;
  /** The link is gone and will not come back; a new one is needed. */
  closed(reason: string): void;
  microphoneLost(detail: string): void;
  /** Another device is heard in place of the wished one, or that one again. */
  microphoneChanged(device: string): void;
  microphoneSilent(why: Silence): void;
}

export interface LinkRequest {
  listener: LinkListener;
  microphone: MicrophoneWish;
  transport: Transport;
  onStep(step: ConnectingStep): void;
  signal: AbortSignal;
}

/**
 * Opens a new link and ends the one before.
 * @throws {Error} where there is nothing to carry it, for example because the panel could not be shown.
 */
export type OpenLink = (request: LinkRequest) => Promise<Link>;
