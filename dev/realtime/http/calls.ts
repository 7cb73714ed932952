/** Secrets and calls. */
import type { IncomingMessage } from "node:http";
import { parse } from "../configuration/parse.ts";
import { secretRequest, sessionUpdate } from "../configuration/schema.ts";
import { mergeSession } from "../configuration/session.ts";
import { ProtocolError, type Session } from "../protocol.ts";
import { usualSecretSeconds, type Secrets } from "../secrets.ts";
import type { Variant } from "../variants/variant.ts";
import { HttpError, type Answer } from "./answer.ts";
import { parseJson, readBody, readForm } from "./body.ts";
import { credentialOf, wrongCredential } from "./credentials.ts";
import { checkModel } from "./models.ts";

export interface CallOptions {
  key: string;
  variant: Variant;
  secrets: Secrets;
  /** Overrules what clients ask for. */
  secretSeconds: number | undefined;
  newSession(): Session;
  startCall(session: Session, offer: string): Promise<{ sdp: string; callId: string }>;
  /** @returns whether there is such a call. */
  hangUp(callId: string): boolean;
}

function configured(wanted: unknown, { newSession, variant }: CallOptions): Session {
  refuseUnknown(wanted, variant.unknownFields);
  const update = parse(sessionUpdate, wanted, ["session"]);
  const session = mergeSession(newSession(), update, false);
  const model = update.model ?? session.model ?? "";
  checkModel(model, variant.models);
  return { ...session, model };
}

/** @throws {ProtocolError} for a field that a server with fewer of them does not know. */
function refuseUnknown(session: unknown, fields: readonly string[]): void {
  for (const param of fields) {
    const value = param
      .split(".")
      .slice(1)
      .reduce<unknown>((inner, name) => (inner as Record<string, unknown> | undefined)?.[name], session);
    if (value !== undefined)
      throw new ProtocolError(`Unknown parameter: '${param}'.`, "unknown_parameter", param);
  }
}

export async function mintSecret(request: IncomingMessage, options: CallOptions): Promise<Answer> {
  options.variant.admit(request, options.key);
  const text = new TextDecoder().decode(await readBody(request));
  const body = parse(secretRequest, text === "" ? {} : parseJson(text));
  const seconds = options.secretSeconds ?? body.expires_after?.seconds ?? usualSecretSeconds;
  const session = configured(body.session ?? { type: "realtime" }, options);
  const { value, expiresAt } = options.secrets.mint(session, seconds);
  // Until a call is made with it the session has not begun, so that it has no end either.
  return { status: 200, body: { value, expires_at: expiresAt, session: { ...session, expires_at: 0 } } };
}

/** A form with the key brings its own session; an offer alone has that of its secret. */
async function readCall(
  request: IncomingMessage,
  options: CallOptions,
): Promise<{ session: Session; offer: string }> {
  const type = request.headers["content-type"] ?? "";
  if (options.variant.takesForms && type.startsWith("multipart/form-data")) {
    options.variant.admit(request, options.key);
    const form = await readForm(type, await readBody(request));
    const wanted = form.get("session");
    const session = configured(wanted === undefined ? undefined : parseJson(wanted), options);
    return { session, offer: form.get("sdp") ?? "" };
  }
  const credential = credentialOf(request);
  if (!type.startsWith("application/sdp")) {
    throw new HttpError(415, `Unsupported content type: '${type}'.`, { code: "unsupported_content_type" });
  }
  const bare = credential === options.key ? options.newSession() : undefined;
  const session = options.secrets.find(credential)?.session ?? bare;
  if (session === undefined) throw wrongCredential(credential);
  return { session, offer: new TextDecoder().decode(await readBody(request)) };
}

export async function startCall(request: IncomingMessage, options: CallOptions): Promise<Answer> {
  const { session, offer } = await readCall(request, options);
  if (!offer.startsWith("v=0"))
    throw new HttpError(400, "Failed to parse SDP offer.", { code: "invalid_offer" });
  const { sdp, callId } = await options.startCall(session, offer);
  const headers = { "content-type": "application/sdp", location: `/v1/realtime/calls/${callId}` };
  return { status: 201, headers, body: sdp };
}

export function hangUp(request: IncomingMessage, callId: string, options: CallOptions): Answer {
  options.variant.admit(request, options.key);
  if (options.hangUp(callId)) return { status: 200 };
  throw new HttpError(404, `No call with id '${callId}'.`, { code: "call_id_not_found" });
}
