/** Sound as the host captures it, in pieces of 20 ms. */
import { sampleRate } from "../../../../src/shared/media.ts";
import type { panelContract } from "../../../../src/shared/panel.ts";
import type { Client } from "../../../../src/shared/rpc.ts";

export interface Feed {
  /** Milliseconds. */
  length: number;
  /** From 0 to 1; what is beyond is cut off. */
  peak: number;
  /** `tone`: 440 Hz. `noise`: in bursts four times a second, with pauses in which the room is heard. */
  kind?: "tone" | "noise";
  /** As fast as it can be sent, instead of in real time. */
  atOnce?: boolean;
  /** The number of the first piece; they count on otherwise. */
  from?: number;
}

type Call = Client<typeof panelContract>;

const pieceTime = 20;
const pieceLength = (pieceTime / 1000) * sampleRate;
let next = 1;
let position = 0;

export function feedTrack(call: Call, feed: Feed): Promise<void> {
  next = feed.from ?? next;
  return send(feed, (samples) => call.audio({ link: 1, sequence: next++, samples }));
}

export function feedTest(call: Call, feed: Feed): Promise<void> {
  return send(feed, (samples) => call.testAudio({ samples }));
}

async function send(feed: Feed, post: (samples: Uint8Array<ArrayBuffer>) => void): Promise<void> {
  const begin = performance.now();
  for (let count = 0; count < feed.length / pieceTime; count++) {
    const wait = begin + count * pieceTime - performance.now();
    if (feed.atOnce !== true && wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    post(piece(feed));
  }
}

function piece({ peak, kind = "tone" }: Feed): Uint8Array<ArrayBuffer> {
  const samples = Int16Array.from({ length: pieceLength }, () => {
    const seconds = position++ / sampleRate;
    const speaks = Math.floor(seconds * 8) % 2 === 0;
    const sample =
      kind === "tone"
        ? peak * Math.sin(2 * Math.PI * 440 * seconds)
        : (speaks ? peak : peak / 100) * (2 * Math.random() - 1);
    return 32_767 * Math.max(-1, Math.min(1, sample));
  });
  return new Uint8Array(samples.buffer);
}
