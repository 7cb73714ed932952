/** The model's end of one link, played by chance: it keeps to the protocol, unless it is told not to. */
import type { ClientEvent, TurnDetection } from "../../../../src/session/clientEvents.ts";
import type { LinkListener } from "../../../../src/session/link.ts";
import type { Chance } from "./chance.ts";
import { sentences } from "./sentences.ts";

/** After so long without an answer, the client may ask once more, in ms. */
const patience = 15_000;

export interface ModelServerOptions {
  chance: Chance;
  listener: LinkListener;
  detection: Detection;
  /** A rule of the client's was broken. */
  broken(rule: string): void;
  /** Ids that are unlike those of every other link. */
  newId(kind: string): string;
}

/** What the server does about turns by itself. */
export interface Detection {
  found: boolean;
  answered: boolean;
  interrupted: boolean;
}

export function detectionOf(detection: TurnDetection | null | undefined): Detection {
  return {
    found: detection !== null,
    answered: detection?.create_response ?? true,
    interrupted: detection?.interrupt_response ?? true,
  };
}

interface ActiveResponse {
  id: string;
  calls: { call_id: string; status: string }[];
  audible: boolean;
}

/** What the server knows of a call that it has made. */
export interface MadeCall {
  id: string;
  /** Its response was completed, and the client has heard of that. */
  whole: boolean;
  outputs: number;
}

export class ModelServer {
  readonly listener: LinkListener;
  readonly calls = new Map<string, MadeCall>();
  closed = false;
  readonly #options: ModelServerOptions;
  readonly #inbox: ClientEvent[] = [];
  #detection: Detection;
  #active: ActiveResponse | undefined;
  /** When the client last asked for a response, in ms since 1970. */
  #askedAt = 0;
  /** Creates of the client's that it has had no answer to. */
  #unanswered = 0;
  #playing: string | undefined;
  #speaking: string | undefined;
  /** Turns that are not written down yet. */
  readonly #unwritten: string[] = [];

  constructor(options: ModelServerOptions) {
    this.#options = options;
    this.listener = options.listener;
    this.#detection = options.detection;
  }

  /** Nothing is under way. */
  get isQuiet(): boolean {
    const idle = this.#active === undefined && this.#playing === undefined && this.#speaking === undefined;
    return this.closed || (idle && this.#inbox.length === 0 && this.#unwritten.length === 0);
  }

  open(): void {
    this.#tell({ type: "session.created", session: {} });
  }

  /** The client sent an event. */
  take(event: ClientEvent): void {
    const { broken } = this.#options;
    if (this.closed) broken(`${event.type} was sent over a closed link`);
    if (event.type === "response.create") {
      // What the client has heard is all that there is: events reach it at once.
      if (this.#active !== undefined) broken("response.create while a response is active");
      const asksAgain = Date.now() - this.#askedAt >= patience;
      if (this.#unanswered > 0 && !asksAgain) broken("response.create while another one has no answer");
      this.#askedAt = Date.now();
      // The answer would be given without knowing what came of it.
      const waits = [...this.calls.values()].some(({ whole, outputs }) => whole && outputs === 0);
      if (waits) broken("response.create while a call has no answer");
      this.#unanswered++;
    }
    if (event.type === "conversation.item.create" && event.item.type === "function_call_output") {
      const call = this.calls.get(event.item.call_id);
      if (call !== undefined && ++call.outputs > 1) broken("a call was answered twice");
    }
    this.#inbox.push(event);
  }

  /** One step of what a server does by itself, or because it was asked to. */
  step(): void {
    const { chance } = this.#options;
    const steps: (() => void)[] = [];
    if (this.#inbox.length > 0) steps.push(() => this.#obey(this.#inbox.shift()!));
    if (this.#active !== undefined) steps.push(() => this.#goOn(this.#active!));
    if (this.#playing !== undefined) steps.push(() => this.#stopPlaying("stopped"));
    if (this.#unwritten.length > 0) steps.push(() => this.#write());
    if (this.#speaking !== undefined) steps.push(() => this.#speechEnds());
    else if (this.#detection.found && chance.happens(0.3)) steps.push(() => this.#speechBegins());
    if (steps.length > 0) chance.pick(steps)();
  }

  /** Brings to an end what is under way. */
  finish(): void {
    for (let step = 0; step < 200 && !this.isQuiet; step++) {
      if (this.#inbox.length > 0) this.#obey(this.#inbox.shift()!);
      else if (this.#speaking !== undefined) this.#speechEnds();
      else if (this.#active !== undefined) this.#end(this.#active, "completed");
      else if (this.#playing !== undefined) this.#stopPlaying("stopped");
      else if (this.#unwritten.length > 0) this.#write();
    }
  }

  /** Says what no server should. */
  misbehave(): void {
    const { chance, newId } = this.#options;
    const known = [...this.calls.keys()];
    const response = (id: string, status: string, output: unknown[] = []) => ({ id, status, output });
    this.#tell(
      chance.pick<unknown>([
        { type: "response.done", response: response(newId("resp"), "completed") },
        {
          type: "response.done",
          response: response(this.#active?.id ?? "resp_x", "cancelled", [this.#call(false)]),
        },
        {
          type: "response.done",
          response: response(
            "resp_again",
            "completed",
            known.slice(-1).map((id) => functionCall(id, "completed")),
          ),
        },
        { type: "response.created", response: response(newId("resp"), "in_progress") },
        { type: "output_audio_buffer.started", response_id: newId("resp") },
        { type: "output_audio_buffer.cleared", response_id: newId("resp") },
        { type: "input_audio_buffer.committed", item_id: newId("item") },
        { type: "error", error: { message: "Something went wrong.", event_id: null } },
        { type: "error", error: { message: "No.", code: "response_cancel_not_active" } },
        { type: "error", error: { message: "Busy.", code: "conversation_already_has_active_response" } },
        { type: "response.created" },
        { type: "something.new", value: 1 },
        "no JSON at all",
        null,
      ]),
    );
  }

  #obey(event: ClientEvent): void {
    switch (event.type) {
      case "session.update":
        if (event.session.audio?.input?.turn_detection !== undefined) {
          this.#detection = detectionOf(event.session.audio.input.turn_detection);
        }
        if (!this.#detection.found) this.#speaking = undefined;
        return this.#tell({ type: "session.updated", session: {} });
      case "response.create":
        return this.#answerCreate(event.event_id);
      case "response.cancel":
        if (this.#active === undefined) return this.#refuse("response_cancel_not_active");
        return this.#end(this.#active, "cancelled");
      case "output_audio_buffer.clear":
        if (this.#playing !== undefined) this.#stopPlaying("cleared");
        return;
      case "input_audio_buffer.clear":
        this.#speaking = undefined;
        return this.#tell({ type: "input_audio_buffer.cleared" });
      case "conversation.item.create":
      case "conversation.item.delete":
        return;
      case "input_audio_buffer.commit":
        if (this.#options.chance.happens(0.1)) return this.#refuse("input_audio_buffer_commit_empty");
        return this.#commit(this.#speaking ?? this.#options.newId("item"));
    }
  }

  #answerCreate(eventId: string | undefined): void {
    const { chance } = this.#options;
    // Its own response came first: the client could not know.
    if (this.#active !== undefined) {
      this.#unanswered = Math.max(0, this.#unanswered - 1);
      return this.#refuse("conversation_already_has_active_response");
    }
    if (chance.happens(0.05)) {
      this.#unanswered--;
      const event_id = chance.happens(0.5) ? null : eventId;
      return this.#tell({ type: "error", error: { message: "Not now.", code: "server_error", event_id } });
    }
    this.#begin();
  }

  #begin(): void {
    const id = this.#options.newId("resp");
    // Whose it is, the client cannot tell.
    this.#unanswered = 0;
    this.#active = { id, calls: [], audible: false };
    this.#tell({ type: "response.created", response: { id, status: "in_progress", output: [] } });
  }

  #goOn(active: ActiveResponse): void {
    const { chance } = this.#options;
    if (chance.happens(0.3)) active.calls.push(this.#call(true));
    else if (chance.happens(0.5) && !active.audible) {
      active.audible = true;
      this.#playing = active.id;
      this.#tell({ type: "output_audio_buffer.started", response_id: active.id });
    } else this.#end(active, chance.pick(["completed", "completed", "completed", "failed", "incomplete"]));
  }

  #end(active: ActiveResponse, status: string): void {
    this.#active = undefined;
    for (const { call_id, status: callStatus } of active.calls) {
      this.calls.get(call_id)!.whole = status === "completed" && callStatus === "completed";
    }
    const output = active.calls.map(({ call_id, status: callStatus }) => functionCall(call_id, callStatus));
    this.#tell({ type: "response.done", response: { id: active.id, status, output } });
  }

  #call(isMade: boolean): { type: string; call_id: string; status: string; name: string; arguments: string } {
    const id = this.#options.newId("call");
    if (isMade) this.calls.set(id, { id, whole: false, outputs: 0 });
    return functionCall(id, this.#options.chance.happens(0.1) ? "incomplete" : "completed");
  }

  #stopPlaying(how: "stopped" | "cleared"): void {
    const response_id = this.#playing;
    this.#playing = undefined;
    this.#tell({ type: `output_audio_buffer.${how}`, response_id });
  }

  #speechBegins(): void {
    const { newId } = this.#options;
    this.#speaking = newId("item");
    if (this.#detection.interrupted) {
      if (this.#active !== undefined) this.#end(this.#active, "cancelled");
      if (this.#playing !== undefined) this.#stopPlaying("cleared");
    }
    this.#tell({ type: "input_audio_buffer.speech_started", item_id: this.#speaking });
  }

  /** With voice detection the server commits, and may answer, by itself. */
  #speechEnds(): void {
    const item_id = this.#speaking ?? "";
    this.#tell({ type: "input_audio_buffer.speech_stopped", item_id });
    this.#commit(item_id);
    if (this.#active === undefined && this.#detection.answered) this.#begin();
  }

  #commit(item_id: string): void {
    this.#speaking = undefined;
    this.#unwritten.push(item_id);
    this.#tell({ type: "input_audio_buffer.committed", item_id });
  }

  /** Late, and sometimes not at all. */
  #write(): void {
    const { chance } = this.#options;
    const item_id = this.#unwritten.shift();
    const type = "conversation.item.input_audio_transcription";
    if (chance.happens(0.1)) return this.#tell({ type: `${type}.failed`, item_id });
    this.#tell({ type: `${type}.completed`, item_id, transcript: chance.pick(sentences) });
  }

  #refuse(code: string): void {
    this.#tell({ type: "error", error: { message: "Refused.", code, event_id: null } });
  }

  #tell(event: unknown): void {
    if (!this.closed)
      this.#options.listener.received(typeof event === "string" ? event : JSON.stringify(event));
  }
}

function functionCall(call_id: string, status: string) {
  return {
    type: "function_call",
    id: `item_${call_id}`,
    call_id,
    status,
    name: "go_to_line",
    arguments: "{}",
  };
}
