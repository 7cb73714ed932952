/** What the loudspeaker plays, for whoever takes its echo out of the microphone. */
import { sampleRate } from "../../src/shared/media.ts";
import { readTrack } from "./rawAudio.ts";

/** Samples in a piece, 20 ms: few messages, and soon enough. */
const pieceLength = 0.02 * sampleRate;

interface PlayedOptions {
  track: MediaStreamTrack;
  /** Whether the loudspeaker plays the track at all, now. */
  isPlaying(): boolean;
  /** Signed 16-bit little-endian PCM, as all browsers' machines have it. */
  onPlayed(samples: Uint8Array<ArrayBuffer>): void;
}

/** @returns a function that ends it. */
export function watchPlayed({ track, isPlaying, onPlayed }: PlayedOptions): () => void {
  let piece = new Int16Array(pieceLength);
  let filled = 0;
  return readTrack(track, (sound) => {
    // WebRTC decodes Opus at this very rate. At another one, no reference is better than a wrong one.
    if (!isPlaying() || sound.sampleRate !== sampleRate) {
      filled = 0;
      return;
    }
    for (const sample of sound.samples) {
      piece[filled++] = Math.max(-1, Math.min(1, sample)) * 32_767;
      if (filled < pieceLength) continue;
      onPlayed(new Uint8Array(piece.buffer));
      piece = new Int16Array(pieceLength);
      filled = 0;
    }
  });
}
