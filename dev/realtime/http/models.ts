/** The models that this server says it has. */
import { HttpError, type Answer } from "./answer.ts";

const realtime = "gpt-realtime-2.1 gpt-realtime-2.1-mini gpt-realtime-2 gpt-realtime-1.5 gpt-realtime".split(
  " ",
);
const others = "gpt-5.5 gpt-transcribe gpt-4o-mini-transcribe text-embedding-3-large".split(" ");
const endingSoon = ["gpt-realtime", "gpt-realtime-mini"];
/** Seconds since 1970. */
const created = 1_780_000_000;

export function modelsAnswer(): Answer {
  const data = [...realtime, ...others].map((id) => ({
    id,
    object: "model",
    created,
    owned_by: "openai",
    ...(endingSoon.includes(id) && { shutdown_date: "2027-01-20" }),
  }));
  return { status: 200, body: { object: "list", data } };
}

/** @throws {HttpError} where it is not one to talk to. */
export function checkModel(model: string): void {
  if (realtime.includes(model)) return;
  const message = `The model '${model}' does not exist or you do not have access to it.`;
  throw new HttpError(404, message, { code: "model_not_found" });
}
