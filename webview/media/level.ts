/** How loud both sides are, read from the connection itself: it tells what is really sent and received. */

/** Loudness from 0 (silence) to 1 (full scale), on a scale as the ear has it. */
export interface Levels {
  readonly microphone: number;
  readonly assistant: number;
}

export const silence: Levels = { microphone: 0, assistant: 0 };

/** Milliseconds between two readings: smooth for the eye, and no load. */
const interval = 100;
/** Decibels below full scale that count as silence. A quiet room is about there. */
const floor = 60;

/** @returns a function that ends the readings. */
export function watchLevels(
  { sender, receiver }: { sender: RTCRtpSender; receiver: RTCRtpReceiver },
  onLevels: (levels: Levels) => void,
): () => void {
  let ended = false;
  const timer = setInterval(() => {
    if (document.hidden) return;
    Promise.all([sender.getStats(), receiver.getStats()]).then(([sent, received]) => {
      if (ended) return;
      onLevels({
        microphone: loudness(sent, "media-source"),
        assistant: loudness(received, "inbound-rtp"),
      });
    }, reportError);
  }, interval);
  return () => {
    ended = true;
    clearInterval(timer);
    onLevels(silence);
  };
}

/** `audioLevel` is linear, 1 being 0 dBov (https://www.w3.org/TR/webrtc-stats/#dom-rtcaudiosourcestats-audiolevel). */
function loudness(report: RTCStatsReport, type: string): number {
  for (const stats of report.values() as Iterable<{ type: string; audioLevel?: number }>) {
    if (stats.type !== type || stats.audioLevel === undefined || stats.audioLevel === 0) continue;
    return Math.min(1, Math.max(0, 1 + (20 * Math.log10(stats.audioLevel)) / floor));
  }
  return 0;
}
