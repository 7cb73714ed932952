/** One microphone from its opening to its closing: through crashes, unplugged devices and others that come back. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "../session/log.ts";
import type { MicrophoneAnswer } from "../shared/media.ts";
import type { FromCapture } from "./captureMessages.ts";
import { CaptureProcess } from "./captureProcess.ts";
import { choose, namesOf, type Choice, type Wish } from "./inputs.ts";
import { listSources } from "./linuxSources.ts";

export interface MicrophoneListener {
  /** 48 kHz mono PCM, signed 16-bit little-endian, 10 or 20 ms at a time. */
  samples(pcm: Uint8Array<ArrayBuffer>): void;
  /** The microphone is closed, without our asking. */
  lost(detail: string): void;
  /** Another device is heard than before; "" where the system does not tell its default's name. */
  changed(device: string): void;
  /** What there is: told after opening, and at each change while open. */
  devices(names: string[]): void;
}

export interface MicrophoneParts {
  /** The script of the capture process. */
  processPath: string;
  environment: NodeJS.ProcessEnv;
  listener: MicrophoneListener;
  log: Log;
}

/** Milliseconds between two looks at the sound server. */
const lookInterval = 2000;
/** Milliseconds without samples after which the process counts as stuck; a block is due every 11 ms. */
const longestGap = 1500;
/** Milliseconds in which an unplugged device may be replaced by another, or a sound server come up again. */
const replacementTime = 3000;
/** Milliseconds between two attempts at that. */
const replacementPause = 300;
/** The process may end by itself this often within a minute. */
const mostCrashes = 3;
const minute = 60_000;

const missing: MicrophoneAnswer = {
  granted: false,
  reason: "missing",
  detail: "This machine has no microphone.",
};
const closed: MicrophoneAnswer = { granted: false, reason: "failed", detail: "The microphone was closed." };

/** What Windows (by its number for it), and sound servers, say where the user or a policy refuses. */
const denial = /access (is )?denied|0x80070005|not permitted/i;

export class HeldMicrophone {
  readonly #wish: Wish;
  readonly #parts: MicrophoneParts;
  #capture: CaptureProcess | undefined;
  #state: "opening" | "open" | "over" = "opening";
  /** What is heard, by its name; "" where it is a default without one. */
  #device = "";
  /** What the sound server was asked for, where there is one. */
  #choice: Choice | undefined;
  #names: string[] = [];
  /** The names when the device was opened, as far as they are known. */
  #namesAtOpening: string[] = [];
  /** The device gives nothing but zeros, after there was sound. */
  #zeros = false;
  #crashes: number[] = [];
  #looking: NodeJS.Timeout | undefined;
  #gap: NodeJS.Timeout | undefined;

  constructor(wish: Wish, parts: MicrophoneParts) {
    this.#wish = wish;
    this.#parts = parts;
  }

  async start(): Promise<MicrophoneAnswer> {
    const answer = await this.#launch();
    if (!answer.granted) this.end();
    return answer;
  }

  played(samples: Uint8Array<ArrayBuffer>): void {
    this.#capture?.send({ type: "played", samples });
  }

  end(): void {
    this.#state = "over";
    this.#stop();
  }

  #stop(): void {
    clearInterval(this.#looking);
    clearTimeout(this.#gap);
    this.#capture?.end();
    this.#capture = undefined;
  }

  async #launch(): Promise<MicrophoneAnswer> {
    const { environment } = this.#parts;
    const sources = await listSources(environment);
    if (this.#isOver()) return closed;
    const choice = sources === undefined ? undefined : choose(this.#wish.device, sources);
    if (sources !== undefined && choice === undefined) return missing;
    this.#zeros = false;
    this.#namesAtOpening = [];
    const capture = this.#startProcess();
    this.#capture = capture;
    this.#choice = choice;
    try {
      const { device, echo } = this.#wish;
      const asked = { device, echo, source: choice?.source };
      const answer = await capture.ask({ type: "open", ...asked }, "opened", "refused");
      if (answer.type === "refused") {
        return answer.reason === "missing" ? missing : refusal(answer.detail);
      }
      this.#device = choice?.device ?? answer.device;
    } catch (error) {
      return refusal(String(error instanceof Error ? error.message : error));
    }
    this.#state = "open";
    this.#awaitSamples();
    if (sources !== undefined) {
      this.#found(namesOf(sources));
      this.#looking = setInterval(() => void this.#look(), lookInterval);
    }
    return { granted: true, ...(this.#device === "" ? {} : { device: this.#device }) };
  }

  #startProcess(): CaptureProcess {
    const { processPath: path, environment, log } = this.#parts;
    return new CaptureProcess({
      path,
      environment,
      log,
      received: (message) => this.#received(message),
      // While it opens, whoever asked hears of it.
      ended: (detail) => this.#state === "open" && this.#crashed(detail),
    });
  }

  #received(message: FromCapture): void {
    switch (message.type) {
      case "samples":
        this.#awaitSamples();
        return this.#parts.listener.samples(message.samples);
      case "devices":
        return this.#seen(message.names);
      case "sound":
        this.#zeros = message.zeros;
        return this.#checkNames();
      case "dropped":
        return this.#parts.log.warn(
          `${Math.round(message.milliseconds)} ms of the microphone were not taken.`,
        );
      case "opened":
      case "refused":
    }
  }

  #awaitSamples(): void {
    clearTimeout(this.#gap);
    const gap = setTimeout(() => {
      // Where this thread itself was held up, what came meanwhile is read first.
      setImmediate(() => {
        if (this.#gap === gap) this.#crashed(`Nothing came from the microphone for ${longestGap} ms.`);
      });
    }, longestGap);
    this.#gap = gap;
  }

  /** Looks at what the sound server has. */
  async #look(): Promise<void> {
    const { environment, listener } = this.#parts;
    const capture = this.#capture;
    const sources = await listSources(environment);
    // Where the server is gone, its recorder ends.
    if (sources === undefined || this.#state !== "open" || this.#capture !== capture) return;
    this.#found(namesOf(sources));
    const now = choose(this.#wish.device, sources);
    if (now?.source !== this.#choice?.source) return this.#replace("There are other devices than before.");
    if (now === undefined || now.device === this.#device) return;
    // The server's default is another one, and it has moved our stream there.
    this.#device = now.device;
    listener.changed(now.device);
  }

  /** The devices as the capture process sees them. */
  #seen(names: string[]): void {
    this.#found(names);
    const { device } = this.#wish;
    const isHeard = this.#device === device;
    const isThere = device === "" ? names.length > 0 : names.includes(device);
    if (isHeard === isThere) this.#checkNames();
    else void this.#replace(`${device} is ${isThere ? "back" : "gone"}.`);
  }

  /** Zeros since a device is gone: it was ours, and what is heard is nothing. */
  #checkNames(): void {
    const gone = this.#namesAtOpening.filter((name) => !this.#names.includes(name));
    if (this.#zeros && gone.length > 0) void this.#replace(`${gone.join(", ")} is gone.`);
  }

  #found(names: string[]): void {
    if (this.#namesAtOpening.length === 0) this.#namesAtOpening = names;
    if (names.join("\n") === this.#names.join("\n")) return;
    this.#names = names;
    this.#parts.listener.devices(names);
  }

  #crashed(detail: string): void {
    const now = performance.now();
    this.#crashes = [...this.#crashes.filter((at) => now - at < minute), now];
    if (this.#crashes.length > mostCrashes) return this.#lose(detail);
    void this.#replace(detail);
  }

  /** Opens the wished device again, or the default. */
  async #replace(why: string): Promise<void> {
    this.#parts.log.warn(`The microphone is opened again. ${why}`);
    this.#state = "opening";
    this.#stop();
    const before = this.#device;
    const end = performance.now() + replacementTime;
    let answer = await this.#launch();
    while (!answer.granted && performance.now() < end && !this.#isOver()) {
      this.#stop();
      await sleep(replacementPause);
      answer = await this.#launch();
    }
    if (this.#isOver()) return;
    if (!answer.granted) return this.#lose(answer.detail ?? why);
    if (this.#device !== before) this.#parts.listener.changed(this.#device);
  }

  #lose(detail: string): void {
    this.end();
    this.#parts.listener.lost(detail);
  }

  #isOver(): boolean {
    return this.#state === "over";
  }
}

function refusal(detail: string): MicrophoneAnswer {
  return { granted: false, reason: denial.test(detail) ? "denied" : "failed", detail };
}
