/** Whatever carries media and events between us and the model: today a peer connection in the panel. */
import type { MicrophoneAnswer } from "../shared/panel.ts";
import type { ClientEvent } from "./clientEvents.ts";

export interface Link {
  /** Makes an offer, with a microphone where one is wanted and granted. */
  offer(microphone: boolean, signal: AbortSignal): Promise<{ sdp: string; microphone: MicrophoneAnswer }>;
  answer(sdp: string, signal: AbortSignal): Promise<void>;
  send(event: ClientEvent): void;
  /** Opens or releases the device. */
  setMicrophone(open: boolean): Promise<MicrophoneAnswer>;
  /** Lets the open microphone be heard, or not, without touching the device. */
  setGate(open: boolean): void;
  /** Whether the assistant is heard. Takes effect at once. */
  setAudible(audible: boolean): void;
  close(): void;
}

export interface LinkListener {
  /** The data channel is open. */
  opened(): void;
  /** One server event, as it came: JSON text, not yet parsed. */
  received(data: string): void;
  /** The link is gone and will not come back; a new one is needed. */
  closed(reason: string): void;
  microphoneLost(detail: string): void;
}

/**
 * Opens a new link and ends the one before.
 * @throws {Error} where there is nothing to carry it, for example because the panel could not be shown.
 */
export type OpenLink = (listener: LinkListener, signal: AbortSignal) => Promise<Link>;
