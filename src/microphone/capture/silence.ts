/** Tells sound from the exact zeros that a microphone gives which is gone, withheld or switched off. */
import { sampleRate } from "../../shared/media.ts";

/** Samples, 1.5 s: longer than any hiccup of a sound server. */
const longEnough = 1.5 * sampleRate;

/** @returns what takes the samples, and calls `changed` when zeros have followed sound for 1.5 s, and when they end. */
export function watchSilence(changed: (zeros: boolean) => void): (samples: Float32Array) => void {
  let zeros: number | undefined;
  return (samples) => {
    if (samples.some((sample) => sample !== 0)) {
      if (zeros !== undefined && zeros >= longEnough) changed(false);
      zeros = 0;
    } else if (zeros !== undefined) {
      const before = zeros;
      zeros += samples.length;
      if (before < longEnough && zeros >= longEnough) changed(true);
    }
  };
}
