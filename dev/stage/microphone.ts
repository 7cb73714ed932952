/** A microphone that plays recordings: a file that the browser takes for its device, changed at will. */
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "../setup/cleanup.ts";

export interface RecordedMicrophone {
  /** For the browser's `--use-file-for-fake-audio-capture`. It opens the file anew with each open device. */
  readonly device: string;
  /** What the device plays, once, when it is opened next. Resolves when the file is in place. */
  load(recording: string): Promise<void>;
  /** Nothing is played when the device is opened next. */
  rest(): Promise<void>;
}

export async function createMicrophone(): Promise<RecordedMicrophone> {
  const folder = await temporaryFolder("microphone");
  const path = join(folder.path, "microphone.wav");
  const silence = wav({ channels: 1, rate: 16_000 }, quiet(3_200));
  await writeFile(path, silence);
  /** In one step, so that the browser never reads half a file. */
  async function replace(content: Buffer): Promise<void> {
    const next = join(folder.path, "next.wav");
    await writeFile(next, content);
    await rename(next, path);
  }
  return {
    device: `${path}%noloop`,
    load: async (recording) => replace(await padded(recording)),
    rest: () => replace(silence),
  };
}

/**
 * The recording with silence around it: an opening device loses its first half second, and a turn ends only
 * when silence follows.
 * @throws {Error} where the browser would not play the file; it says nothing itself then.
 */
async function padded(path: string): Promise<Buffer> {
  const file = await readFile(path).catch((error: unknown) => {
    throw new Error(`The recording ${path} cannot be read.`, { cause: error });
  });
  const isWav = file.toString("latin1", 0, 4) === "RIFF" && file.toString("latin1", 8, 12) === "WAVE";
  const format = file.indexOf("fmt ") + 8;
  if (!isWav || file.readUInt16LE(format) !== 1 || file.readUInt16LE(format + 14) !== 16) {
    throw new Error(`${path} is not a 16-bit PCM WAV file. sox can make one of it: sox IN -b 16 OUT.wav`);
  }
  const channels = file.readUInt16LE(format + 2);
  const rate = file.readUInt32LE(format + 4);
  const data = file.indexOf("data", format) + 4;
  const samples = file.subarray(data + 4, data + 4 + file.readUInt32LE(data));
  const silence = (seconds: number): Buffer => quiet(seconds * rate * channels * 2);
  return wav({ channels, rate }, Buffer.concat([silence(1), samples, silence(2)]));
}

/** As a microphone gives it: not quite nothing. Pure zeros come only from one that is switched off. */
function quiet(bytes: number): Buffer {
  const samples = Int16Array.from({ length: bytes / 2 }, (_, at) => (at % 3) - 1);
  return Buffer.from(samples.buffer);
}

function wav({ channels, rate }: { channels: number; rate: number }, samples: Buffer): Buffer {
  const header = Buffer.alloc(44);
  header.write("RIFF", 0);
  header.writeUInt32LE(36 + samples.length, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * channels * 2, 28);
  header.writeUInt16LE(channels * 2, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36);
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}
