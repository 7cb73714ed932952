/** The microphone of one link: where its sound comes from, and the track that the link sends of it. */
import type { MicrophoneAnswer, MicrophoneInput } from "../../src/shared/media.ts";
import { explainRefusal } from "./device.ts";
import type { DeviceDirectory } from "./devices.ts";
import { openDeviceSource } from "./deviceSource.ts";
import { openHostSource } from "./hostSource.ts";
import type { Source } from "./source.ts";

export interface MicrophoneListener {
  /** Send this track from now on, or none. */
  send(track: MediaStreamTrack | null): Promise<void>;
  /** The device ended without our asking; the link goes on without it. */
  lost(detail: string): void;
  /** Another device is heard. */
  changed(device: string): void;
  /** The last piece of the host's capture that was taken. */
  taken(sequence: number): void;
}

const released: MicrophoneAnswer = {
  granted: false,
  reason: "failed",
  detail: "The microphone was released while it was asked for.",
};

export class Microphone {
  readonly #directory: DeviceDirectory;
  readonly #listener: MicrophoneListener;
  #source: Source | undefined;
  #opening: { wanted: string; answer: Promise<MicrophoneAnswer> } | undefined;
  #attempt = 0;
  #gate = true;

  constructor(directory: DeviceDirectory, listener: MicrophoneListener) {
    this.#directory = directory;
    this.#listener = listener;
  }

  /**
   * Opens it and sends its track. The same again changes nothing; another one takes the place of what is open or
   * being asked for.
   */
  open(input: MicrophoneInput): Promise<MicrophoneAnswer> {
    const wanted = JSON.stringify(input);
    if (this.#opening?.wanted === wanted) return this.#opening.answer;
    const answer = this.#ask(input).then((answer) => {
      if (!answer.granted && this.#opening === opening) this.#opening = undefined;
      return answer;
    });
    const opening = { wanted, answer };
    this.#opening = opening;
    return answer;
  }

  /**
   * Stops the track at once, so that the device's light goes out. A request that still waits is given up.
   * @returns when the link sends no track any more.
   */
  async release(): Promise<void> {
    this.#attempt += 1;
    this.#opening = undefined;
    if (this.#source === undefined) return;
    this.#source.close();
    this.#source = undefined;
    await this.#listener.send(null);
  }

  /** Lets the track be heard or not, without touching the device. Holds for tracks opened later, too. */
  setGate(open: boolean): void {
    this.#gate = open;
    this.#source?.setGate(open);
  }

  /** A piece of what the host captures. */
  take(sequence: number, samples: Uint8Array<ArrayBuffer>): void {
    // With no track to take it, it must not seem to be under way for ever.
    if (this.#source?.take === undefined) this.#listener.taken(sequence);
    else this.#source.take(sequence, samples);
  }

  async #ask(input: MicrophoneInput): Promise<MicrophoneAnswer> {
    const mine = ++this.#attempt;
    try {
      const next = await this.#openSource(input);
      if (mine !== this.#attempt) {
        next.close();
        // What came of the newer request is what there is.
        return this.#opening?.answer ?? released;
      }
      const before = this.#source;
      this.#source = next;
      next.setGate(this.#gate);
      await this.#listener.send(next.track);
      before?.close();
      if (input.from === "device") await this.#directory.refresh();
      return next.device === undefined ? { granted: true } : { granted: true, device: next.device };
    } catch (error) {
      if (mine === this.#attempt) this.release().catch(reportError);
      return explainRefusal(error);
    }
  }

  #openSource(input: MicrophoneInput): Source | Promise<Source> {
    const listener = this.#listener;
    if (input.from === "host") return openHostSource((sequence) => listener.taken(sequence));
    return openDeviceSource(input, this.#directory, {
      replaced: (track) => listener.send(track),
      changed: (device) => this.#changed(device),
      lost: (detail) => {
        this.release().catch(reportError);
        listener.lost(detail);
      },
    });
  }

  #changed(device: string): void {
    if (this.#opening !== undefined) this.#opening.answer = Promise.resolve({ granted: true, device });
    this.#listener.changed(device);
  }
}
