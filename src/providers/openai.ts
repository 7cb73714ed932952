/**
 * OpenAI's Realtime API, and Azure's GA form of it, which differs in the root and the key's header: an
 * ephemeral secret from `client_secrets`, then the SDP exchange at `calls` with that secret alone.
 */
import * as z from "zod";
import { SessionFailure } from "../session/failure.ts";
import { failureOf, send } from "./http.ts";
import type { Call, EphemeralSecret, Provider } from "./provider.ts";
import { endpointOf, type ProviderSettings } from "./settings.ts";

/** The API's bounds are 10 to 7200 s. Long enough for one slow connect and its retry. */
const secretSeconds = 120;

const secretAnswer = z.object({ value: z.string().min(1) });

/** @param getKey gives the key for these settings; asked at each use, so that a changed key counts at once. */
export function createOpenAiProvider(
  settings: ProviderSettings,
  getKey: () => Promise<string | undefined>,
): Provider {
  const { root, keyHeader } = endpointOf(settings);
  return {
    async mintSecret(configuration, signal): Promise<EphemeralSecret> {
      const key = await getKey();
      if (key === undefined) throw new SessionFailure("noKey");
      const response = await send(`${root}/realtime/client_secrets`, {
        headers: { ...keyHeader(key), "Content-Type": "application/json" },
        body: JSON.stringify({
          expires_after: { anchor: "created_at", seconds: secretSeconds },
          session: { ...configuration, model: settings.model },
        }),
        signal,
      });
      if (!response.ok) throw await failureOf(response, key);
      const parsed = secretAnswer.safeParse(await response.json().catch(() => undefined));
      if (!parsed.success) throw new SessionFailure("badAnswer", { detail: z.prettifyError(parsed.error) });
      return parsed.data;
    },

    async call(secret, offer, signal): Promise<Call> {
      const response = await send(`${root}/realtime/calls`, {
        headers: { Authorization: `Bearer ${secret.value}`, "Content-Type": "application/sdp" },
        body: offer,
        signal,
      });
      // The body of a refusal is JSON; as an SDP answer it would only make an unreadable error.
      if (!response.ok) throw await failureOf(response, secret.value);
      const answer = await response.text();
      if (!answer.startsWith("v=0")) throw new SessionFailure("badAnswer", { detail: "not an SDP answer" });
      const callId = response.headers.get("location")?.split("/").at(-1);
      return {
        answer,
        async hangUp() {
          if (callId === undefined) return;
          const key = await getKey().catch(() => undefined);
          if (key === undefined) return;
          // Calls are opened with their secret, but ended with the key.
          const url = `${root}/realtime/calls/${encodeURIComponent(callId)}/hangup`;
          await send(url, { headers: keyHeader(key), signal: AbortSignal.timeout(5_000) }).catch(
            () => undefined,
          );
        },
      };
    },
  };
}
