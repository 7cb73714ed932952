/** Notices an open microphone from which nothing of use comes. */
import type { Silence } from "../../src/shared/media.ts";
import type { Reading } from "./level.ts";

export interface SilenceWatch {
  /** Another device was opened, or none is open any more: everything may be told of it anew. */
  opened(track: MediaStreamTrack | null): void;
  setGate(open: boolean): void;
  read(reading: Reading): void;
}

/**
 * Seconds of nothing but zeros from the opening on; any microphone that works has some noise of its own. After
 * a sound they mean nothing: microphones with noise suppression of their own rest on zeros between words.
 */
const zerosTime = 2.5;
/** Milliseconds: some devices are muted for a moment as they open. */
const mutedTime = 1_000;
/** Seconds from the press of the talk key until speech must have been heard. */
const talkTime = 1.5;
/** Speech at arm's length peaks at about 0.1, a quiet room at 0.001: -55 dBFS. */
const faintest = 0.0018;
/** Mean square of a device that is switched off: what the browser still makes of the sound before. */
const nothing = 1e-8;

export function createSilenceWatch(tell: (why: Silence) => void): SilenceWatch {
  let track: MediaStreamTrack | null = null;
  let gate = true;
  let told = new Set<Silence>();
  /** Undefined after a change: what lies across it tells nothing. */
  let before: Reading | undefined;
  let zeros = 0;
  let heard = false;
  let mutedSince: number | undefined;
  let press: { lasted: number; loudest: number; energy: number } | undefined;

  function tellOnce(why: Silence): void {
    if (told.has(why)) return;
    told.add(why);
    tell(why);
  }
  function readMuted(muted: boolean): void {
    if (!muted) mutedSince = undefined;
    else mutedSince ??= performance.now();
    if (mutedSince !== undefined && performance.now() - mutedSince > mutedTime) tellOnce("muted");
  }
  function readSound({ level }: Reading, energy: number, lasted: number): void {
    heard ||= energy > 0;
    zeros += lasted;
    if (!heard && zeros >= zerosTime) tellOnce("zeros");
    if (press === undefined) return;
    press.lasted += lasted;
    press.energy += energy;
    press.loudest = Math.max(press.loudest, level);
    if (press.lasted < talkTime) return;
    // It gave sound before, so its own switch is off. Without any sound ever, see above.
    const silent = press.energy / press.lasted < nothing;
    if (silent && heard) tellOnce("muted");
    else if (!silent && press.loudest < faintest) tellOnce("faint");
    press = undefined;
  }

  return {
    opened(next) {
      track = next;
      told = new Set();
      before = undefined;
      zeros = 0;
      heard = false;
      mutedSince = undefined;
      press = undefined;
    },
    setGate(open) {
      if (open === gate) return;
      gate = open;
      before = undefined;
      press = open ? { lasted: 0, loudest: 0, energy: 0 } : undefined;
    },
    read(reading) {
      const since = before;
      before = reading;
      if (track === null) return;
      readMuted(track.muted);
      if (!gate || track.muted || since === undefined || reading.duration < since.duration) return;
      readSound(reading, reading.energy - since.energy, reading.duration - since.duration);
    },
  };
}
