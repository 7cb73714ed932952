/** Samples between -1 and 1, and as signed 16-bit little-endian PCM. */

/** What lies beyond full scale is cut off. */
export function toPcm(samples: Float32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(samples.length * 2);
  const view = new DataView(bytes.buffer);
  for (const [at, sample] of samples.entries()) {
    view.setInt16(2 * at, Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768))), true);
  }
  return bytes;
}

export function fromPcm(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const samples = new Float32Array(bytes.byteLength >> 1);
  for (let at = 0; at < samples.length; at++) samples[at] = view.getInt16(2 * at, true) / 32_768;
  return samples;
}

/** Cuts a stream into frames of `length` samples; what is left over waits for more. */
export function framer(
  length: number,
  onFrame: (frame: Float32Array) => void,
): (samples: Float32Array) => void {
  let frame = new Float32Array(length);
  let filled = 0;
  return (samples) => {
    for (let at = 0; at < samples.length;) {
      const part = samples.subarray(at, at + length - filled);
      frame.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled < length) continue;
      onFrame(frame);
      frame = new Float32Array(length);
      filled = 0;
    }
  };
}
