/** Mints ephemeral secrets, and leaves out of a session what the server does not know. */
import * as z from "zod";
import type { SessionConfiguration } from "../session/clientEvents.ts";
import { SessionFailure } from "../session/failure.ts";
import type { Access } from "./access.ts";
import { readJson } from "./body.ts";
import { send } from "./http.ts";
import { authorized, isAboutServer, withoutServers, type TokenOf } from "./mcpTools.ts";
import type { EphemeralSecret } from "./provider.ts";
import { failureFrom, readRefusal } from "./refusal.ts";
import { isDispensable, withoutField } from "./sessionFields.ts";

/** The API's bounds are 10 to 7200 s. Long enough for one slow connect and its retry. */
const secretSeconds = 120;

/** More fields than these are not left out one after the other: something else is wrong. */
const mostDropped = 6;

const secretAnswer = z.object({ value: z.string().min(1) });

/** What is known of servers that know fewer fields, so that each is asked once only; by address and model. */
const unknownFields = new Map<string, string[]>();

export interface MintOptions {
  safetyIdentifier(): Promise<string>;
  /** Of the MCP servers; none has one where it is absent. */
  tokenOf?: TokenOf;
  signal: AbortSignal;
}

/** @throws {SessionFailure} */
export async function mintSecret(
  access: Access,
  configuration: SessionConfiguration,
  options: MintOptions,
): Promise<EphemeralSecret> {
  const { endpoint, settings } = access;
  const place = `${endpoint.root} ${settings.model}`;
  const dropped = [...(unknownFields.get(place) ?? [])];
  const { tokenOf = async () => undefined } = options;
  let servers: string | undefined;
  let session: object = { ...(await authorized(configuration, tokenOf)), model: settings.model };
  for (const field of dropped) session = withoutField(session, field);
  for (;;) {
    const answer = await mint(access, session, options);
    if (typeof answer === "string") {
      return { value: answer, dropped: servers === undefined ? dropped : [...dropped, servers] };
    }
    const { param, failure } = answer;
    const field = param?.replace(/^session\./, "");
    // The other tools are worth more than these: without them there is nothing to talk to.
    if (servers === undefined && field !== undefined && isAboutServer(field, configuration)) {
      servers = `${field} (${failure.detail ?? failure.reason})`;
      session = withoutServers(session);
      continue;
    }
    const known = field !== undefined && isDispensable(field) && !dropped.includes(field);
    if (!known || dropped.length === mostDropped) throw failure;
    session = withoutField(session, field);
    dropped.push(field);
    unknownFields.set(place, dropped);
  }
}

interface Refused {
  /** The field that is to blame. */
  param: string | undefined;
  failure: SessionFailure;
}

async function mint(
  { endpoint, settings, credential, place }: Access,
  session: object,
  { safetyIdentifier, signal }: MintOptions,
): Promise<string | Refused> {
  const key = await credential();
  const response = await send(`${endpoint.root}/realtime/client_secrets`, {
    headers: {
      ...endpoint.headers(key),
      ...(settings.kind === "openai" && { "OpenAI-Safety-Identifier": await safetyIdentifier() }),
      "Content-Type": "application/json",
    },
    body: JSON.stringify({ expires_after: { anchor: "created_at", seconds: secretSeconds }, session }),
    signal,
  });
  if (!response.ok) {
    const refusal = await readRefusal(response, place, key);
    return {
      param: refusal.status === 400 ? refusal.param : undefined,
      failure: failureFrom(refusal, place),
    };
  }
  const parsed = secretAnswer.safeParse(await readJson(response));
  if (!parsed.success) throw new SessionFailure("badAnswer", { detail: z.prettifyError(parsed.error) });
  return parsed.data.value;
}
