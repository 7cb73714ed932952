/** The native capture for all who want to hear it: the session's link, and the microphone test. */
import type { MicrophoneAnswer } from "../shared/media.ts";

/** Who hears the captured microphone. */
export interface CaptureUser {
  /** 48 kHz, one channel, signed 16-bit little-endian. */
  samples(samples: Uint8Array<ArrayBuffer>): void;
  /** The device is gone, and no other took its place. */
  lost(detail: string): void;
  changed(device: string): void;
}

/** The capture process, as far as it matters here. */
export interface Capture {
  open(wish: { device: string; echo: boolean }): Promise<MicrophoneAnswer>;
  /** The device is released. */
  close(): void;
}

export class SharedCapture {
  readonly #capture: Capture;
  readonly #wish: () => { device: string; echo: boolean };
  readonly #users = new Set<CaptureUser>();
  #opening: Promise<MicrophoneAnswer> | undefined;

  /** @param wish what the settings want, asked at each opening. */
  constructor(capture: Capture, wish: () => { device: string; echo: boolean }) {
    this.#capture = capture;
    this.#wish = wish;
  }

  /** Opens the device for the first user. */
  async open(user: CaptureUser): Promise<MicrophoneAnswer> {
    this.#users.add(user);
    const opening = (this.#opening ??= this.#capture.open(this.#wish()));
    const answer = await opening;
    if (!answer.granted && this.#opening === opening) this.#releaseAll();
    return answer;
  }

  /** Opens another device, or the same in another way, where one is open. */
  async reopen(): Promise<void> {
    if (this.#users.size === 0) return;
    const opening = (this.#opening = this.#capture.open(this.#wish()));
    const answer = await opening;
    if (this.#opening === opening && !answer.granted) this.lost(answer.detail ?? "");
  }

  /** Releases the device after the last user. */
  close(user: CaptureUser): void {
    if (this.#users.delete(user) && this.#users.size === 0) this.#releaseAll();
  }

  samples(samples: Uint8Array<ArrayBuffer>): void {
    for (const user of this.#users) user.samples(samples);
  }

  lost(detail: string): void {
    const users = [...this.#users];
    this.#releaseAll();
    for (const user of users) user.lost(detail);
  }

  changed(device: string): void {
    for (const user of this.#users) user.changed(device);
  }

  #releaseAll(): void {
    this.#users.clear();
    this.#opening = undefined;
    this.#capture.close();
  }
}
