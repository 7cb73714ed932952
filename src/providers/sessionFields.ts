/** The fields of a session that it can do without: a server that does not know one is not asked for it. */

/** By their paths. What lies below one of them goes with it. */
const dispensable = [
  "reasoning",
  "truncation",
  "audio.input.noise_reduction",
  "audio.input.transcription",
  "audio.input.turn_detection.eagerness",
  "audio.input.turn_detection.idle_timeout_ms",
  "audio.output.speed",
  "audio.output.voice",
  "tool_choice",
];

/** @param field its path, such as "audio.input.noise_reduction.type". */
export function isDispensable(field: string): boolean {
  return dispensable.some((path) => field === path || field.startsWith(`${path}.`));
}

/** @returns a copy without that field: nothing else is in it that was not before. */
export function withoutField(session: object, field: string): object {
  const [name = "", ...below] = field.split(".");
  const copy: Record<string, unknown> = { ...session };
  const inner = copy[name];
  if (below.length === 0) delete copy[name];
  else if (typeof inner === "object" && inner !== null) copy[name] = withoutField(inner, below.join("."));
  return copy;
}
