/** The models that this server says it has. */
import { HttpError, type Answer } from "./answer.ts";

export const realtimeModels: readonly string[] =
  "gpt-realtime-2.1 gpt-realtime-2.1-mini gpt-realtime-2 gpt-realtime-1.5 gpt-realtime".split(" ");
const others = "gpt-5.5 gpt-transcribe gpt-4o-mini-transcribe text-embedding-3-large".split(" ");
/** As OpenAI has announced them until November 2026. */
const shutdowns: Record<string, string> = {
  "gpt-realtime": "2027-01-20",
  "gpt-realtime-mini": "2027-01-20",
  "gpt-4o-mini-transcribe": "2027-02-26",
};
/** Seconds since 1970. */
const created = 1_780_000_000;

/** @param models to talk to; OpenAI has others beside its own. */
export function modelsAnswer(models: readonly string[]): Answer {
  const all = models === realtimeModels ? [...models, ...others] : models;
  const data = all.map((id) => ({
    id,
    object: "model",
    created,
    owned_by: "openai",
    shutdown_date: shutdowns[id] ?? null,
  }));
  return { status: 200, body: { object: "list", data } };
}

/** @throws {HttpError} where it is not one to talk to. */
export function checkModel(model: string, models: readonly string[]): void {
  if (models.includes(model)) return;
  const message = `The model '${model}' does not exist or you do not have access to it.`;
  throw new HttpError(404, message, { code: "model_not_found" });
}
