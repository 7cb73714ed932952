/** The last events between us and the server, in both directions, and where the connection stood. */
import * as z from "zod";
import type { Direction, LoggedEvent } from "../../shared/events.ts";
import type { ClientEvent } from "../clientEvents.ts";
import type { SessionObserver } from "../observer.ts";
import { redact } from "../redact.ts";
import type { ParsedEvent } from "../serverEvents.ts";
import type { SessionState } from "../state.ts";
import { characters, clip, presentable } from "./eventJson.ts";
import { gistOf, oneLine } from "./gist.ts";

export interface EventLogOptions {
  /** Values that are secret whatever their form. */
  secrets(): Iterable<string>;
  /** Milliseconds since 1970. */
  now(): number;
  changed(): void;
}

export const longestLog = 500;

/** Of one row's JSON, in characters. */
const longestJson = 4_096;

/** What a delta adds is not kept: the `done` of its item repeats it whole, and a secret may be cut in two by it. */
const delta = z.object({
  type: z.string().endsWith(".delta"),
  item_id: z.string(),
  content_index: z.number().optional(),
  delta: z.string().optional().default(""),
});

interface Row {
  event: LoggedEvent;
  /** When it last changed: the log's count of changes. */
  change: number;
  /** The item and the kind of its deltas, in the row that they share. */
  key?: string;
  /** Of all deltas, in characters. */
  length: number;
}

type NewEvent = Pick<LoggedEvent, "direction" | "type" | "gist" | "json"> & { problem?: boolean };

export class EventLog implements SessionObserver {
  readonly #options: EventLogOptions;
  /** By the event's number, and so in order. */
  readonly #rows = new Map<number, Row>();
  readonly #deltaRows = new Map<string, Row>();
  #last = 0;
  #changes = 0;
  #state = "";

  constructor(options: EventLogOptions) {
    this.#options = options;
  }

  /** A count that grows with each change. */
  get changes(): number {
    return this.#changes;
  }

  /** The number of the oldest row that is kept, or of the one that will be the first. */
  get oldest(): number {
    return this.#rows.keys().next().value ?? this.#last + 1;
  }

  /** @param change what {@link changes} was: only what is newer is returned. */
  events(change = 0): LoggedEvent[] {
    return [...this.#rows.values()].flatMap((row) => (row.change > change ? [row.event] : []));
  }

  clear(): void {
    this.#rows.clear();
    this.#deltaRows.clear();
    this.#changed();
  }

  sent(event: ClientEvent): void {
    this.#add(this.#describe("sent", event.type, event));
  }

  received(parsed: ParsedEvent, data: string): void {
    const json = fromJson(data);
    if (parsed.kind === "malformed") {
      const text = json === undefined ? this.#clean(data) : JSON.stringify(this.#present(json));
      const gist = oneLine(this.#clean(parsed.reason));
      return this.#add({ direction: "received", type: "malformed", gist, json: text, problem: true });
    }
    const piece = delta.safeParse(json);
    if (piece.success) return this.#fold(piece.data, json);
    const type = parsed.kind === "known" ? parsed.event.type : this.#clean(parsed.type);
    const problem =
      parsed.kind === "known" &&
      (parsed.event.type === "error" ||
        parsed.event.type === "conversation.item.input_audio_transcription.failed" ||
        (parsed.event.type === "response.done" && parsed.event.response.status === "failed"));
    this.#add({ ...this.#describe("received", type, json), problem });
  }

  /** Only where the connection stands; what a live session does is told by its events. */
  moved(state: SessionState): void {
    const [type, gist] = connectionOf(state);
    if (`${type} ${gist}` === this.#state) return;
    this.#state = `${type} ${gist}`;
    const clean = this.#clean(gist);
    const json = JSON.stringify({ state: type, ...(clean !== "" && { detail: clean }) });
    this.#add({ direction: "state", type, gist: oneLine(clean), json, problem: type === "failed" });
  }

  #clean(text: string): string {
    return redact(text, this.#options.secrets());
  }

  #describe(direction: Direction, type: string, event: unknown): NewEvent {
    const shown = this.#present(event);
    return { direction, type, gist: gistOf(shown), json: JSON.stringify(shown) };
  }

  #present(event: unknown): unknown {
    return presentable(event, this.#options.secrets());
  }

  #fold(piece: z.infer<typeof delta>, json: unknown): void {
    const key = `${piece.type} ${piece.item_id} ${piece.content_index ?? ""}`;
    const row = this.#deltaRows.get(key) ?? this.#begin(this.#clean(piece.type), key);
    row.length += piece.delta.length;
    const remark = characters(row.length);
    const shown = JSON.stringify(this.#present({ ...Object(json), delta: remark }));
    const { event } = row;
    row.event = { ...event, count: event.count + 1, gist: remark, json: clip(shown, longestJson) };
    row.change = this.#changed();
  }

  /** A row for the deltas of one item. */
  #begin(type: string, key: string): Row {
    const row = this.#put({ direction: "received", type, gist: "", json: "" }, 0);
    row.key = key;
    this.#deltaRows.set(key, row);
    return row;
  }

  #add(event: NewEvent): void {
    this.#put(event, 1).change = this.#changed();
  }

  #put(event: NewEvent, count: number): Row {
    const number = ++this.#last;
    const at = this.#options.now();
    const json = clip(event.json, longestJson);
    const row: Row = { event: { problem: false, ...event, json, number, at, count }, change: 0, length: 0 };
    this.#rows.set(number, row);
    if (this.#rows.size > longestLog) this.#dropOldest();
    return row;
  }

  #dropOldest(): void {
    const { oldest } = this;
    const key = this.#rows.get(oldest)?.key;
    if (key !== undefined) this.#deltaRows.delete(key);
    this.#rows.delete(oldest);
  }

  #changed(): number {
    this.#changes++;
    this.#options.changed();
    return this.#changes;
  }
}

/** In the API's manner: a word, and a detail. */
function connectionOf(state: SessionState): [type: string, gist: string] {
  switch (state.status) {
    case "idle":
    case "live":
      return [state.status, ""];
    case "connecting":
      return [state.again ? "reconnecting" : "connecting", state.step];
    case "failed":
      return ["failed", state.failure.message];
  }
}

function fromJson(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined; // The log shows what came instead.
  }
}

/** One event to a line, as it is copied and exported. What was too long to be shown whole is a text there. */
export function eventLines(events: readonly LoggedEvent[]): string {
  return events
    .map(({ json, ...event }) => `${JSON.stringify({ ...event, event: fromJson(json) ?? json })}\n`)
    .join("");
}
