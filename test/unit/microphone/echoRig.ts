/** The assistant's voice, as what the loudspeaker plays. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { concatenate, resample, toPcm16 } from "../../../dev/realtime/audio/samples.ts";
import { readWav } from "../../../dev/realtime/voice/wav.ts";
import { root } from "../../../dev/setup/paths.ts";
import type { NativeMicrophone } from "../../../src/microphone/nativeMicrophone.ts";
import { sampleRate } from "../../../src/shared/media.ts";
import type { Listening } from "./rig.ts";

/** The samples of a WAV file, at 48 kHz. */
export function load(path: string): Float32Array {
  const { samples, rate } = readWav(readFileSync(path));
  return resample(samples, rate, sampleRate);
}

/** Fourteen seconds of speech. */
export function assistant(): Float32Array {
  const names = [
    "i-cannot-do-that-here",
    "sorry-i-did-not-catch-that",
    "there-is-nothing-to-confirm",
    "i-am-listening",
    "sorry-i-did-not-catch-that",
    "i-cannot-do-that-here",
    "there-is-nothing-to-confirm",
  ];
  return concatenate(names.map((name) => load(join(root, `dev/realtime/voice/clips/${name}.wav`))));
}

/** A WAV file of samples at 48 kHz. */
export function wav(samples: Float32Array): Uint8Array {
  const pcm = toPcm16(samples);
  const header = Buffer.alloc(44);
  header.write("RIFF", 0);
  header.writeUInt32LE(36 + pcm.length, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(2 * sampleRate, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36);
  header.writeUInt32LE(pcm.length, 40);
  return Buffer.concat([header, pcm]);
}

/** Tells the microphone what is played, 20 ms at a time, as it is played. */
export async function playReference(microphone: NativeMicrophone, samples: Float32Array): Promise<void> {
  const piece = sampleRate / 50;
  const start = performance.now();
  for (let at = 0; at < samples.length; at += piece) {
    await sleep(Math.max(0, start + (at / sampleRate) * 1000 - performance.now()));
    microphone.played(Uint8Array.from(toPcm16(samples.subarray(at, at + piece))));
  }
}

/** The sum of squares of what came later than so many seconds after the first. */
export function energyAfter(pieces: Listening["pieces"], seconds: number): number {
  const later = concatenate(pieces.map((piece) => piece.samples)).subarray(seconds * sampleRate);
  return later.reduce((sum, sample) => sum + sample * sample, 0);
}
