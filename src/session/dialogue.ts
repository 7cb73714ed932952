/** Who speaks: the user's turns, the assistant's responses and calls, within a session that is live. */
import type { MicrophoneAnswer } from "../shared/media.ts";
import type { Answers } from "../shared/state.ts";
import { AssistantVoice } from "./assistantVoice.ts";
import { CallRunner } from "./callRunner.ts";
import type { Item } from "./clientEvents.ts";
import { Conversation } from "./conversation.ts";
import { Dictation } from "./dictation.ts";
import type { DialogueOptions, TalkingHabits } from "./dialogueOptions.ts";
import { Interruption } from "./interruption.ts";
import { OwedAnswer } from "./owedAnswer.ts";
import { ResponseQueue } from "./responseQueue.ts";
import { ServerDispatch } from "./serverDispatch.ts";
import type { ServerEvent } from "./serverEvents.ts";
import { SpokenTurns } from "./spokenTurns.ts";
import type { SpokenTurnsOptions } from "./spokenTurnsOptions.ts";
import { triggeredResponse, type Trigger } from "./triggers.ts";
import { turnPolicy, type TurnPolicy } from "./turnPolicy.ts";
import { TurnTaking } from "./turnTaking.ts";
import { WrittenTurns } from "./writtenTurns.ts";

export class Dialogue {
  readonly conversation: Conversation;
  readonly queue: ResponseQueue;
  readonly calls: CallRunner;
  readonly turnTaking: TurnTaking;
  readonly turns: SpokenTurns;
  readonly dictation: Dictation;
  readonly #options: DialogueOptions;
  readonly #voice: AssistantVoice;
  readonly #serverDispatch: ServerDispatch;
  #answers: Answers | undefined;
  readonly #written: WrittenTurns;
  readonly #owed = new OwedAnswer();

  constructor(options: DialogueOptions) {
    this.#options = options;
    this.dictation = this.#createDictation();
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
      answered: () => queue.resume(),
    });
    const voice = new AssistantVoice({ link });
    this.#voice = voice;
    const interruption = new Interruption({ voice, asked: () => conversation.asks(), interrupt });
    this.#written = new WrittenTurns({
      ...options,
      conversation,
      calls,
      addItems: (items) => this.addItems(items),
      interrupt,
      userSpoke: () => this.#userSpoke(performance.now()),
      requestResponse: () => queue.request(),
    });
    const turnTaking = this.#createTurnTaking();
    const turns = this.#createTurns({ conversation, queue, turnTaking, interruption });
    this.#serverDispatch = new ServerDispatch({
      conversation,
      queue,
      calls,
      turns,
      interruption,
      policy,
      voice,
      dispatch,
      state,
      spoke,
      expired: replaceLink,
      notice: options.notice,
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
    const policy = turnPolicy(turns, asleep || this.#dictatesFreely, this.#options.settings());
    return this.#dictatesFreely && !asleep ? { ...policy, silent: false } : policy;
  }

  get answers(): Answers {
    return this.#answers ?? this.#options.settings().answers;
  }

  /** Whether the user is in the middle of a turn. */
  get busy(): boolean {
    return this.turns.open;
  }

  get habits(): TalkingHabits {
    return { ...this.turnTaking.habits, answers: this.#answers };
  }

  /** @param habits of a session that goes on; without them all is as the settings say. */
  begin(habits?: TalkingHabits): void {
    this.#owed.take();
    this.#answers = habits?.answers;
    this.dictation.cancel();
    if (habits === undefined) this.turnTaking.begin(this.#options.settings().turns);
    else this.turnTaking.resume(habits);
  }

  handle(event: ServerEvent): void {
    if (event.type === "response.created") this.#owed.began();
    this.#serverDispatch.handle(event);
  }

  /** A new session: it knows nothing of responses and turns. */
  opened(): void {
    this.queue.reset();
    this.turns.reset();
  }

  /** The user, or whoever acts for them, ends it all. */
  end(): void {
    this.turnTaking.release();
    this.calls.cancel();
    this.calls.remote.lost();
    this.dictation.cancel();
    this.conversation.settle(this.#voice);
  }

  /** The link is gone. */
  lost(): void {
    this.#owed.lost(this.#options.state());
    this.calls.remote.lost();
    this.turnTaking.release();
    this.turns.reset();
    this.conversation.settle(this.#voice);
  }

  /** The next link is live: the user is given the answer that is still owed. */
  goOn(): void {
    const { wanted } = this.#owed;
    const owed = this.#owed.take();
    if (this.conversation.awaitsAnswer()) {
      // Where answers come on demand, what was said last may not have been sent yet.
      const mayBeUnsent = this.policy.asks === "demand" && this.conversation.endsSpoken();
      if (mayBeUnsent && !wanted) return this.turns.keepUnsent();
      return this.queue.request();
    }
    if (owed === undefined) return;
    this.addItems([owed]);
    this.queue.request();
  }

  addItems(items: Item[]): void {
    for (const item of items) this.#options.send({ type: "conversation.item.create", item });
  }

  /** A typed turn. Does nothing where the session is not live. */
  say(text: string): void {
    this.#written.say(text);
  }

  /** Silences the assistant and cancels what it was about to say. */
  interrupt(): void {
    const { state, send } = this.#options;
    const now = state();
    if (now.status !== "live") return;
    this.#owed.silenced();
    this.#voice.setAudible(false);
    this.queue.cancel(now.awaitingResponse);
    if (now.assistantAudible) send({ type: "output_audio_buffer.clear" });
  }

  /** The end of the voice was never told: it is taken for over. */
  endVoice(): void {
    this.#options.send({ type: "output_audio_buffer.clear" });
    this.#options.dispatch({ type: "audible", audible: false });
  }

  /** The end of the user's turn was never told: it is taken for over. */
  endTurn(): void {
    this.turnTaking.press.commit();
    this.#options.dispatch({ type: "userSpeaking", speaking: false });
  }

  /** Silences the assistant, and cancels all that runs, waits, or asks. */
  stopEverything(): void {
    this.calls.cancel();
    this.turns.cancelTurn();
  }

  /** Spoken or written answers, from the next one on; an answer that is being spoken is silenced. */
  setAnswers(answers: Answers): void {
    if (answers === this.answers) return;
    const { reconfigure, changed } = this.#options;
    this.#answers = answers;
    if (answers === "written") this.#voice.setAudible(false);
    reconfigure();
    changed();
  }

  /** Goes on over a new connection. Does nothing where there is none. */
  reconnect(): void {
    this.#options.replaceLink("The user wants another connection.");
  }

  /** Makes the assistant speak about what was said last, though it is silent otherwise. */
  trigger(trigger: Trigger): void {
    const { state, instructions, editorContext } = this.#options;
    if (state().status !== "live") return;
    this.interrupt();
    this.queue.request(
      triggeredResponse(trigger, {
        instructions: instructions(),
        editor: editorContext(),
        lines: this.conversation.lastLines(trigger.lines),
        spoken: this.answers === "spoken",
      }),
    );
  }

  #userSpoke(began: number): void {
    this.#options.tools.userSpoke(began);
    this.calls.userMovedOn();
  }

  /** Not over the user, and not where somebody is about to answer already. */
  #mayAsk(): boolean {
    const state = this.#options.state();
    if (state.status !== "live" || this.turns.open || this.calls.owes) return false;
    return !state.userSpeaking && !state.awaitingResponse;
  }

  /** Nobody asks for answers, and nothing stops for what is said. */
  get #dictatesFreely(): boolean {
    return this.dictation.active && this.turnTaking.turns !== "pushToTalk";
  }

  #createDictation(): Dictation {
    const { tools, notice, reconfigure } = this.#options;
    return new Dictation({ tools, notice, changed: reconfigure });
  }

  #createTurns(
    parts: Pick<SpokenTurnsOptions, "conversation" | "queue" | "turnTaking" | "interruption">,
  ): SpokenTurns {
    const { settings, send, dispatch, state, turnBegins } = this.#options;
    return new SpokenTurns({
      ...parts,
      dictation: this.dictation,
      userSpoke: (began) => this.#userSpoke(began),
      policy: () => this.policy,
      phrases: () => settings().phrases,
      triggers: () => settings().triggers,
      transcribes: () => settings().transcriptionModel !== "",
      voice: this.#voice,
      send,
      dispatch,
      state,
      begins: turnBegins,
      obeysOwn: (text) => this.#written.obeysOwn(text),
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
