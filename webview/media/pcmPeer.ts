/**
 * What stands in a peer connection's place where it is the host that talks to the model, over a WebSocket: the sound
 * passes between the page and the host as PCM.
 */
import { sampleRate, type VoicePlayed } from "../../src/shared/media.ts";
import { processTrack } from "./deviceCapture.ts";
import type { Peer } from "./peer.ts";
import { canReadTracks, readTrack, type Sound } from "./rawAudio.ts";
import { createVoicePlayer } from "./voicePlayer.ts";

export interface PcmPeerListener {
  /** Signed 16-bit little-endian PCM of the microphone. @param rate in Hz. */
  heard(samples: Uint8Array<ArrayBuffer>, rate: number): void;
  voicePlayed(news: VoicePlayed): void;
}

/** Seconds of sound in one message. */
const pieceTime = 0.02;

export function createPcmPeer(listener: PcmPeerListener): Peer {
  const player = createVoicePlayer((news) => listener.voicePlayed(news));
  const meter = createMeter();
  let stopHearing: (() => void) | undefined;

  function hear(track: MediaStreamTrack | null): void {
    stopHearing?.();
    meter.opened(track !== null);
    if (track === null) {
      stopHearing = undefined;
      return;
    }
    const collect = collector((samples, rate) => listener.heard(samples, rate));
    stopHearing = readAnyTrack(track, (sound) => {
      meter.read(sound);
      collect(sound);
    });
  }

  return {
    sender: meter,
    receiver: player,
    async setTrack(track) {
      hear(track);
    },
    offer: async () => "",
    answer: () => Promise.reject(new Error("This link has no peer connection.")),
    send: () => undefined,
    report: async () => ({ ice: "closed", received: 0, lost: 0, socket: true }),
    play: (samples) => player.play(samples),
    flush: () => player.flush(),
    close() {
      hear(null);
      player.close();
    },
  };
}

/** @returns a function that ends the reading. */
function readAnyTrack(track: MediaStreamTrack, onSound: (sound: Sound) => void): () => void {
  if (canReadTracks()) return readTrack(track, onSound);
  const context = new AudioContext({ sampleRate });
  const stop = processTrack(track, context, onSound);
  return () => {
    stop();
    context.close().catch(reportError);
  };
}

/** Makes pieces of one length; what is left at a change of the rate is dropped. */
function collector(
  onPiece: (samples: Uint8Array<ArrayBuffer>, rate: number) => void,
): (sound: Sound) => void {
  let rate = 0;
  let piece = new Int16Array(0);
  let filled = 0;
  return ({ samples, sampleRate }) => {
    if (sampleRate !== rate) {
      rate = sampleRate;
      piece = new Int16Array(pieceTime * rate);
      filled = 0;
    }
    for (const sample of samples) {
      piece[filled++] = toInteger(sample);
      if (filled < piece.length) continue;
      onPiece(new Uint8Array(piece.buffer), rate);
      piece = new Int16Array(piece.length);
      filled = 0;
    }
  };
}

/** Signed 16-bit. */
function toInteger(sample: number): number {
  return Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768)));
}

interface Meter {
  opened(open: boolean): void;
  read(sound: Sound): void;
  getStats(): Promise<Map<string, object>>;
}

/** Tells of the microphone what a connection's statistics would. */
function createMeter(): Meter {
  let open = false;
  let peak = 0;
  let energy = 0;
  let duration = 0;
  return {
    opened(next) {
      open = next;
      peak = 0;
    },
    read({ samples, sampleRate }) {
      for (const sample of samples) {
        // As it is sent: what is fainter than the faintest step is nothing.
        const level = Math.abs(toInteger(sample)) / 32_768;
        peak = Math.max(peak, level);
        energy += level ** 2 / sampleRate;
      }
      duration += samples.length / sampleRate;
    },
    async getStats() {
      if (!open) return new Map();
      const stats = {
        type: "media-source",
        audioLevel: peak,
        totalAudioEnergy: energy,
        totalSamplesDuration: duration,
      };
      peak = 0;
      return new Map([["microphone", stats]]);
    },
  };
}
