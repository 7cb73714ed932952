/** What a recording of the microphone tells of it. */

export type Verdict = "heard" | "quiet" | "silent" | "loud";

/** The greatest sample below which there is no sound at all: -70 dBFS, below the noise of any room. */
const silentPeak = 10 ** (-70 / 20);
/** The loudest syllable's root mean square below which a recogniser has a hard time: -40 dBFS. */
const quietSyllable = 10 ** (-40 / 20);
/** Seconds over which a syllable's loudness is taken. */
const syllableTime = 0.05;
/** From here on a sample counts as cut off, and this share of them is heard as distortion. */
const cutOff = 0.999;
const cutOffShare = 0.001;

/** @param samples from -1 to 1. */
export function judge(samples: Float32Array, sampleRate: number): Verdict {
  const length = Math.round(syllableTime * sampleRate);
  let peak = 0;
  let cut = 0;
  let loudest = 0;
  for (let start = 0; start < samples.length; start += length) {
    let energy = 0;
    for (const sample of samples.subarray(start, start + length)) {
      const size = Math.abs(sample);
      peak = Math.max(peak, size);
      if (size >= cutOff) cut += 1;
      energy += size * size;
    }
    loudest = Math.max(loudest, Math.sqrt(energy / length));
  }
  if (peak < silentPeak) return "silent";
  if (cut > cutOffShare * samples.length) return "loud";
  return loudest < quietSyllable ? "quiet" : "heard";
}
