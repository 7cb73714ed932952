/** Milliseconds of the user's turns, from a session's configuration. */
import type { RealtimeAudioInputTurnDetection } from "openai/resources/realtime/realtime";

export type TurnDetection = RealtimeAudioInputTurnDetection;

/**
 * Silence that ends a turn. The real server judges by meaning where it is asked to, and would wait longer for
 * a sentence that is not finished.
 */
export function silenceMs(detection: TurnDetection): number {
  if (detection.type === "server_vad") return detection.silence_duration_ms ?? 200;
  return { high: 300, auto: 500, medium: 500, low: 1000 }[detection.eagerness ?? "auto"];
}

/** Sound before the speech that is taken with it. */
export function paddingMs(detection: TurnDetection): number {
  return (detection.type === "server_vad" ? detection.prefix_padding_ms : undefined) ?? 300;
}
