/** One conversation with the model, over as many links as it takes. Knows neither VS Code nor a browser. */
import type { Provider } from "../providers/provider.ts";
import type { MicrophoneAnswer, Silence } from "../shared/media.ts";
import type { Entry, Turns } from "../shared/state.ts";
import type { OpenedCall } from "./attempt.ts";
import { CallRunner } from "./callRunner.ts";
import type { ClientEvent, FunctionTool, Item, SessionConfiguration } from "./clientEvents.ts";
import { sessionConfiguration, type SessionSettings } from "./configuration.ts";
import { Connection, type MicrophoneNews } from "./connection.ts";
import { Conversation } from "./conversation.ts";
import { HalfDuplex } from "./halfDuplex.ts";
import type { Link, OpenLink } from "./link.ts";
import type { Log } from "./log.ts";
import type { SessionObserver } from "./observer.ts";
import { ResponseQueue } from "./responseQueue.ts";
import { ServerDispatch } from "./serverDispatch.ts";
import { parseServerEvent } from "./serverEvents.ts";
import { idle, next, type SessionEvent, type SessionState } from "./state.ts";
import type { ToolRunner } from "./toolRunner.ts";
import { TurnTaking } from "./turnTaking.ts";
import { Watchdog, type Wait } from "./watchdog.ts";

/** What a session says of itself in words that only its owner can translate. */
export type Notice =
  | { type: "microphoneRefused"; answer: MicrophoneAnswer }
  | { type: "microphoneLost"; detail: string }
  | { type: "microphoneChanged"; device: string }
  | { type: "microphoneSilent"; why: Silence }
  | { type: "serverError"; message: string }
  | { type: "textTooLong" }
  | { type: "stalled"; wait: Wait }
  | { type: "reconnected" };

export interface SessionOptions {
  provider(): Provider;
  settings(): SessionSettings;
  openLink: OpenLink;
  tools: ToolRunner;
  functionTools(): FunctionTool[];
  changed(): void;
  describe(notice: Notice): string;
  observers: readonly SessionObserver[];
  log: Log;
}

/** In bytes. One event over the data channel must stay below 64 KiB, and a longer one would end the link. */
const longestText = 48_000;

/** Entries given to a session that takes over from a lost one. */
const historyLimit = 40;

export class Session {
  readonly #options: SessionOptions;
  readonly #conversation: Conversation;
  readonly #queue: ResponseQueue;
  readonly #turnTaking: TurnTaking;
  readonly #connection: Connection;
  readonly #calls: CallRunner;
  readonly #serverDispatch: ServerDispatch;
  readonly #halfDuplex: HalfDuplex;
  readonly #watchdog: Watchdog;
  #state: SessionState = idle;
  #typedItems = 0;

  constructor(options: SessionOptions) {
    this.#options = options;
    const { tools, log, changed } = options;
    const dispatch = (event: SessionEvent): void => this.#dispatch(event);
    const send = (event: ClientEvent): void => this.#send(event);
    const link = (): Link | undefined => this.#connection.link;

    const conversation = new Conversation(changed);
    const queue = new ResponseQueue(send);
    const calls = new CallRunner({
      tools,
      conversation,
      dispatch,
      addItems: (items) => this.#addItems(items),
      currentLink: link,
      requestResponse: () => queue.request(),
    });
    const turnTaking = new TurnTaking(options.settings().turns, {
      state: () => this.#state,
      link,
      send,
      microphoneIs: (microphone) => dispatch({ type: "microphone", microphone }),
      userSpeaking: (speaking) => dispatch({ type: "userSpeaking", speaking }),
      interrupt: () => this.interrupt(),
      refused: (answer) => this.#notice({ type: "microphoneRefused", answer }),
    });
    const report = (message: string): void => this.#notice({ type: "serverError", message });
    this.#serverDispatch = new ServerDispatch({
      conversation,
      queue,
      calls,
      tools,
      turnTaking,
      link,
      dispatch,
      state: () => this.#state,
      transcribes: () => options.settings().transcriptionModel !== "",
      report,
      log,
    });
    this.#connection = new Connection({
      provider: options.provider,
      configuration: () => this.#configuration(),
      openLink: options.openLink,
      dispatch,
      received: (data, created) => this.#received(data, created),
      opened: (call, again) => this.#opened(call, again),
      microphoneWish: () => turnTaking.wish(),
      lost: () => this.#lost(),
      microphone: this.#microphoneNews(),
      log,
    });
    this.#halfDuplex = new HalfDuplex({ wanted: () => options.settings().halfDuplex, link });
    this.#watchdog = this.#createWatchdog(queue);
    this.#conversation = conversation;
    this.#queue = queue;
    this.#calls = calls;
    this.#turnTaking = turnTaking;
  }

  get state(): SessionState {
    return this.#state;
  }

  get entries(): Entry[] {
    return this.#conversation.entries();
  }

  /** Whether hands-free listening rests now, because the assistant speaks. */
  get rests(): boolean {
    const state = this.#state;
    const handsFree = state.status === "live" && state.microphone === "open";
    return handsFree && state.assistantAudible && this.#options.settings().halfDuplex;
  }

  get turns(): Turns {
    return this.#turnTaking.turns;
  }

  /** Does nothing while connecting or live: there is one session. */
  start(): void {
    if (this.#state.status !== "idle" && this.#state.status !== "failed") return;
    this.#turnTaking.begin(this.#options.settings().turns);
    this.#connection.open();
  }

  stop(): void {
    this.#turnTaking.release();
    this.#calls.cancel();
    this.#connection.close();
    this.#conversation.settle();
    this.#dispatch({ type: "stopped" });
  }

  setMuted(muted: boolean): Promise<void> {
    return this.#turnTaking.setMuted(muted);
  }

  talk(pressed: boolean): Promise<void> {
    return this.#turnTaking.talk(pressed);
  }

  /** A typed turn. Does nothing where the session is not live. */
  say(text: string): void {
    if (this.#state.status !== "live" || text.trim() === "") return;
    if (Buffer.byteLength(text) > longestText) return this.#notice({ type: "textTooLong" });
    this.interrupt();
    // Ours to choose, so that the entry stands in the transcript at once. The API takes 32 characters.
    const id = `typed_${++this.#typedItems}_${Date.now().toString(36)}`;
    this.#conversation.typed(id, text);
    this.#addItems([{ type: "message", id, role: "user", content: [{ type: "input_text", text }] }]);
    this.#options.tools.userSpoke(performance.now());
    this.#dispatch({ type: "committed" });
    this.#queue.request();
  }

  confirm(callId: string, accept: boolean): Promise<void> {
    return this.#calls.confirm(callId, accept);
  }

  /** Silences the assistant and cancels what it was about to say. */
  interrupt(): void {
    if (this.#state.status !== "live") return;
    this.#connection.link?.setAudible(false);
    this.#queue.cancel(this.#state.awaitingResponse);
    if (this.#state.assistantAudible) this.#send({ type: "output_audio_buffer.clear" });
  }

  #microphoneNews(): MicrophoneNews {
    return {
      microphoneLost: (detail) => this.#microphoneLost(detail),
      microphoneChanged: (device) => this.#notice({ type: "microphoneChanged", device }),
      microphoneSilent: (why) => this.#microphoneSilent(why),
    };
  }

  #createWatchdog(queue: ResponseQueue): Watchdog {
    return new Watchdog({
      askAgain: () => queue.askAgain(),
      cancelResponse: () => queue.cancel(),
      endVoice: () => {
        this.#send({ type: "output_audio_buffer.clear" });
        this.#dispatch({ type: "audible", audible: false });
      },
      reconnect: (reason) => this.#connection.replace(reason),
      noticed: (wait) => this.#notice({ type: "stalled", wait }),
    });
  }

  #dispatch(event: SessionEvent): void {
    const before = this.#state;
    this.#state = next(before, event);
    if (this.#state === before) return;
    this.#halfDuplex.follow(this.#state);
    this.#watchdog.follow(this.#state);
    for (const observer of this.#options.observers) observer.moved?.(this.#state);
    this.#options.changed();
  }

  #send(event: ClientEvent): void {
    // Nobody to send to: nothing is sent, and nobody is told that it was.
    if (this.#connection.link === undefined) return;
    this.#options.log.debug(`→ ${event.type}`);
    for (const observer of this.#options.observers) observer.sent?.(event);
    this.#connection.send(event);
  }

  #addItems(items: Item[]): void {
    for (const item of items) this.#send({ type: "conversation.item.create", item });
  }

  #notice(notice: Notice): void {
    this.#conversation.notice(this.#options.describe(notice));
  }

  #configuration(): SessionConfiguration {
    const settings = { ...this.#options.settings(), turns: this.#turnTaking.turns };
    return sessionConfiguration(settings, this.#options.functionTools());
  }

  #opened(call: OpenedCall, again: boolean): void {
    this.#queue.reset();
    this.#addItems(this.#conversation.history(historyLimit));
    this.#dispatch({ type: "opened", microphone: this.#turnTaking.opened(call.microphone) });
    const asked = this.#turnTaking.wish() !== "none";
    if (asked && !call.microphone.granted)
      this.#notice({ type: "microphoneRefused", answer: call.microphone });
    if (!again) return;
    this.#notice({ type: "reconnected" });
    if (this.#conversation.awaitsAnswer()) this.#queue.request();
  }

  #lost(): void {
    this.#turnTaking.release();
    this.#conversation.settle();
  }

  #microphoneLost(detail: string): void {
    this.#turnTaking.release();
    this.#send({ type: "input_audio_buffer.clear" });
    this.#dispatch({ type: "microphone", microphone: "unavailable" });
    this.#notice({ type: "microphoneLost", detail });
  }

  #microphoneSilent(why: Silence): void {
    const held = this.#state.status === "live" && this.#state.microphone === "held";
    // Hands-free, nobody need be talking.
    if (why !== "faint" || held) this.#notice({ type: "microphoneSilent", why });
  }

  #received(data: string, created: () => void): void {
    const { log, observers } = this.#options;
    this.#watchdog.heard();
    const parsed = parseServerEvent(data);
    for (const observer of observers) observer.received?.(parsed, data);
    if (parsed.kind === "malformed") return log.warn(`Ignored a server event: ${parsed.reason}`);
    log.debug(`← ${parsed.kind === "known" ? parsed.event.type : parsed.type}`);
    if (parsed.kind === "unknown") return;
    if (parsed.event.type === "session.created") created();
    this.#serverDispatch.handle(parsed.event);
  }
}
