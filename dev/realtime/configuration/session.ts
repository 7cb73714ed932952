/** A session's configuration: its defaults, and how an update changes it. */
import { absent, ProtocolError, type Session } from "../protocol.ts";
import type { SessionUpdate } from "./schema.ts";

/** A session ends after an hour, whatever happens in it. */
export const usualSessionSeconds = 3600;

const serverVad = {
  type: "server_vad",
  threshold: 0.5,
  prefix_padding_ms: 300,
  silence_duration_ms: 200,
  idle_timeout_ms: null,
  create_response: true,
  interrupt_response: true,
} as const;
const semanticVad = {
  type: "semantic_vad",
  eagerness: "auto",
  create_response: true,
  interrupt_response: true,
} as const;

export function defaultSession(id: string, expiresAt: number): Session {
  const pcm = { type: "audio/pcm", rate: 24_000 } as const;
  return {
    type: "realtime",
    object: "realtime.session",
    id,
    model: "gpt-realtime-2.1",
    output_modalities: ["audio"],
    instructions:
      "You are a helpful, witty, and friendly AI. Act like a human, but remember that you aren't a human and that you can't do human things in the real world.",
    tools: [],
    tool_choice: "auto",
    max_output_tokens: "inf",
    truncation: "auto",
    tracing: null,
    prompt: null,
    expires_at: expiresAt,
    audio: {
      input: { format: pcm, transcription: absent, noise_reduction: absent, turn_detection: serverVad },
      output: { format: pcm, voice: "marin", speed: 1 },
    },
    include: absent,
  };
}

const complete = (detection: Record<string, unknown> | null): unknown =>
  detection === null
    ? null
    : { ...(detection["type"] === "semantic_vad" ? semanticVad : serverVad), ...detection };

/**
 * What an update leaves out stays as it was; objects under `audio` merge, everything else is replaced. The
 * model is what the call was made with, whatever an update repeats.
 * @throws {ProtocolError} for a change of voice after the assistant has spoken.
 */
export function mergeSession(session: Session, update: SessionUpdate, hasSpoken: boolean): Session {
  const { audio, model: _, ...rest } = update;
  const output = { ...session.audio?.output, ...audio?.output };
  if (hasSpoken && JSON.stringify(output.voice) !== JSON.stringify(session.audio?.output?.voice)) {
    const message = "Cannot update a conversation's voice if assistant audio is present.";
    throw new ProtocolError(message, "cannot_update_voice", "session.audio.output.voice");
  }
  const input = { ...session.audio?.input, ...audio?.input };
  if (audio?.input?.turn_detection !== undefined) {
    input.turn_detection = complete(audio.input.turn_detection) as typeof input.turn_detection;
  }
  // The schema's nulls and optional fields are the wire's; the official types know neither (see `absent`).
  return { ...session, ...rest, audio: { input, output } } as Session;
}
