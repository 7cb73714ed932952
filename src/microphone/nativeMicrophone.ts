/** The microphone of the machine that the extension host runs on, captured by a process of its own. */
import type { MicrophoneAnswer } from "../shared/media.ts";
import { CaptureProcess } from "./captureProcess.ts";
import { HeldMicrophone, type MicrophoneParts } from "./heldMicrophone.ts";
import { namesOf, type Wish } from "./inputs.ts";
import { listSources } from "./linuxSources.ts";

export interface NativeMicrophoneOptions extends Omit<MicrophoneParts, "environment"> {
  /** Absent: that of this process. */
  environment?: NodeJS.ProcessEnv;
}

const ignore = (): void => {};

export class NativeMicrophone {
  readonly #parts: MicrophoneParts;
  #held: HeldMicrophone | undefined;

  constructor({ environment = process.env, ...options }: NativeMicrophoneOptions) {
    this.#parts = { environment, ...options };
  }

  /** Closes what is open, and opens what is wished for, or the default where that is not there. Never throws. */
  async open(wish: Wish): Promise<MicrophoneAnswer> {
    this.close();
    const held = new HeldMicrophone(wish, this.#parts);
    this.#held = held;
    return held.start();
  }

  /** Releases the device: nothing is captured any more when this returns. */
  close(): void {
    this.#held?.end();
    this.#held = undefined;
  }

  /** What the loudspeaker plays, as PCM like that of the microphone. For a microphone opened with `echo`. */
  played(pcm: Uint8Array<ArrayBuffer>): void {
    this.#held?.played(pcm);
  }

  /**
   * The names of all microphones.
   * @throws {Error} that says why they are not known.
   */
  async devices(): Promise<string[]> {
    const { processPath, environment, log } = this.#parts;
    const sources = await listSources(environment);
    if (sources !== undefined) return namesOf(sources);
    const capture = new CaptureProcess({
      path: processPath,
      environment,
      log,
      received: ignore,
      ended: ignore,
    });
    try {
      const answer = await capture.ask({ type: "list" }, "devices", "refused");
      if (answer.type === "refused") throw new Error(answer.detail);
      return answer.names;
    } finally {
      capture.end();
    }
  }

  dispose(): void {
    this.close();
  }
}
