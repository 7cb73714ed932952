/** How long each turn's stages took, told by the session's events alone. */
import type { TurnTiming } from "../../shared/events.ts";
import type { ClientEvent } from "../clientEvents.ts";
import type { SessionObserver } from "../observer.ts";
import {
  isFunctionCall,
  type FinishedResponse,
  type ParsedEvent,
  type ServerEvent,
} from "../serverEvents.ts";
import type { SessionState } from "../state.ts";
import { Turn } from "./turn.ts";

export interface TimingsOptions {
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  /** Milliseconds since 1970. */
  date(): number;
  changed(): void;
}

export const longestTimings = 50;

/** @param turn the newest one. */
type Handler<Type extends ServerEvent["type"]> = (
  event: Extract<ServerEvent, { type: Type }>,
  now: number,
  turn: Turn | undefined,
) => void;

export class Timings implements SessionObserver {
  readonly #options: TimingsOptions;
  readonly #turns: Turn[] = [];
  /** The calls that run, each with the turn it belongs to; they may outlive it. */
  readonly #calls = new Map<string, Turn>();
  /** A call that is reported again is not run again. */
  readonly #seenCalls = new Set<string>();
  #state: SessionState["status"] = "idle";
  /** When the user's speech ended that was not committed yet. */
  #speechEnded: number | undefined;
  /** When we committed; the server has not answered these yet. */
  #commits: number[] = [];
  #count = 0;

  /** The server's events that anything here hangs on. */
  readonly #handlers: { [Type in ServerEvent["type"]]?: Handler<Type> } = {
    "input_audio_buffer.speech_started": (_, now, turn) => {
      this.#speechEnded = undefined;
      turn?.userSpoke(now);
    },
    "input_audio_buffer.speech_stopped": (_, now) => (this.#speechEnded = now),
    "input_audio_buffer.cleared": () => (this.#speechEnded = undefined),
    "input_audio_buffer.committed": (_, now) => this.#committed(now),
    error: ({ error }) => {
      if (error.code === "input_audio_buffer_commit_empty") this.#commits.shift();
    },
    "response.created": ({ response }, now, turn) => turn?.responseCreated(response.id, now),
    "response.output_text.delta": (event, now, turn) => turn?.output(event.response_id, false, now),
    "output_audio_buffer.started": (event, now, turn) => turn?.output(event.response_id, true, now),
    "output_audio_buffer.stopped": (event, now, turn) => turn?.silent(event.response_id, now),
    "output_audio_buffer.cleared": (event, now, turn) => turn?.cut(event.response_id, now),
    "response.done": ({ response }, now) => this.#responseDone(response, now),
  };

  constructor(options: TimingsOptions) {
    this.#options = options;
  }

  turns(): TurnTiming[] {
    return this.#turns.map(({ timing }) => timing);
  }

  clear(): void {
    this.#turns.length = 0;
    this.#options.changed();
  }

  sent(event: ClientEvent): void {
    const turn = this.#turns.at(-1);
    const now = this.#options.now();
    if (event.type === "input_audio_buffer.commit") this.#commits.push(now);
    else if (event.type === "response.create") turn?.asked();
    else if (event.type === "response.cancel") turn?.interrupt(now);
    else if (event.type === "output_audio_buffer.clear") turn?.interrupt(now);
    else if (event.type === "conversation.item.create") this.#itemSent(event.item, now);
    else return;
    this.#options.changed();
  }

  received(parsed: ParsedEvent): void {
    if (parsed.kind !== "known") return;
    const handler = this.#handlers[parsed.event.type] as Handler<ServerEvent["type"]> | undefined;
    if (handler === undefined) return;
    handler(parsed.event, this.#options.now(), this.#turns.at(-1));
    this.#options.changed();
  }

  moved(state: SessionState): void {
    const before = this.#state;
    this.#state = state.status;
    const turn = this.#turns.at(-1);
    if (state.status === before || state.status === "live") return;
    this.#speechEnded = undefined;
    this.#commits = [];
    if (state.status !== "connecting") turn?.interrupt(this.#options.now());
    else if (before === "live") turn?.linkLost(this.#options.now());
    this.#options.changed();
  }

  #itemSent(item: Extract<ClientEvent, { type: "conversation.item.create" }>["item"], now: number): void {
    // Before the session is live, what is sent is the history of an earlier one.
    if (item.type === "message" && item.role === "user" && this.#state === "live") {
      return this.#begin("typed", now).asked();
    }
    if (item.type !== "function_call_output") return;
    this.#calls.get(item.call_id)?.callAnswered(item.call_id, now);
    this.#calls.delete(item.call_id);
  }

  #committed(now: number): void {
    const ours = this.#commits.shift();
    if (ours !== undefined) this.#begin("talk", ours).asked();
    else this.#begin("speech", this.#speechEnded ?? now).asked();
    this.#speechEnded = undefined;
  }

  #responseDone(response: FinishedResponse, now: number): void {
    const turn = this.#turns.at(-1);
    const whole = response.status === "completed" ? (response.output ?? []).filter(isFunctionCall) : [];
    const calls = whole.filter(
      ({ call_id, status }) => status !== "incomplete" && !this.#seenCalls.has(call_id),
    );
    for (const { call_id: id, name } of calls) {
      if (turn?.call(response.id, id, name, now) === true) this.#calls.set(id, turn);
      this.#seenCalls.add(id);
    }
    turn?.responseDone(response.id, response.status ?? "", now);
  }

  #begin(begin: TurnTiming["begin"], began: number): Turn {
    const { now, date } = this.#options;
    this.#turns.at(-1)?.interrupt(now());
    const at = date() - (now() - began);
    const turn = new Turn({ number: ++this.#count, at: Math.round(at), begin, began });
    this.#turns.push(turn);
    if (this.#turns.length > longestTimings) this.#turns.shift();
    return turn;
  }
}
