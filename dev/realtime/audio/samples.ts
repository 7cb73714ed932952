/** Sound as numbers: mono samples between -1 and 1. */

/** 16-bit little-endian PCM to samples; an odd last byte is left out. */
export function fromPcm16(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from(
    { length: bytes.byteLength >> 1 },
    (_, at) => view.getInt16(2 * at, true) / 32_768,
  );
}

export function toPcm16(samples: Float32Array): Uint8Array {
  const bytes = new Uint8Array(samples.length * 2);
  const view = new DataView(bytes.buffer);
  samples.forEach((sample, at) => view.setInt16(2 * at, Math.max(-1, Math.min(1, sample)) * 32_767, true));
  return bytes;
}

/** Changes the rate by drawing straight lines between samples: enough for speech. */
export function resample(samples: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return samples;
  return Float32Array.from({ length: Math.floor((samples.length * to) / from) }, (_, at) => {
    const place = (at * from) / to;
    const before = samples[Math.floor(place)] ?? 0;
    const after = samples[Math.floor(place) + 1] ?? before;
    return before + (after - before) * (place % 1);
  });
}

/** Joins pieces of sound. */
export function concatenate(pieces: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Cuts a stream into pieces of one length; what is left over waits for more. */
export function framer(
  length: number,
  onFrame: (frame: Float32Array) => void,
): (samples: Float32Array) => void {
  let rest = new Float32Array(0);
  return (samples) => {
    const all = concatenate([rest, samples]);
    let at = 0;
    for (; at + length <= all.length; at += length) onFrame(all.slice(at, at + length));
    rest = all.slice(at);
  };
}
