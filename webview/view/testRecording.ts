/** Records a few seconds of the microphone, wherever it is. */
import { sampleRate, type MicrophoneAnswer, type MicrophoneInput } from "../../src/shared/media.ts";
import { fromIntegers } from "../../src/shared/soundVerdict.ts";
import { explainRefusal } from "../media/device.ts";
import { captureDevice } from "../media/deviceCapture.ts";
import type { Sound } from "../media/rawAudio.ts";

/** Seconds of a recording. */
export const recordingTime = 3;
/** Milliseconds: a device that gives nothing, or is slow to begin, must not keep the test waiting for ever. */
const longestTime = 6_000;

/** What the host captures for the test. */
export interface HostCapture {
  open(): Promise<MicrophoneAnswer>;
  close(): void;
  /** @returns a function that ends it. */
  follow(onSamples: (samples: Uint8Array) => void): () => void;
}

export interface RecordOptions {
  input: MicrophoneInput;
  host: HostCapture;
  context: AudioContext;
  signal: AbortSignal;
  /** The device is open. */
  onOpen(): void;
  onSound(sound: Sound, recorded: number): void;
}

export interface Recording {
  answer: MicrophoneAnswer;
  sound: Sound;
}

/** @throws the signal's reason. */
export async function record(options: RecordOptions): Promise<Recording> {
  const { signal } = options;
  const pieces: Sound[] = [];
  let recorded = 0;
  const enough = Promise.withResolvers<void>();
  const capture = await open(options, (sound) => {
    if (recorded >= recordingTime) return;
    pieces.push(sound);
    recorded += sound.samples.length / sound.sampleRate;
    options.onSound(sound, recorded);
    if (recorded >= recordingTime) enough.resolve();
  });
  if (!capture.answer.granted) return { answer: capture.answer, sound: joined([]) };
  const onAbort = (): void => enough.reject(signal.reason);
  signal.addEventListener("abort", onAbort);
  const timer = setTimeout(enough.resolve, longestTime);
  try {
    signal.throwIfAborted();
    options.onOpen();
    await enough.promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", onAbort);
    capture.close();
  }
  return { answer: capture.answer, sound: joined(pieces) };
}

interface OpenCapture {
  answer: MicrophoneAnswer;
  close(): void;
}

async function open(
  { input, host, context }: RecordOptions,
  onSound: (sound: Sound) => void,
): Promise<OpenCapture> {
  if (input.from === "device") {
    try {
      const { device, close } = await captureDevice(input, context, onSound);
      return { answer: { granted: true, device }, close };
    } catch (error) {
      return { answer: explainRefusal(error), close: () => undefined };
    }
  }
  const stop = host.follow((samples) => onSound({ samples: fromIntegers(samples), sampleRate }));
  const answer = await host.open();
  if (!answer.granted) stop();
  return {
    answer,
    close() {
      stop();
      host.close();
    },
  };
}

function joined(pieces: readonly Sound[]): Sound {
  const all = new Float32Array(pieces.reduce((length, { samples }) => length + samples.length, 0));
  let filled = 0;
  for (const { samples } of pieces) {
    all.set(samples, filled);
    filled += samples.length;
  }
  return { samples: all, sampleRate: pieces[0]?.sampleRate ?? sampleRate };
}
