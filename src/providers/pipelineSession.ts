/**
 * A session as servers know it that are made of a recogniser, a model for text and a voice. They have no use for the
 * fields of one model that hears and speaks; of what they know, the names are their own.
 */
import { withoutField } from "./sessionFields.ts";
import { objectIn } from "./wireEvent.ts";
import type { Traits } from "./traits.ts";

/** By their paths. */
const unknown = ["reasoning", "truncation", "audio.input.noise_reduction", "audio.output.speed"];

/** https://platform.openai.com/docs/guides/text-to-speech#voice-options */
const openAiVoices = new Set(
  "alloy ash ballad cedar coral echo fable marin nova onyx sage shimmer verse".split(" "),
);
const openAiTranscription = /^(?:gpt-|whisper-1$)/;

export interface PipelineSession {
  session: Record<string, unknown>;
  /** The paths of what was in it, and is left out. */
  dropped: string[];
}

/** @param session all of it, or an update of a part. */
export function pipelineSession(session: object, { dialect }: Pick<Traits, "dialect">): PipelineSession {
  const dropped = unknown.filter((path) => valueAt(session, path) !== undefined);
  if (openAiVoices.has(String(valueAt(session, "audio.output.voice")))) dropped.push("audio.output.voice");
  // The language has no place of its own there.
  const isBeta = dialect === "beta";
  const model = valueAt(session, "audio.input.transcription.model");
  if (typeof model === "string" && openAiTranscription.test(model)) {
    dropped.push(isBeta ? "audio.input.transcription" : "audio.input.transcription.model");
  }
  let left: Record<string, unknown> = { ...session };
  for (const path of dropped) left = { ...withoutField(left, path) };
  return { session: withServerDetection(left, isBeta), dropped };
}

/** What the API sets where a session says nothing. Some servers take what is absent for 0. Times in ms. */
const usualDetection = { threshold: 0.5, silence_duration_ms: 500, prefix_padding_ms: 300 };

/** None of them finds the end of a turn by its meaning, or they do it in a way of their own. */
function withServerDetection(session: Record<string, unknown>, isBeta: boolean): Record<string, unknown> {
  const audio = objectIn(session, "audio");
  const input = audio === undefined ? undefined : objectIn(audio, "input");
  const detection = input === undefined ? undefined : objectIn(input, "turn_detection");
  if (detection === undefined) return session;
  const { eagerness: _eagerness, idle_timeout_ms: _idle, ...known } = detection;
  const { prefix_padding_ms, interrupt_response, ...rest } = {
    ...usualDetection,
    ...known,
    type: "server_vad",
  } as Record<string, unknown>;
  const turn_detection = isBeta ? rest : { ...rest, prefix_padding_ms, interrupt_response };
  return { ...session, audio: { ...audio, input: { ...input, turn_detection } } };
}

function valueAt(session: object, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>(
      (value, name) =>
        typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined,
      session,
    );
}
