/** The way of the samples to the host, which may be too busy to take them. */

/** Bytes that wait at most: a second of samples. Older ones are of no use to a conversation. */
const mostWaiting = 96_000;
/** Pieces that are handed over before the first of them has gone: enough for the pipe never to run dry. */
const mostUnderWay = 8;

export interface OutletOptions {
  /** Hands a piece over, and calls `gone` when it has left. */
  send(samples: Uint8Array<ArrayBuffer>, gone: () => void): void;
  /** Told once it goes on again, with the bytes that were given up meanwhile. */
  dropped(bytes: number): void;
}

/** @returns what takes the pieces. The oldest are dropped where they do not leave in time. */
export function createOutlet({ send, dropped }: OutletOptions): (samples: Uint8Array<ArrayBuffer>) => void {
  const waiting: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  let lost = 0;
  let underWay = 0;

  function forward(): void {
    while (underWay < mostUnderWay) {
      const next = waiting.shift();
      if (next === undefined) return;
      bytes -= next.byteLength;
      underWay += 1;
      send(next, () => {
        underWay -= 1;
        forward();
      });
      if (lost > 0) dropped(lost);
      lost = 0;
    }
  }

  return (samples) => {
    waiting.push(samples);
    bytes += samples.byteLength;
    while (bytes > mostWaiting) {
      const oldest = waiting.shift();
      bytes -= oldest?.byteLength ?? 0;
      lost += oldest?.byteLength ?? 0;
    }
    forward();
  };
}
