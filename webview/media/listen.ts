/** Opens a microphone for a moment, only to find out whether it is heard. */
import type { MicrophoneAnswer } from "../../src/shared/media.ts";
import { Listening, type Verdict } from "../../src/shared/soundVerdict.ts";
import { explainRefusal, type DeviceInput } from "./device.ts";
import { captureDevice } from "./deviceCapture.ts";

export interface Heard {
  answer: MicrophoneAnswer;
  /** Absent where no sound could be read. */
  verdict?: Verdict;
}

export interface Listener {
  listen(input: DeviceInput): Promise<Heard>;
  /** Ends what {@link Listener.listen} began; a microphone that opens later is closed at once. */
  stop(): void;
}

/** Milliseconds for a device that is open to give enough of its sound. */
const patience = 5_000;

export function createListener(): Listener {
  let stopping = new AbortController();

  return {
    async listen(input) {
      stopping.abort();
      stopping = new AbortController();
      const { signal } = stopping;
      const context = new AudioContext();
      try {
        return await hear(input, context, signal);
      } catch (error) {
        signal.throwIfAborted();
        return { answer: explainRefusal(error) };
      } finally {
        await context.close();
      }
    },
    stop: () => stopping.abort(),
  };
}

/** @throws what opening throws, or the signal's reason. */
async function hear(input: DeviceInput, context: AudioContext, signal: AbortSignal): Promise<Heard> {
  const listening = new Listening();
  const enough = Promise.withResolvers<void>();
  const capture = await captureDevice(input, context, (sound) => {
    if (listening.add(sound)) enough.resolve();
  });
  const timer = setTimeout(enough.resolve, patience);
  const stop = (): void => enough.reject(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  try {
    signal.throwIfAborted();
    await enough.promise;
  } finally {
    clearTimeout(timer);
    capture.close();
  }
  const { verdict } = listening;
  return { answer: { granted: true, device: capture.device }, ...(verdict && { verdict }) };
}
