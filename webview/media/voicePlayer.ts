/** Plays the voice that the host sends, without gaps, and tells how much of it was played. */
import { sampleRate, type VoicePlayed } from "../../src/shared/media.ts";
import { gestures } from "./gestures.ts";
import type { Sounding } from "./peer.ts";
import { startPulse } from "./pulse.ts";

export interface VoicePlayer extends Sounding {
  /** For whoever lets it be heard. */
  readonly track: MediaStreamTrack;
  /** PCM as between host and page. */
  play(samples: Uint8Array<ArrayBuffer>): void;
  /** Silent at once. */
  flush(): void;
  close(): void;
}

/** Seconds of a pause before what was not there in time: a little of what follows shall be there as well. */
const lead = 0.05;
/** Milliseconds between two words on how far it is. */
const reportInterval = 50;
const fullScale = 32_768;

interface Piece {
  source: AudioBufferSourceNode;
  /** Seconds, on the context's clock. */
  start: number;
  length: number;
}

export function createVoicePlayer(onPlayed: (news: VoicePlayed) => void): VoicePlayer {
  const { context, meter, track } = createWay();
  let pieces: Piece[] = [];
  /** Samples of the pieces that are over. */
  let over = 0;
  let end = 0;
  let flushes = 0;
  let stopPulse: (() => void) | undefined;

  function report(): void {
    const now = context.currentTime;
    while (pieces[0] !== undefined && pieces[0].start + pieces[0].length / sampleRate <= now) {
      over += pieces.shift()?.length ?? 0;
    }
    const [current] = pieces;
    const begun = current === undefined ? 0 : Math.max(0, (now - current.start) * sampleRate);
    onPlayed({ flushes, played: over + begun, running: begun > 0 && context.state === "running" });
    if (current === undefined) rest();
  }
  function rest(): void {
    stopPulse?.();
    stopPulse = undefined;
  }
  /** Before the first gesture, the browser may hold it back, as it does with the element that plays the track. */
  const resume = (): void => void context.resume().catch(reportError);
  for (const gesture of gestures) document.addEventListener(gesture, resume);
  resume();

  return {
    track,
    play(samples) {
      if (samples.length < 2) return;
      const buffer = bufferOf(samples);
      const { length } = buffer;
      const start = end > context.currentTime ? end : context.currentTime + lead;
      end = start + length / sampleRate;
      const source = new AudioBufferSourceNode(context, { buffer });
      source.connect(meter);
      source.start(start);
      pieces.push({ source, start, length });
      stopPulse ??= startPulse(reportInterval, report);
    },
    flush() {
      for (const { source } of pieces) {
        source.stop();
        source.disconnect();
      }
      pieces = [];
      over = 0;
      end = 0;
      flushes += 1;
      rest();
    },
    getStats: async () => new Map([["voice", { type: "inbound-rtp", audioLevel: peakOf(meter) }]]),
    close() {
      rest();
      for (const gesture of gestures) document.removeEventListener(gesture, resume);
      track.stop();
      context.close().catch(reportError);
    },
  };
}

interface Way {
  context: AudioContext;
  /** What is connected to it goes out on the track. */
  meter: AnalyserNode;
  track: MediaStreamTrack;
}

function createWay(): Way {
  // A rate of our own choice, so that whoever takes its echo out gets what they expect.
  const context = new AudioContext({ sampleRate, latencyHint: "interactive" });
  const out = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
  const meter = new AnalyserNode(context, { fftSize: 2048 });
  meter.connect(out);
  const [track] = out.stream.getAudioTracks();
  if (track === undefined) throw new Error("The browser gave a stream without an audio track.");
  return { context, meter, track };
}

/** Of what was played last, linear. */
function peakOf(meter: AnalyserNode): number {
  const heights = new Float32Array(meter.fftSize);
  meter.getFloatTimeDomainData(heights);
  return heights.reduce((most, height) => Math.max(most, Math.abs(height)), 0);
}

function bufferOf(samples: Uint8Array<ArrayBuffer>): AudioBuffer {
  // Little-endian, as all browsers' machines are. A copy, for a piece may begin at an odd byte.
  const integers = new Int16Array(samples.slice(0, samples.length - (samples.length % 2)).buffer);
  const buffer = new AudioBuffer({ length: integers.length, sampleRate });
  buffer.copyToChannel(
    Float32Array.from(integers, (sample) => sample / fullScale),
    0,
  );
  return buffer;
}
