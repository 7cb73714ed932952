/** How loud both sides are, read from the connection itself: it tells what is really sent and received. */
import type { Levels } from "../../src/shared/media.ts";
import type { Sounding } from "./peer.ts";
import { startPulse } from "./pulse.ts";

export const noSound: Levels = { microphone: 0, assistant: 0 };

/** What a connection's statistics tell of one direction. https://www.w3.org/TR/webrtc-stats */
export interface Reading {
  /** The loudest of the last tenth of a second; linear, 1 being full scale. */
  readonly level: number;
  /** Grows with every sample that is not zero. */
  readonly energy: number;
  /** Seconds of sound since the beginning. */
  readonly duration: number;
}

/** Milliseconds between two readings: smooth for the eye, and no load. */
const interval = 100;
/** Decibels below full scale that count as silence. A quiet room is about there. */
const floor = 60;

interface ReadingsListener {
  levels(levels: Levels): void;
  /** What is sent; not told where the browser has no word on it. */
  sent(reading: Reading): void;
}

/** @returns a function that ends the readings. */
export function watchLevels(
  { sender, receiver }: { sender: Sounding; receiver: Sounding },
  listener: ReadingsListener,
): () => void {
  let ended = false;
  const stopPulse = startPulse(interval, () => {
    Promise.all([sender.getStats(), receiver.getStats()]).then(([sent, received]) => {
      if (ended) return;
      const microphone = read(sent, "media-source");
      if (microphone !== undefined) listener.sent(microphone);
      const assistant = read(received, "inbound-rtp");
      listener.levels({
        microphone: loudness(microphone?.level ?? 0),
        assistant: loudness(assistant?.level ?? 0),
      });
    }, reportError);
  });
  return () => {
    ended = true;
    stopPulse();
    listener.levels(noSound);
  };
}

interface AudioStats {
  type: string;
  audioLevel?: number;
  totalAudioEnergy?: number;
  totalSamplesDuration?: number;
}

function read(report: { values(): Iterable<unknown> }, type: string): Reading | undefined {
  for (const stats of report.values() as Iterable<AudioStats>) {
    if (stats.type !== type || stats.audioLevel === undefined) continue;
    const { audioLevel, totalAudioEnergy = 0, totalSamplesDuration = 0 } = stats;
    return { level: audioLevel, energy: totalAudioEnergy, duration: totalSamplesDuration };
  }
  return undefined;
}

/** @param level linear, 1 being full scale. @returns from 0 to 1, on a scale as the ear has it. */
export function loudness(level: number): number {
  return level === 0 ? 0 : Math.min(1, Math.max(0, 1 + (20 * Math.log10(level)) / floor));
}
