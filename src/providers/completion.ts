/**
 * Adds to what a server says all that the released API would say as well. What servers leave out was read in their
 * sources, in November 2026: LocalAI names no item when speech begins, and another one for its words; neither it nor
 * speech-to-speech puts calls into a finished response; speech-to-speech does not say that a turn is committed, and
 * says nothing of the beginning of a response that only calls tools.
 */
import { CallCollection } from "./callCollection.ts";
import { objectIn, textIn, type WireEvent } from "./wireEvent.ts";

/** Ids that are remembered. Only the last few can still be meant. */
const mostKnown = 100;

export class Completion {
  readonly #calls = new CallCollection();
  readonly #turns = new Set<string>();
  readonly #responses = new Set<string>();
  #turn: string | undefined;
  /** Spoken to its end, and not told to be a turn. */
  #uncommitted: string | undefined;
  #unnamed = 0;

  /** @returns what has happened, in order. */
  take(event: WireEvent): WireEvent[] {
    const { type } = event;
    if (type === "error") return [withCode(event)];
    if (type.startsWith("input_audio_buffer.")) return this.#input(event);
    if (type.startsWith("conversation.item.input_audio_transcription.")) return this.#words(event);
    if (type.startsWith("response.")) return this.#response(event);
    return [event];
  }

  #input(event: WireEvent): WireEvent[] {
    switch (event.type) {
      case "input_audio_buffer.speech_started":
        this.#turn = this.#know(textIn(event, "item_id") ?? `heard_${++this.#unnamed}`);
        return [{ ...event, item_id: this.#turn }];
      case "input_audio_buffer.speech_stopped":
        this.#uncommitted = this.#turn;
        return [{ ...event, item_id: this.#turn ?? textIn(event, "item_id") }];
      case "input_audio_buffer.committed": {
        const itemId = this.#uncommitted ?? textIn(event, "item_id") ?? `heard_${++this.#unnamed}`;
        this.#uncommitted = undefined;
        this.#turn = this.#know(itemId);
        return [{ ...event, item_id: itemId }];
      }
      case "input_audio_buffer.cleared":
        this.#uncommitted = undefined;
        return [event];
      default:
        return [event];
    }
  }

  #words(event: WireEvent): WireEvent[] {
    const named = textIn(event, "item_id");
    const itemId = named !== undefined && this.#turns.has(named) ? named : (this.#turn ?? named);
    const said = textIn(event, "transcript")?.trim() ?? "";
    const words = { ...event, item_id: itemId };
    return said === "" ? [words] : [...this.#commit(itemId), words];
  }

  #response(event: WireEvent): WireEvent[] {
    const response = objectIn(event, "response");
    const responseId = response === undefined ? textIn(event, "response_id") : textIn(response, "id");
    if (responseId === undefined) return [event];
    const before = [...this.#commit(this.#uncommitted), ...this.#begin(responseId, event.type)];
    this.#calls.note(event, responseId);
    if (event.type !== "response.done" || response === undefined) return [...before, event];
    return [...before, { ...event, response: this.#calls.into(response, responseId) }];
  }

  /** A turn that is answered, or of which there are words, was one. */
  #commit(itemId: string | undefined): WireEvent[] {
    if (itemId === undefined || itemId !== this.#uncommitted) return [];
    this.#uncommitted = undefined;
    return [{ type: "input_audio_buffer.committed", item_id: itemId }];
  }

  #begin(responseId: string, type: string): WireEvent[] {
    if (this.#responses.has(responseId)) return [];
    remember(this.#responses, responseId);
    if (type === "response.created") return [];
    return [{ type: "response.created", response: { id: responseId, status: "in_progress", output: [] } }];
  }

  #know(itemId: string): string {
    remember(this.#turns, itemId);
    return itemId;
  }
}

function remember(ids: Set<string>, id: string): void {
  ids.add(id);
  const [oldest] = ids;
  if (ids.size > mostKnown && oldest !== undefined) ids.delete(oldest);
}

/** Errors that mean something to a session, by what servers say that have no codes. */
const codes: [says: RegExp, code: string][] = [
  [/committing input audio buffer|nothing to commit/i, "input_audio_buffer_commit_empty"],
  [/no active response/i, "response_cancel_not_active"],
  [/another response is in progress/i, "conversation_already_has_active_response"],
];

function withCode(event: WireEvent): WireEvent {
  const error = objectIn(event, "error");
  if (error === undefined || textIn(error, "code") !== undefined) return event;
  const message = textIn(error, "message") ?? "";
  const code = codes.find(([says]) => says.test(message))?.[1] ?? null;
  return { ...event, error: { ...error, message, code } };
}
