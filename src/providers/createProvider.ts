/**
 * The way from a key to a call, as OpenAI's Realtime API has it: an ephemeral secret from `client_secrets`, then the
 * SDP exchange at `calls` with that secret alone. The other servers' ways differ by their traits.
 */
import * as z from "zod";
import { SessionFailure } from "../session/failure.ts";
import { accessTo, type Access, type AccessOptions } from "./access.ts";
import { readText, shortBody } from "./body.ts";
import { failureOf, send } from "./http.ts";
import type { TokenOf } from "./mcpTools.ts";
import { readModels } from "./models.ts";
import { pipelineSession } from "./pipelineSession.ts";
import type { Call, Provider, SocketAddress } from "./provider.ts";
import { placedProvider } from "./placed.ts";
import { mintSecret } from "./secrets.ts";
import { placeOf, type Endpoint, type ProviderSettings } from "./settings.ts";
import { traits } from "./traits.ts";

export interface ProviderOptions extends AccessOptions {
  /** Stands for the user before OpenAI, and tells nothing of them; sent to nobody else. */
  safetyIdentifier(): Promise<string>;
  /** Of the MCP servers; none has one where it is absent. */
  tokenOf?: TokenOf;
}

/** In ms. Nobody waits for a call that ends. */
const hangUpTime = 5_000;

/** @throws {SessionFailure} `badSettings` */
export function createProvider(options: ProviderOptions): Provider {
  const access = accessTo(options);
  const own = traits[options.settings.kind];
  return placedProvider(access.place, {
    traits: own,
    async mintSecret(configuration, signal) {
      if (!own.secrets) {
        const dropped = own.pipeline ? pipelineSession(configuration, own).dropped : [];
        return { value: await access.credential(), dropped };
      }
      return mintSecret(access, configuration, { ...options, signal });
    },
    async call({ value }, offer, signal) {
      if (offer === undefined) return { answer: { socket: socketOf(access, value) }, hangUp: async () => {} };
      return exchange(access, { offer, credential: value, signal });
    },
    models: (signal) => readModels(access, signal),
  });
}

function socketOf({ endpoint, settings }: Access, credential: string | undefined): SocketAddress {
  const url = new URL(`${endpoint.root}/realtime`);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  url.searchParams.set("model", settings.model);
  return {
    url: url.href,
    place: placeOf(settings),
    headers: callHeaders(endpoint, settings, credential),
    secret: traits[settings.kind].secrets,
    lacks: traits[settings.kind].lacks,
  };
}

/** An ephemeral secret is shown in one way everywhere; a key as the server wants it. */
function callHeaders(
  endpoint: Endpoint,
  { kind }: ProviderSettings,
  credential: string | undefined,
): Record<string, string> {
  if (!traits[kind].secrets) return endpoint.headers(credential);
  return credential === undefined ? {} : { Authorization: `Bearer ${credential}` };
}

interface Exchange {
  offer: string;
  credential: string | undefined;
  signal: AbortSignal;
}

const jsonAnswer = z.object({ sdp: z.string() });

/** Posts the offer in the server's form. @throws {SessionFailure} */
async function exchange(access: Access, { offer, credential, signal }: Exchange): Promise<Call> {
  const { endpoint, settings } = access;
  const { signalling } = traits[settings.kind];
  const inJson = signalling === "callsJson";
  const model = encodeURIComponent(settings.model);
  const place = signalling === "realtime" ? `/realtime?model=${model}` : "/realtime/calls";
  const response = await send(`${endpoint.root}${place}`, {
    headers: {
      ...callHeaders(endpoint, settings, credential),
      "Content-Type": inJson ? "application/json" : "application/sdp",
    },
    body: inJson ? JSON.stringify({ sdp: offer, model: settings.model }) : offer,
    signal,
  });
  // The body of a refusal is JSON; as an SDP answer it would only make an unreadable error.
  if (!response.ok) {
    const failure = await failureOf(response, access.place, credential);
    const isSecret = traits[settings.kind].secrets && response.status === 401;
    throw isSecret ? failure.with({ reason: "secretRefused" }) : failure;
  }
  const text = await readText(response, shortBody);
  const sdp = inJson ? jsonAnswer.safeParse(parseJson(text)).data?.sdp : text;
  if (sdp?.startsWith("v=0") !== true) throw new SessionFailure("badAnswer", { detail: "not an SDP answer" });
  const callId = response.headers.get("location")?.split("/").at(-1);
  return { answer: { sdp }, hangUp: () => hangUp(access, callId) };
}

/** Calls are opened with their secret, but ended with the key. */
async function hangUp({ endpoint, credential }: Access, callId: string | undefined): Promise<void> {
  if (callId === undefined) return;
  const key = await credential().catch(() => undefined);
  if (key === undefined) return;
  const url = `${endpoint.root}/realtime/calls/${encodeURIComponent(callId)}/hangup`;
  const signal = AbortSignal.timeout(hangUpTime);
  await send(url, { headers: endpoint.headers(key), signal }).catch(() => undefined);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
