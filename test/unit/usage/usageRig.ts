/** Usage as servers tell it, and what becomes of it. */
import { parseServerEvent } from "../../../src/session/serverEvents.ts";
import type { Spending } from "../../../src/usage/amounts.ts";
import { Meter } from "../../../src/usage/meter.ts";
import type { Memory } from "../../../src/usage/dayStore.ts";
import type { RateLimit } from "../../../src/usage/usageEvents.ts";

/** From the API's own documentation of `response.done`, with a part of the sound cached as well. */
export const usage = {
  total_tokens: 253,
  input_tokens: 132,
  output_tokens: 121,
  input_token_details: {
    text_tokens: 109,
    audio_tokens: 13,
    image_tokens: 10,
    cached_tokens: 71,
    cached_tokens_details: { text_tokens: 64, audio_tokens: 5, image_tokens: 2 },
  },
  output_token_details: { text_tokens: 30, audio_tokens: 91 },
};

export const done = (id: string, used: unknown, status = "completed"): Record<string, unknown> => ({
  type: "response.done",
  response: { id, status, output: [], usage: used },
});

export const transcribed = (itemId: string, used: unknown): Record<string, unknown> => ({
  type: "conversation.item.input_audio_transcription.completed",
  item_id: itemId,
  content_index: 0,
  transcript: "Go to line three.",
  usage: used,
});

export interface Metered {
  meter: Meter;
  counted: Spending[];
  limits: RateLimit[][];
  models: Record<Exclude<Spending["use"], "research">, string>;
  receive(...events: (Record<string, unknown> | string)[]): void;
}

/** A meter, and all that it has counted. */
export function metered(): Metered {
  const counted: Spending[] = [];
  const limits: RateLimit[][] = [];
  const models = { conversation: "gpt-realtime-2.1", transcription: "gpt-transcribe" };
  const meter = new Meter({
    models: () => ({ ...models }),
    counted: (spending) => counted.push(spending),
    limits: (told) => limits.push(told),
  });
  return {
    meter,
    counted,
    limits,
    models,
    receive(...events) {
      for (const event of events) {
        const data = typeof event === "string" ? event : JSON.stringify(event);
        meter.received(parseServerEvent(data), data);
      }
    },
  };
}

/** Keeps what it is given as VS Code does: as JSON, seen at once by all who hold it. */
export function memory(): Memory & { stored(): unknown; writes: number } {
  let stored = "{}";
  const read = (): Record<string, unknown> => JSON.parse(stored) as Record<string, unknown>;
  const kept = {
    writes: 0,
    get: (key: string) => read()[key],
    update(key: string, value: unknown) {
      kept.writes++;
      stored = JSON.stringify({ ...read(), [key]: value });
      return Promise.resolve();
    },
    stored: () => read(),
  };
  return kept;
}
