/** What servers have in common that are made of a recogniser, a model for text and a voice. */
import { requireKey } from "../http/credentials.ts";
import { HttpError, type Answer } from "../http/answer.ts";
import { parseJson, readBody } from "../http/body.ts";
import type { Handler } from "../http/routes.ts";
import type { CallOptions } from "../http/calls.ts";
import type { IncomingMessage } from "node:http";
import type { Session } from "../protocol.ts";
import type { Variant } from "./variant.ts";

export type Json = Record<string, unknown>;

export const own: Omit<Variant, "handlers" | "wire"> = {
  place: (path) => /^\/v1(\/.*)$/.exec(path)?.[1],
  check: () => {},
  // The key is optional, but a wrong one is wrong.
  admit(request, key) {
    if (request.headers.authorization !== undefined) requireKey(request, key);
  },
  models: ["own-model"],
  unknownFields: [],
  takesForms: false,
};

export interface Offered {
  offer: string;
  model?: string;
}

export type ReadOffer = (request: IncomingMessage, text: string) => Offered;
export type WriteAnswer = (sdp: string, callId: string) => Answer;

/** A session before its first update. */
export function ownSession(session: Session, model: string | undefined): Session {
  // Its model reads what its recogniser has heard.
  const input = { ...session.audio?.input, transcription: { model: "own-recogniser" } };
  const audio = { ...session.audio, input };
  return model === undefined ? { ...session, audio } : { ...session, audio, model };
}

/** Answers an offer: the session is set up by updates. */
export function answerOffer(read: ReadOffer, write: WriteAnswer): Handler {
  return async (request: IncomingMessage, options: CallOptions) => {
    options.variant.admit(request, options.key);
    const { offer, model } = read(request, new TextDecoder().decode(await readBody(request)));
    if (!offer.startsWith("v=0")) throw new HttpError(400, "invalid SDP offer");
    const { sdp, callId } = await options.startCall(ownSession(options.newSession(), model), offer);
    return write(sdp, callId);
  };
}

/** @throws {HttpError} */
export function requireType(request: IncomingMessage, type: string): void {
  const shown = request.headers["content-type"] ?? "";
  if (!shown.startsWith(type)) throw new HttpError(415, `Unsupported content type: '${shown}'.`);
}

export function readObject(text: string): Json {
  const value = parseJson(text);
  return typeof value === "object" && value !== null ? (value as Json) : {};
}

export function part(value: unknown): Json {
  return typeof value === "object" && value !== null ? (value as Json) : {};
}

/** Fields of one model that hears and speaks. The real ones overlook them; here nobody is to send them. */
const unknown: ((session: Json) => unknown)[] = [
  ({ reasoning }) => reasoning,
  ({ truncation }) => truncation,
  ({ audio }) => part(part(audio)["input"])["noise_reduction"],
  ({ audio }) => part(part(audio)["output"])["speed"],
];

export function hasUnknownFields(session: Json): boolean {
  return unknown.some((field) => field(session) !== undefined);
}

/** An update that leaves nothing to the client of who answers. `detection`: where it is to be another one. */
export function answeringUpdate(event: Json, detection: (wanted: Json | null) => Json | null): Json {
  const session = part(event["session"]);
  const audio = part(session["audio"]);
  const input = part(audio["input"]);
  if (!("turn_detection" in input)) return event;
  const wanted = input["turn_detection"] === null ? null : part(input["turn_detection"]);
  const turn_detection = detection(wanted);
  return { ...event, session: { ...session, audio: { ...audio, input: { ...input, turn_detection } } } };
}

export const answering = { create_response: true, interrupt_response: true };
