/** What really arrives at the server's end of a session's track. */
import type { ServerSession } from "../../dev/realtime/session.ts";

/** Hz, of what the server decodes. */
const rate = 16_000;

export interface ArrivedSound {
  /** Of sound or silence, in packets that arrived. */
  ms: number;
  /** From 0 to 1, full scale. */
  peak: number;
}

/** Opus makes a faint hiss of pure silence; a whisper is ten times as loud. */
export const silencePeak = 0.003;

/** Notes what arrives until it is read. @returns a function that reads and starts over. */
export function meterSound(session: ServerSession): { read(): ArrivedSound; end(): void } {
  let ms = 0;
  let peak = 0;
  const end = session.listen((samples) => {
    ms += (1000 * samples.length) / rate;
    for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  });
  return {
    read() {
      const arrived = { ms, peak };
      ms = 0;
      peak = 0;
      return arrived;
    },
    end,
  };
}
