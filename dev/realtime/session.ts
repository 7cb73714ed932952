/** One session: takes client events and sound, sends server events and sound. Knows nothing of the network. */
import type { Endpointer } from "soundswallower";
import { IdleTimeout } from "./audio/idleTimeout.ts";
import { InputAudio, type CommittedAudio } from "./audio/inputAudio.ts";
import { OutputAudio, voiceRate, type SendPacket } from "./audio/outputAudio.ts";
import { fromPcm16, resample } from "./audio/samples.ts";
import { UserSpeech } from "./audio/userSpeech.ts";
import { parseClientEvent, readMessage, type ClientEvent } from "./clientEvents.ts";
import { mergeSession } from "./configuration/session.ts";
import { Conversation } from "./conversation/conversation.ts";
import { SoundLengths } from "./conversation/soundLengths.ts";
import { hearingRate } from "./hearing/engine.ts";
import type { Heard, Recogniser } from "./hearing/recogniser.ts";
import type { NewId } from "./identifiers.ts";
import { McpPlay, withoutTokens } from "./mcp/mcpPlay.ts";
import { think } from "./mind/brain.ts";
import { WayOut, type Misbehaviour } from "./misbehaviour.ts";
import {
  ProtocolError,
  type ConversationItem,
  type Outgoing,
  type Send,
  type ServerEvent,
  type Session,
} from "./protocol.ts";
import { Responder } from "./response/responder.ts";
import type { Scripted } from "./script.ts";
import type { ServerSession } from "./serverSession.ts";
import { createTimeline, type TimedEvent } from "./timeline.ts";

export type { ServerSession, TimedEvent };

/** What carries a session: one peer connection, or one WebSocket. */
export interface Carrier {
  sendText(text: string): void;
  /** Where it is not a track that the sound goes out on. */
  outputAudio?(send: Send): Voice;
  sendPacket?: SendPacket;
  close(): void;
}

type Voice = Pick<OutputAudio, "silent" | "speak" | "clear" | "close">;

export interface SessionOptions {
  configuration: Session;
  carrier: Carrier;
  recogniser: Recogniser;
  newEndpointer(): Endpointer;
  newId: NewId;
  script: Scripted;
  /** Seconds. */
  sessionSeconds: number;
}

/** Milliseconds for the last error to leave before the channel goes. */
const farewellMs = 50;

export class LiveSession implements ServerSession {
  closed = false;
  readonly #options: SessionOptions;
  readonly #timeline = createTimeline();
  readonly #conversation: Conversation;
  readonly #outputAudio: Voice;
  readonly #inputAudio: InputAudio;
  readonly #userSpeech: UserSpeech;
  readonly #responder: Responder;
  readonly #mcp: McpPlay;
  readonly #idleTimeout: IdleTimeout;
  readonly #sounds = new SoundLengths();
  readonly #ears = new Set<(samples: Float32Array) => void>();
  readonly #wayOut = new WayOut(({ event, soundEndedAt }) => this.#leave(event, soundEndedAt));
  readonly #expiry: NodeJS.Timeout;
  #configuration: Session;

  constructor(options: SessionOptions) {
    const { carrier, newId, script, recogniser, newEndpointer } = options;
    const send = (event: Outgoing, soundEndedAt?: number): void => this.#send(event, soundEndedAt);
    const session = (): Session => this.#configuration;
    const turnDetection = () => session().audio?.input?.turn_detection ?? null;
    this.#options = options;
    this.#configuration = options.configuration;
    this.#outputAudio =
      carrier.outputAudio?.(send) ?? new OutputAudio(send, carrier.sendPacket ?? (() => undefined));
    this.#conversation = new Conversation({
      newId,
      send,
      spokenMs: (id) => this.#sounds.spoken(id),
      onCut: (id, ms) => this.#sounds.noteCut(id, ms),
    });
    this.#userSpeech = new UserSpeech({ send, conversation: this.#conversation, script, session });
    this.#mcp = new McpPlay({
      newId,
      send,
      session,
      conversation: this.#conversation,
      servers: script.mcpServers,
    });
    this.#responder = new Responder({
      newId,
      send,
      session,
      conversation: this.#conversation,
      outputAudio: this.#outputAudio,
      mind: (turn) => script.planFor(turn) ?? this.#mcp.plan(turn) ?? think(turn),
      onProposed: (call) => this.#mcp.propose(call),
      words: (id) => this.#userSpeech.words(id),
      soundMs: (id) => this.#sounds.of(id),
      onSpoken: (id, ms) => this.#sounds.noteSpoken(id, ms),
      rateLimits: () => script.rateLimits,
      onDone: () => this.#userSpeech.answered(),
    });
    this.#inputAudio = new InputAudio({
      newId,
      send,
      recogniser,
      newEndpointer,
      turnDetection,
      onSpeechStarted: () => this.#interrupt(),
      onCommitted: (audio) => this.#take(audio),
    });
    this.#idleTimeout = new IdleTimeout({
      turnDetection,
      quiet: () => !this.#responder.active && this.#outputAudio.silent && !this.#inputAudio.inTurn,
      inputMs: () => this.#inputAudio.totalMs,
      onTimeout: (fromMs) => this.#inputAudio.timeOut(fromMs),
    });
    this.#expiry = setTimeout(() => this.expire(), options.sessionSeconds * 1000);
    script.disturb(this);
  }

  get id(): string {
    return this.#configuration.id;
  }
  get configuration(): Session {
    return this.#configuration;
  }
  get received(): readonly unknown[] {
    return this.#timeline.received;
  }
  get sent(): readonly ServerEvent[] {
    return this.#timeline.sent;
  }
  get timeline(): readonly TimedEvent[] {
    return this.#timeline.events;
  }
  get items(): readonly ConversationItem[] {
    return this.#conversation.items;
  }
  get heard(): readonly Heard[] {
    return this.#userSpeech.heard;
  }

  /** The data channel is open. */
  open(): void {
    this.#send({ type: "session.created", session: withoutTokens(this.#configuration) });
    this.#mcp.list();
  }

  /** A message came over the data channel. */
  receive(data: string): void {
    const message = readMessage(data);
    this.#timeline.noteReceived(message ?? data);
    const eventId = (message as { event_id?: unknown } | undefined)?.event_id;
    this.#attempt(() => this.#obey(parseClientEvent(message)), typeof eventId === "string" ? eventId : null);
  }

  /** Mono samples at 16 kHz came over the track. */
  hear(samples: Float32Array): void {
    for (const ear of this.#ears) ear(samples);
    this.#inputAudio.write(samples);
  }

  listen(ear: (samples: Float32Array) => void): () => void {
    this.#ears.add(ear);
    return () => this.#ears.delete(ear);
  }

  emit(event: unknown): void {
    this.#options.carrier.sendText(typeof event === "string" ? event : JSON.stringify(event));
  }

  misbehave(misbehaviour: Misbehaviour): () => void {
    return this.#wayOut.misbehave(misbehaviour);
  }

  expire(): void {
    const message = "Your session hit the maximum duration of 60 minutes.";
    this.#sendError(new ProtocolError(message, "session_expired"), null);
    setTimeout(() => this.drop(), farewellMs);
  }

  drop(): void {
    this.end();
    this.#options.carrier.close();
  }

  /** The connection is gone. */
  end(): void {
    if (this.closed) return;
    this.closed = true;
    clearTimeout(this.#expiry);
    this.#idleTimeout.close();
    this.#wayOut.close();
    if (this.#responder.active) this.#responder.cancel("client_cancelled");
    this.#outputAudio.close();
    this.#inputAudio.close();
  }

  /** The one way out. */
  #send(event: Outgoing, soundEndedAt?: number): void {
    if (this.closed) return;
    const numbered = { event_id: this.#options.newId("event_"), ...event } as ServerEvent;
    this.#idleTimeout.observe(numbered.type);
    this.#wayOut.send({ event: numbered, ...(soundEndedAt === undefined ? {} : { soundEndedAt }) });
  }

  #leave(event: ServerEvent, soundEndedAt: number | undefined): void {
    if (this.closed) return;
    this.#timeline.noteSent(event, soundEndedAt);
    this.#options.carrier.sendText(JSON.stringify(event));
  }

  #sendError({ code, message, param }: ProtocolError, eventId: string | null): void {
    const error = { type: "invalid_request_error", code, message, param, event_id: eventId };
    this.#send({ type: "error", error });
  }

  /** Does what is asked for, and answers with an error what cannot be done. */
  #attempt(act: () => void, eventId: string | null): void {
    try {
      act();
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.#sendError(error, eventId);
    }
  }

  #interrupt(): void {
    if (this.#configuration.audio?.input?.turn_detection?.interrupt_response === false) return;
    if (this.#responder.active) this.#responder.cancel("turn_detected");
    this.#clearOutput();
  }

  #clearOutput(): void {
    for (const { itemId, playedMs } of this.#outputAudio.clear()) this.#conversation.cut(itemId, playedMs);
  }

  #take(audio: CommittedAudio): void {
    this.#sounds.noteHeard(audio.itemId, audio.durationMs);
    this.#userSpeech.take(audio);
    const creates = this.#configuration.audio?.input?.turn_detection?.create_response !== false;
    const responds = audio.cutBy === "timeout" || (audio.cutBy === "detection" && creates);
    if (responds) this.#attempt(() => this.#responder.create({}), null);
  }

  #obey(event: ClientEvent): void {
    switch (event.type) {
      case "session.update":
        this.#configuration = mergeSession(this.#configuration, event.session, this.#sounds.hasSpoken);
        this.#send({ type: "session.updated", session: withoutTokens(this.#configuration) });
        return this.#mcp.list();
      case "conversation.item.create":
        if (event.item.type === "mcp_approval_response") this.#mcp.answer(event.item);
        return this.#conversation.create(event.item, event.previous_item_id ?? undefined);
      case "conversation.item.delete":
        return this.#conversation.remove(event.item_id);
      case "conversation.item.retrieve":
        return this.#conversation.retrieve(event.item_id);
      case "conversation.item.truncate":
        return this.#conversation.truncate(event.item_id, event.content_index, event.audio_end_ms);
      case "input_audio_buffer.append": {
        const samples = fromPcm16(Buffer.from(event.audio, "base64"));
        return this.#inputAudio.write(resample(samples, voiceRate, hearingRate));
      }
      case "input_audio_buffer.clear":
        return this.#inputAudio.clear();
      case "input_audio_buffer.commit":
        return this.#inputAudio.commit();
      case "output_audio_buffer.clear":
        return this.#clearOutput();
      case "response.create":
        return this.#responder.create(event.response ?? {});
      case "response.cancel":
        return this.#responder.cancel("client_cancelled", event.response_id);
    }
  }
}
