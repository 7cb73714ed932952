/** A microphone that plays recordings: a file that the browser takes for its device, changed at will. */
import { copyFile, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "../setup/cleanup.ts";

export interface RecordedMicrophone {
  /** For the browser's `--use-file-for-fake-audio-capture`. It opens the file anew with each open device. */
  readonly device: string;
  /** What the device plays, once, when it is opened next. Resolves when the file is in place. */
  load(recording: string): Promise<void>;
}

export async function createMicrophone(): Promise<RecordedMicrophone> {
  const folder = await temporaryFolder("microphone");
  const path = join(folder.path, "microphone.wav");
  await writeFile(path, silentWav());
  return {
    device: `${path}%noloop`,
    async load(recording) {
      await checkWav(recording);
      const next = join(folder.path, "next.wav");
      await copyFile(recording, next);
      // In one step, so that the browser never reads half a file.
      await rename(next, path);
    },
  };
}

/** @throws {Error} where the browser would not play the file; it says nothing itself then. */
async function checkWav(path: string): Promise<void> {
  const header = await readFile(path).catch((error: unknown) => {
    throw new Error(`The recording ${path} cannot be read.`, { cause: error });
  });
  const isWav = header.toString("latin1", 0, 4) === "RIFF" && header.toString("latin1", 8, 12) === "WAVE";
  const format = header.indexOf("fmt ") + 8;
  if (!isWav || header.readUInt16LE(format) !== 1 || header.readUInt16LE(format + 14) !== 16) {
    throw new Error(`${path} is not a 16-bit PCM WAV file. sox can make one of it: sox IN -b 16 OUT.wav`);
  }
}

/** A tenth of a second of nothing, at 16 kHz, mono. */
function silentWav(): Buffer {
  const data = Buffer.alloc(3_200);
  const header = Buffer.alloc(44);
  header.write("RIFF", 0);
  header.writeUInt32LE(36 + data.length, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(16_000, 24);
  header.writeUInt32LE(32_000, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36);
  header.writeUInt32LE(data.length, 40);
  return Buffer.concat([header, data]);
}
