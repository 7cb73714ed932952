/** Speaking to the session that is live, and what came of it on the server's side. */
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { RealtimeServer } from "../../dev/realtime/server.ts";
import type { ServerSession } from "../../dev/realtime/session.ts";
import type { Stage } from "../../dev/stage/stage.ts";
import { root } from "../../dev/setup/paths.ts";
import { commands, type Voice } from "../../dev/speech/sentences.ts";
import type { ClientEvent, Item } from "../../src/session/clientEvents.ts";

/** In milliseconds. */
const interval = 50;

/**
 * Looks until there is something to see.
 * @throws {Error} where that takes longer than `limit` milliseconds.
 */
export async function until<T>(what: string, look: () => T | false | undefined, limit = 20_000): Promise<T> {
  const deadline = performance.now() + limit;
  for (;;) {
    const seen = look();
    if (seen !== undefined && seen !== false) return seen;
    if (performance.now() > deadline) throw new Error(`Not within ${limit} ms: ${what}.`);
    await delay(interval);
  }
}

/** @returns a function that resolves when the server has another request to a path, answered or not. */
export function nextRequest({ requests }: RealtimeServer, path: string): () => Promise<unknown> {
  const before = requests.length;
  return () => until(path, () => requests.slice(before).find((request) => request.path.endsWith(path)));
}

export function currentSession({ server }: Stage): ServerSession {
  const session = server.sessions.at(-1);
  if (session === undefined) throw new Error("No session was opened.");
  return session;
}

/**
 * Plays a recorded sentence once the session is ready for it. On a busy machine the browser's microphone drops
 * sound; what was misheard for that is said again, as people do.
 * @returns how many calls were answered before the sentence was said as it was heard.
 * @throws {Error} where the server did not hear it in three times.
 */
export async function speak(stage: Stage, sentence: string, voice: Voice): Promise<number> {
  const { panel, microphone } = stage;
  const session = currentSession(stage);
  const expected = commands[sentence] ?? "";
  const said: string[] = [];
  while (said.length < 3) {
    const before = session.heard.length;
    const calls = callOutputs(session).length;
    await panel.setMuted(true);
    await microphone.load(join(root, "test/fixtures/speech", `${sentence}.${voice}.wav`));
    await panel.setMuted(false);
    const { text } = await until(`${sentence} is heard`, () => session.heard[before]);
    if (text === expected) return calls;
    said.push(text);
    await panel.shows("listening");
  }
  throw new Error(`The server heard ${JSON.stringify(said)} instead of "${expected}".`);
}

/** But for what tells the model of the editor before each turn: how often that changes is chance. */
export function receivedEvents({ received }: ServerSession): readonly ClientEvent[] {
  return (received as readonly ClientEvent[]).filter((event) => !tellsOfEditor(event));
}

function tellsOfEditor(event: ClientEvent): boolean {
  if (event.type === "conversation.item.create") return event.item.id?.startsWith("context_") === true;
  return event.type === "conversation.item.delete" && event.item_id.startsWith("context_");
}

/** The items that the client has added to the conversation. */
export function addedItems(session: ServerSession): Item[] {
  return receivedEvents(session).flatMap((event) =>
    event.type === "conversation.item.create" ? [event.item] : [],
  );
}

/** What the model was told of its calls, in order. */
export function callOutputs(session: ServerSession): { callId: string; output: string }[] {
  return addedItems(session).flatMap((item) =>
    item.type === "function_call_output" ? [{ callId: item.call_id, output: item.output }] : [],
  );
}
