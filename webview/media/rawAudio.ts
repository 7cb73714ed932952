/**
 * Tracks made of, and read as, plain samples. Chromium's, and so the editor's; they are in no type library.
 * https://w3c.github.io/mediacapture-transform, and its audio part in
 * https://chromestatus.com/feature/5499415634640896
 */

interface TrackGenerator extends MediaStreamTrack {
  readonly writable: WritableStream<AudioData>;
}

interface TrackProcessor {
  readonly readable: ReadableStream<AudioData>;
}

declare global {
  var MediaStreamTrackGenerator: (new (init: { kind: "audio" }) => TrackGenerator) | undefined;
  var MediaStreamTrackProcessor: (new (init: { track: MediaStreamTrack }) => TrackProcessor) | undefined;
}

/** @returns undefined where the browser has none. */
export function generateTrack(): TrackGenerator | undefined {
  const Generator = globalThis.MediaStreamTrackGenerator;
  return Generator && new Generator({ kind: "audio" });
}

/** A piece of a track: one channel, from -1 to 1. */
export interface Sound {
  readonly samples: Float32Array<ArrayBuffer>;
  /** In Hz. */
  readonly sampleRate: number;
}

export const canReadTracks = (): boolean => globalThis.MediaStreamTrackProcessor !== undefined;

/**
 * Reads a track, in pieces of about 10 ms, until it ends. Where the browser cannot, nothing is heard of it.
 * @returns a function that ends the reading.
 */
export function readTrack(track: MediaStreamTrack, onSound: (sound: Sound) => void): () => void {
  const Processor = globalThis.MediaStreamTrackProcessor;
  if (Processor === undefined) return () => undefined;
  const reader = new Processor({ track }).readable.getReader();
  let ended = false;
  const read = async (): Promise<void> => {
    for (let next = await reader.read(); next.value !== undefined; next = await reader.read()) {
      const { sampleRate } = next.value;
      const samples = mixed(next.value);
      next.value.close();
      if (!ended) onSound({ samples, sampleRate });
    }
  };
  read().catch(reportError);
  return () => {
    ended = true;
    reader.cancel().catch(reportError);
  };
}

/** All channels as one. */
function mixed(data: AudioData): Float32Array<ArrayBuffer> {
  const { numberOfChannels, numberOfFrames } = data;
  const mix = new Float32Array(numberOfFrames);
  const channel = new Float32Array(numberOfFrames);
  for (let planeIndex = 0; planeIndex < numberOfChannels; planeIndex++) {
    data.copyTo(channel, { planeIndex, format: "f32-planar" });
    for (let index = 0; index < numberOfFrames; index++) {
      mix[index] = (mix[index] ?? 0) + (channel[index] ?? 0) / numberOfChannels;
    }
  }
  return mix;
}
