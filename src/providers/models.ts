/** The models that a server has. */
import * as z from "zod";
import { SessionFailure } from "../session/failure.ts";
import type { Access } from "./access.ts";
import { readJson } from "./body.ts";
import { failureOf, send } from "./http.ts";
import type { Model } from "./provider.ts";

const modelsAnswer = z.object({
  data: z.array(z.object({ id: z.string().min(1), shutdown_date: z.string().nullish().catch(undefined) })),
});

/** @throws {SessionFailure} */
export async function readModels(
  { endpoint, credential, place }: Access,
  signal: AbortSignal,
): Promise<Model[]> {
  const key = await credential();
  const response = await send(`${endpoint.root}/models`, {
    method: "GET",
    headers: endpoint.headers(key),
    signal,
  });
  if (!response.ok) throw await failureOf(response, place, key);
  const parsed = modelsAnswer.safeParse(await readJson(response));
  if (!parsed.success) throw new SessionFailure("badAnswer", { detail: z.prettifyError(parsed.error) });
  return parsed.data.data.map(({ id, shutdown_date: day }) => ({ id, shutdown: day ?? undefined }));
}

/** Servers of one's own need not list their models: what they answer to the question then. */
export function listsNone({ reason }: SessionFailure): boolean {
  return reason === "badAnswer" || reason === "notThere" || reason === "requestRejected";
}

/** Those one can talk to; all where none is recognised, for other servers have names of their own. */
export function realtimeModels(models: readonly Model[]): Model[] {
  const realtime = models.filter(({ id }) => /realtime/i.test(id) && !/whisper|transcri|translat/i.test(id));
  return (realtime.length > 0 ? realtime : [...models]).toSorted((one, other) =>
    newestFirst(one.id, other.id),
  );
}

const collator = new Intl.Collator("en", { numeric: true });

function newestFirst(one: string, other: string): number {
  return collator.compare(other, one);
}
