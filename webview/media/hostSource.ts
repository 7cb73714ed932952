/** A track of the sound that the host captures. */
import { sampleRate } from "../../src/shared/media.ts";
import { generateTrack } from "./rawAudio.ts";
import type { Source } from "./source.ts";

/** Samples that may wait to be written, 300 ms: what is older is not worth a delay for all that follows. */
const mostWaiting = 0.3 * sampleRate;
/** Milliseconds between two reports of what was taken. */
const reportInterval = 100;
const bytesPerSample = 2;

interface Piece {
  sequence: number;
  samples: Uint8Array<ArrayBuffer>;
}

/**
 * @param onTaken told of the last piece that the track has taken: now and then, and when none waits any more.
 * @throws {Error} where the browser cannot make a track of samples.
 */
export function openHostSource(onTaken: (sequence: number) => void): Source {
  const track = generateTrack();
  if (track === undefined) throw new Error("This browser cannot send sound that is captured elsewhere.");
  const writer = track.writable.getWriter();
  const turn = new MessageChannel();
  const waiting: Piece[] = [];
  let gate = true;
  let closed = false;
  let writing = false;
  let newest = -1;
  let written = 0;
  let reportAt = 0;

  async function writeAll(): Promise<void> {
    let piledUp = false;
    for (let piece = waiting.shift(); piece !== undefined; piece = waiting.shift()) {
      if (closed) return;
      await writer.write(audioData(piece.samples, written));
      written += lengthOf(piece);
      piledUp ||= waiting.length > 0;
      const now = performance.now();
      if (now < reportAt && !(piledUp && waiting.length === 0)) continue;
      reportAt = now + reportInterval;
      onTaken(piece.sequence);
    }
  }
  turn.port1.addEventListener("message", () => {
    writeAll()
      .catch((error: unknown) => closed || reportError(error))
      .finally(() => {
        writing = false;
      });
  });
  turn.port1.start();

  return {
    track,
    setGate(open) {
      gate = open;
      track.enabled = open;
    },
    take(sequence, samples) {
      // Sent again, or out of order. A gap is just a gap.
      if (closed || sequence <= newest || samples.byteLength < bytesPerSample) return;
      newest = sequence;
      waiting.push({ sequence, samples: gate ? samples : new Uint8Array(samples.byteLength) });
      dropOldest(waiting);
      if (writing) return;
      writing = true;
      // Behind all that has come already: what piled up while the page slept is dropped before any of it is written.
      turn.port2.postMessage(undefined);
    },
    close() {
      closed = true;
      turn.port1.close();
      writer.close().catch(reportError);
      track.stop();
    },
  };
}

const lengthOf = ({ samples }: Piece): number => Math.floor(samples.byteLength / bytesPerSample);

function dropOldest(waiting: Piece[]): void {
  let length = waiting.reduce((sum, piece) => sum + lengthOf(piece), 0);
  for (let piece = waiting[0]; piece !== undefined && length > mostWaiting; piece = waiting[0]) {
    waiting.shift();
    length -= lengthOf(piece);
  }
}

/** @param before samples that were written before it. */
function audioData(samples: Uint8Array<ArrayBuffer>, before: number): AudioData {
  return new AudioData({
    format: "s16",
    sampleRate,
    numberOfChannels: 1,
    numberOfFrames: Math.floor(samples.byteLength / bytesPerSample),
    timestamp: (before / sampleRate) * 1e6,
    data: samples,
  });
}
