/** Who speaks: the user's turns, the assistant's responses and calls, within a session that is live. */
import type { MicrophoneAnswer } from "../shared/media.ts";
import type { Answers } from "../shared/state.ts";
import { CallRunner } from "./callRunner.ts";
import type { ClientEvent, Item } from "./clientEvents.ts";
import { Conversation } from "./conversation.ts";
import { Interruption } from "./interruption.ts";
import type { Link } from "./link.ts";
import type { Log } from "./log.ts";
import type { Notice } from "./notice.ts";
import { ResponseQueue } from "./responseQueue.ts";
import { ServerDispatch } from "./serverDispatch.ts";
import type { ServerEvent } from "./serverEvents.ts";
import type { SessionSettings } from "./settings.ts";
import { SpokenTurns, type SpokenTurnsOptions } from "./spokenTurns.ts";
import type { SessionEvent, SessionState } from "./state.ts";
import type { ToolRunner } from "./toolRunner.ts";
import { triggeredResponse, type Trigger } from "./triggers.ts";
import { turnPolicy, type TurnPolicy } from "./turnPolicy.ts";
import { TurnTaking } from "./turnTaking.ts";

export interface DialogueOptions {
  settings(): SessionSettings;
  /** All that the assistant was told at the beginning. */
  instructions(): string;
  tools: ToolRunner;
  state(): SessionState;
  dispatch(event: SessionEvent): void;
  link(): Link | undefined;
  send(event: ClientEvent): void;
  notice(notice: Notice): void;
  /** The transcript is another one. */
  changed(): void;
  /** The server is to be configured otherwise now. */
  reconfigure(): void;
  /** The assistant was heard. */
  spoke(): void;
  /** The user begins a turn, or an answer is about to be asked for. */
  turnBegins(): void;
  /** The conversation is to go on over a new link. */
  replaceLink(reason: string): void;
  log: Log;
}

/** In bytes. One event over the data channel must stay below 64 KiB, and a longer one would end the link. */
const longestText = 48_000;

export class Dialogue {
  readonly conversation: Conversation;
  readonly queue: ResponseQueue;
  readonly calls: CallRunner;
  readonly turnTaking: TurnTaking;
  readonly turns: SpokenTurns;
  readonly #options: DialogueOptions;
  readonly #serverDispatch: ServerDispatch;
  #answers: Answers | undefined;
  #typedItems = 0;

  constructor(options: DialogueOptions) {
    this.#options = options;
    const { tools, dispatch, state, link, send, log } = options;
    const { turnBegins, spoke, replaceLink } = options;
    const interrupt = (): void => this.interrupt();
    const policy = (): TurnPolicy => this.policy;
    const conversation = new Conversation(options.changed);
    const queue = new ResponseQueue({
      send,
      mayAsk: () => this.#mayAsk(),
      asking: () => {
        turnBegins();
        dispatch({ type: "asked" });
      },
    });
    const calls = new CallRunner({
      tools,
      conversation,
      dispatch,
      addItems: (items) => this.addItems(items),
      currentLink: link,
      requestResponse: () => queue.request(),
    });
    const interruption = new Interruption({ link, asked: () => conversation.asks(), interrupt });
    const turnTaking = this.#createTurnTaking();
    const turns = this.#createTurns({ conversation, queue, turnTaking, interruption });
    this.#serverDispatch = new ServerDispatch({
      conversation,
      queue,
      calls,
      turns,
      interruption,
      policy,
      link,
      dispatch,
      state,
      spoke,
      expired: replaceLink,
      report: (message) => options.notice({ type: "serverError", message }),
      log,
    });
    this.conversation = conversation;
    this.queue = queue;
    this.calls = calls;
    this.turnTaking = turnTaking;
    this.turns = turns;
  }

  get policy(): TurnPolicy {
    const { turns, asleep } = this.turnTaking;
    return turnPolicy(turns, asleep, this.#options.settings());
  }

  get answers(): Answers {
    return this.#answers ?? this.#options.settings().answers;
  }

  /** Whether the user is in the middle of a turn. */
  get busy(): boolean {
    return this.turns.open;
  }

  begin(): void {
    this.#answers = undefined;
    this.turnTaking.begin(this.#options.settings().turns);
  }

  handle(event: ServerEvent): void {
    this.#serverDispatch.handle(event);
  }

  /** A new session: it knows nothing of responses and turns. */
  opened(): void {
    this.queue.reset();
    this.turns.reset();
  }

  /** The link is gone. */
  lost(): void {
    this.turnTaking.release();
    this.turns.reset();
    this.conversation.settle();
  }

  addItems(items: Item[]): void {
    for (const item of items) this.#options.send({ type: "conversation.item.create", item });
  }

  /** A typed turn. Does nothing where the session is not live. */
  say(text: string): void {
    const { state, notice, tools, turnBegins } = this.#options;
    if (state().status !== "live" || text.trim() === "") return;
    if (Buffer.byteLength(text) > longestText) return notice({ type: "textTooLong" });
    this.interrupt();
    turnBegins();
    // Ours to choose, so that the entry stands in the transcript at once. The API takes 32 characters.
    const id = `typed_${++this.#typedItems}_${Date.now().toString(36)}`;
    this.conversation.typed(id, text);
    this.addItems([{ type: "message", id, role: "user", content: [{ type: "input_text", text }] }]);
    tools.userSpoke(performance.now());
    this.queue.request();
  }

  /** Silences the assistant and cancels what it was about to say. */
  interrupt(): void {
    const { state, link, send } = this.#options;
    const now = state();
    if (now.status !== "live") return;
    link()?.setAudible(false);
    this.queue.cancel(now.awaitingResponse);
    if (now.assistantAudible) send({ type: "output_audio_buffer.clear" });
  }

  /** Silences the assistant, and cancels all that runs, waits, or asks. */
  stopEverything(): void {
    this.calls.cancel();
    this.turns.cancelTurn();
  }

  /** Spoken or written answers, from the next one on; an answer that is being spoken is silenced. */
  setAnswers(answers: Answers): void {
    if (answers === this.answers) return;
    const { link, reconfigure, changed } = this.#options;
    this.#answers = answers;
    if (answers === "written") link()?.setAudible(false);
    reconfigure();
    changed();
  }

  /** Goes on over a new connection. Does nothing where there is none. */
  reconnect(): void {
    this.#options.replaceLink("The user wants another connection.");
  }

  /** Makes the assistant speak about what was said last, though it is silent otherwise. */
  trigger(trigger: Trigger): void {
    const { state, instructions } = this.#options;
    if (state().status !== "live") return;
    this.interrupt();
    const input = this.conversation.lastLines(trigger.lines);
    const spoken = this.answers === "spoken";
    this.queue.request(triggeredResponse(trigger, { instructions: instructions(), input, spoken }));
  }

  /** Not over the user, and not where somebody is about to answer already. */
  #mayAsk(): boolean {
    const state = this.#options.state();
    if (state.status !== "live" || this.turns.open) return false;
    return !state.userSpeaking && !state.awaitingResponse;
  }

  #createTurns(
    parts: Pick<SpokenTurnsOptions, "conversation" | "queue" | "turnTaking" | "interruption">,
  ): SpokenTurns {
    const { tools, settings, link, send, dispatch, state, turnBegins } = this.#options;
    return new SpokenTurns({
      ...parts,
      tools,
      policy: () => this.policy,
      phrases: () => settings().phrases,
      triggers: () => settings().triggers,
      transcribes: () => settings().transcriptionModel !== "",
      link,
      send,
      dispatch,
      state,
      begins: turnBegins,
      interrupt: () => this.interrupt(),
      stopEverything: () => this.stopEverything(),
      sleep: (asleep) => void parts.turnTaking.setAsleep(asleep),
      trigger: (trigger) => this.trigger(trigger),
    });
  }

  #createTurnTaking(): TurnTaking {
    const { settings, state, link, send, dispatch, reconfigure, notice } = this.#options;
    return new TurnTaking(settings().turns, {
      state,
      link,
      send,
      microphoneIs: (microphone) => dispatch({ type: "microphone", microphone }),
      userSpeaking: (speaking) => dispatch({ type: "userSpeaking", speaking }),
      interrupt: () => this.interrupt(),
      changed: reconfigure,
      canWake: () => settings().transcriptionModel !== "" && settings().phrases.wake.length > 0,
      refused: (answer: MicrophoneAnswer) => notice({ type: "microphoneRefused", answer }),
    });
  }
}
