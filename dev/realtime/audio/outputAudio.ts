/**
 * The output audio buffer of one session: what the assistant says, played out in real time, 20 ms a packet.
 * It tells when the sound of a response starts, when it has been played to its end, and when it is cleared.
 */
import { Encoder } from "@evan/opus";
import type { Send } from "../protocol.ts";
import { concatenate, toPcm16 } from "./samples.ts";

/** Hz. What voices are generated at. */
export const voiceRate = 24_000;
const packetMs = 20;
const packetSamples = (voiceRate * packetMs) / 1000;

/** The sound of one assistant's message. */
export interface Speech {
  /** Adds sound at {@link voiceRate}. */
  push(samples: Float32Array): void;
  /** Nothing more will come. */
  end(): void;
}

interface Queued {
  responseId: string;
  itemId: string;
  samples: Float32Array;
  playedMs: number;
  ended: boolean;
}

/** Takes one Opus packet of 20 ms; `first` where sound follows on silence. */
export type SendPacket = (packet: Uint8Array, first: boolean) => void;

export class OutputAudio {
  readonly #send: Send;
  readonly #sendPacket: SendPacket;
  readonly #encoder = new Encoder({ channels: 1, sample_rate: voiceRate, application: "voip" });
  #queue: Queued[] = [];
  #timer: NodeJS.Timeout | undefined;
  #nextAt = 0;
  /** The response that is being played. */
  #audible: string | undefined;

  constructor(send: Send, sendPacket: SendPacket) {
    this.#send = send;
    this.#sendPacket = sendPacket;
  }

  /** Whether everything was played that there is to play. */
  get silent(): boolean {
    return this.#audible === undefined && this.#queue.every(({ samples }) => samples.length === 0);
  }

  speak(responseId: string, itemId: string, _outputIndex: number): Speech {
    const speech: Queued = { responseId, itemId, samples: new Float32Array(0), playedMs: 0, ended: false };
    this.#queue.push(speech);
    if (this.#timer === undefined) {
      this.#nextAt = performance.now();
      this.#timer = setInterval(() => this.#play(), packetMs / 2);
    }
    return {
      push: (samples) => void (speech.samples = concatenate([speech.samples, samples])),
      end: () => void (speech.ended = true),
    };
  }

  /**
   * Drops what has not been played.
   * @returns of every message that was cut: how much of it was played, in milliseconds.
   */
  clear(): { itemId: string; playedMs: number }[] {
    const cut = this.#queue.map(({ itemId, playedMs }) => ({ itemId, playedMs }));
    const [current] = this.#queue;
    this.close();
    if (current !== undefined) {
      this.#send({ type: "output_audio_buffer.cleared", response_id: current.responseId });
    }
    return cut;
  }

  close(): void {
    this.#queue = [];
    this.#audible = undefined;
    this.#stop();
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** A packet is due when its time has come; after a stall all that are late go out at once. */
  #play(): void {
    for (const now = performance.now(); this.#nextAt <= now; this.#nextAt += packetMs) {
      const [speech] = this.#queue;
      if (speech === undefined) return this.#stop();
      const { length } = speech.samples;
      if (length >= packetSamples || (speech.ended && length > 0)) this.#playPacket(speech);
      else if (speech.ended) this.#finish(speech);
    }
  }

  #playPacket(speech: Queued): void {
    const first = this.#audible !== speech.responseId;
    if (first) this.#send({ type: "output_audio_buffer.started", response_id: speech.responseId });
    this.#audible = speech.responseId;
    const packet = new Float32Array(packetSamples);
    packet.set(speech.samples.subarray(0, packetSamples));
    speech.samples = speech.samples.subarray(packetSamples);
    speech.playedMs += packetMs;
    this.#sendPacket(this.#encoder.encode(toPcm16(packet)), first);
  }

  /** Several messages of one response are one sound. */
  #finish(speech: Queued): void {
    this.#queue.shift();
    if (this.#audible !== speech.responseId || this.#queue[0]?.responseId === this.#audible) return;
    this.#audible = undefined;
    this.#send({ type: "output_audio_buffer.stopped", response_id: speech.responseId });
  }
}
