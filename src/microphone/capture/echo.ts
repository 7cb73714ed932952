/** Takes the loudspeaker's echo out of the microphone, with the AEC3 of WebRTC. */
import loadAec3 from "@ennuicastr/webrtcaec3.js";
import { sampleRate } from "../../shared/media.ts";
import { framer } from "./pcm.ts";

/** Samples of a frame: AEC3 works on 10 ms at a time. */
export const frameLength = sampleRate / 100;

/**
 * Frames of the reference that may wait. It comes in bursts, and a burst of this length still leads the echo of
 * it: loudspeaker, air and microphone together take longer than 50 ms. What comes later than its echo is of no
 * use, and would put all that follows behind its echo as well.
 */
const mostWaiting = 5;

export interface EchoCanceller {
  /** What the loudspeaker plays: samples between -1 and 1, in pieces of any length. */
  played(samples: Float32Array): void;
  /** One frame of the microphone without the echo, about 9 ms later than it went in. */
  process(frame: Float32Array): Float32Array;
}

export async function createEchoCanceller(): Promise<EchoCanceller> {
  const { AEC3 } = await withoutHandlers(() => loadAec3());
  const canceller = new AEC3(sampleRate, 1, 1);
  const reference: Float32Array[] = [];
  const silence = new Float32Array(frameLength);
  return {
    played: framer(frameLength, (frame) => {
      reference.push(frame);
      if (reference.length > mostWaiting) reference.shift();
    }),
    process(frame) {
      // One for one, whenever they came: AEC3 finds a constant delay by itself, and loses its way in a varying one.
      canceller.analyze([reference.shift() ?? silence]);
      const clean = new Float32Array(frameLength);
      canceller.process([clean], [frame]);
      return clean;
    },
  };
}

/** The module sets handlers for every failure of the process it is loaded in; they are not its business. */
async function withoutHandlers<Result>(load: () => Promise<Result>): Promise<Result> {
  const events = ["uncaughtException", "unhandledRejection"] as const;
  const before = new Set(events.flatMap((event) => process.rawListeners(event)));
  const loading = load();
  for (const event of events) {
    for (const added of process.rawListeners(event).filter((listener) => !before.has(listener))) {
      process.off(event, added as () => void);
    }
  }
  return loading;
}
