/** A microphone whose clock and whose every sample are ours. */
import { closeSync, constants, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../../dev/setup/cleanup.ts";
import type { SoundServer } from "../../dev/sound/soundServer.ts";

interface DrivenMicrophoneOptions {
  /** What people call it. */
  name: string;
  /** Samples that it really delivers in a second of the wall clock; it says that they are 48,000. */
  rate: number;
  /** The sample at that place of the stream, signed 16 bits. */
  sample(at: number): number;
}

export interface DrivenMicrophone {
  /** When that sample was due, in milliseconds of `performance.now()`. */
  dueAt(sample: number): number;
  /** Samples that the server did not take. */
  refused(): number;
  unplug(): Promise<void>;
}

/** Milliseconds between two deliveries. */
const pace = 5;

/** Delivers from now on, by a pipe that the sound server reads as a device. */
export async function driveMicrophone(
  server: SoundServer,
  { name, rate, sample }: DrivenMicrophoneOptions,
): Promise<DrivenMicrophone> {
  const folder = await temporaryFolder("driven");
  const path = join(folder.path, "pipe");
  const module = await server.pactl(
    "load-module",
    "module-pipe-source",
    "source_name=driven",
    `file=${path}`,
    "format=s16le",
    "rate=48000",
    "channels=1",
    `source_properties="device.description='${name}'"`,
  );
  const pipe = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  const start = performance.now();
  let delivered = 0;
  let refused = 0;
  const deliver = (): void => {
    const due = Math.floor(((performance.now() - start) / 1000) * rate);
    const samples = Int16Array.from({ length: due - delivered }, (_, at) => sample(delivered + at));
    delivered = due;
    refused += samples.length - write(pipe, samples) / 2;
  };
  const timer = setInterval(deliver, pace);
  return {
    dueAt: (at) => start + (at / rate) * 1000,
    refused: () => refused,
    async unplug() {
      clearInterval(timer);
      closeSync(pipe);
      await server.pactl("unload-module", module.trim());
      folder.remove();
    },
  };
}

/** @returns the bytes that went; 0 where the pipe is full. */
function write(pipe: number, samples: Int16Array): number {
  try {
    return writeSync(pipe, new Uint8Array(samples.buffer));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EAGAIN") return 0;
    throw error;
  }
}
