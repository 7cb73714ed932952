/** Sound as the API has it over a WebSocket, and as the page has it: 16-bit little-endian PCM, one channel. */

/** Of the API's PCM, in Hz. */
export const apiRate = 24_000;

const bytesPerSample = 2;
const fullScale = 32_768;

/** @returns samples from -1 to 1; an odd last byte is left out. */
export function samplesOf(pcm: Uint8Array): Float32Array<ArrayBuffer> {
  const view = new DataView(pcm.buffer, pcm.byteOffset, pcm.byteLength);
  const length = Math.floor(pcm.byteLength / bytesPerSample);
  return Float32Array.from({ length }, (_, at) => view.getInt16(at * bytesPerSample, true) / fullScale);
}

export function pcmOf(samples: Float32Array): Uint8Array<ArrayBuffer> {
  const pcm = new Uint8Array(samples.length * bytesPerSample);
  const view = new DataView(pcm.buffer);
  for (const [at, sample] of samples.entries()) {
    const value = Math.round(sample * fullScale);
    view.setInt16(at * bytesPerSample, Math.max(-fullScale, Math.min(fullScale - 1, value)), true);
  }
  return pcm;
}
