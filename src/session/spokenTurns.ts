/** What the user says: which of it is a turn, which is for us and not for the model, and who answers it. */
import { phraseIn, type PhraseKind, type SpokenPhrase } from "./phrases.ts";
import type { SessionState } from "./state.ts";
import { triggerIn } from "./triggers.ts";
import type { TurnPolicy } from "./turnPolicy.ts";
import type { SpokenTurnsOptions } from "./spokenTurnsOptions.ts";

/** For the commit to follow on the end of speech, in ms. */
const commitTime = 2_000;

export class SpokenTurns {
  readonly #options: SpokenTurnsOptions;
  /** Committed, and not asked an answer for. */
  #unsent: string[] = [];
  /** When the user's speech began that the server has detected, on the clock of `performance.now()`, in ms. */
  #speechBegan = 0;
  /** The turn that the server has found, from its beginning to its commit. */
  #open: string | undefined;
  /** What was said to us, and is no turn. */
  readonly #forgotten = new Set<string>();
  #closing: NodeJS.Timeout | undefined;
  /** The turns that began while the assistant spoke. */
  readonly #over = new Set<string>();

  constructor(options: SpokenTurnsOptions) {
    this.#options = options;
  }

  /** Whether the user is in the middle of a turn, or the server is about to answer it. */
  get open(): boolean {
    return this.#open !== undefined || this.#options.turnTaking.press.pending;
  }

  speechStarted(itemId: string): void {
    const { state, policy, dispatch, conversation, transcribes, begins } = this.#options;
    const now = state();
    // Its end will not be told: the microphone was closed, or its voice detection turned off, on the way.
    if (now.status !== "live" || (now.microphone !== "open" && now.microphone !== "asleep")) return;
    this.#speechBegan = performance.now();
    if (now.assistantAudible) this.#over.add(itemId);
    if (policy().stops !== "nothing") {
      this.#opened(itemId);
      this.#stopAssistant(itemId, policy());
      dispatch({ type: "userSpeaking", speaking: true });
      begins();
    }
    if (transcribes() && now.microphone === "open") conversation.userSpeaks(itemId);
  }

  speechStopped(): void {
    const { dispatch, interruption, queue } = this.#options;
    dispatch({ type: "userSpeaking", speaking: false });
    interruption.stopped();
    if (this.#open === undefined) return;
    clearTimeout(this.#closing);
    this.#closing = setTimeout(() => {
      this.#opened(undefined);
      queue.resume();
    }, commitTime);
  }

  committed(itemId: string): void {
    const { conversation, userSpoke, turnTaking, queue, interruption, state, transcribes } = this.#options;
    if (this.#open === itemId) this.#opened(undefined);
    const byUs = turnTaking.press.takeCommit();
    const now = state();
    const asleep = now.status === "live" && now.microphone === "asleep";
    if (transcribes() && !asleep) conversation.committed(itemId);
    userSpoke(byUs ? turnTaking.press.pressedAt : this.#speechBegan);
    queue.turnTaken();
    const { decision } = interruption;
    if (decision === undefined || !interruption.isOpen(itemId)) return this.#answer(itemId, byUs);
    void decision.then((cut) => {
      if (!cut) this.#forget(itemId);
      else if (!this.#forgotten.has(itemId)) this.#answer(itemId, byUs);
    });
  }

  /** What the user said was written down. */
  words(itemId: string, text: string): void {
    const { conversation, interruption, phrases, sleep, obeysOwn } = this.#options;
    if (this.#asleep()) {
      this.#forget(itemId);
      if (phraseIn(text, phrases(), ["wake"]) !== undefined) sleep(false);
      return;
    }
    conversation.userText(itemId, text);
    if (this.#options.dictation.took(itemId)) return this.#dictated(itemId, text);
    const phrase = phraseIn(text, phrases(), this.#kinds(itemId));
    this.#over.delete(itemId);
    if (phrase !== undefined) return this.#obey(itemId, phrase);
    if (obeysOwn(text)) {
      interruption.end(true);
      return this.#forget(itemId);
    }
    if (!interruption.words(itemId, text)) this.#triggered(text);
  }

  /** It could not be written down. */
  wordless(itemId: string): void {
    const { interruption, conversation } = this.#options;
    this.#over.delete(itemId);
    if (interruption.isOpen(itemId)) interruption.end(true);
    const { dictation } = this.#options;
    if (dictation.took(itemId) || this.#asleep()) return this.#forget(itemId);
    conversation.userFailed(itemId);
  }

  /** The user says that the turn is over. Does nothing where nothing was said. */
  sendTurn(): void {
    if (this.#open !== undefined) this.#options.turnTaking.press.commit();
    else this.#sendUnsent();
  }

  /** Over a new link, too, what was said and not sent can be sent. */
  keepUnsent(): void {
    const { turnTaking, conversation } = this.#options;
    const last = conversation.lastTurn();
    if (turnTaking.turns === "untilSent" && last !== undefined) this.#unsent = [last];
  }

  /** There was nothing to commit. */
  commitEmpty(): void {
    this.#options.turnTaking.press.takeCommit();
    this.#sendUnsent();
    this.#options.queue.resume();
  }

  /** The user takes back what was said last, and the answer to it. */
  cancelTurn(): void {
    const { turnTaking, interrupt, send, dispatch, state, conversation } = this.#options;
    if (this.#open !== undefined) {
      send({ type: "input_audio_buffer.clear" });
      dispatch({ type: "userSpeaking", speaking: false });
    }
    this.#opened(undefined);
    turnTaking.discard();
    const answered = isAnswering(state()) ? conversation.lastTurn() : undefined;
    interrupt();
    for (const itemId of new Set([...this.#unsent, ...(answered === undefined ? [] : [answered])]))
      this.#forget(itemId);
    this.#unsent = [];
  }

  /** What was being said will not be committed. */
  dropped(): void {
    const { state, dispatch, conversation, queue } = this.#options;
    const now = state();
    // A press clears the buffer as well, and goes on.
    const held = now.status === "live" && now.microphone === "held";
    if (this.#open !== undefined && !held) dispatch({ type: "userSpeaking", speaking: false });
    this.#opened(undefined);
    conversation.dropUncommitted();
    queue.resume();
  }

  /** A new session: it has no turns yet. */
  reset(): void {
    this.#opened(undefined);
    this.#over.clear();
    this.#forgotten.clear();
    this.#unsent = [];
    this.#options.interruption.end(false);
  }

  #opened(itemId: string | undefined): void {
    clearTimeout(this.#closing);
    this.#open = itemId;
  }

  #sendUnsent(): void {
    if (this.#unsent.length === 0) return;
    this.#unsent = [];
    this.#options.queue.request();
  }

  #stopAssistant(itemId: string, { stops }: TurnPolicy): void {
    const { voice, state, interruption, interrupt } = this.#options;
    voice.setAudible(false);
    const now = state();
    if (now.status !== "live" || stops === "server") return;
    // What has not been said yet may do something that the rest of the sentence takes back.
    if (now.assistantAudible && stops === "words") interruption.begin(itemId);
    else if (now.assistantAudible || now.responseActive || now.awaitingResponse) interrupt();
  }

  #answer(itemId: string, byUs: boolean): void {
    const { policy, dispatch, queue, turnTaking, dictation } = this.#options;
    if (dictation.takes(itemId)) return dispatch({ type: "userSpeaking", speaking: false });
    const { asks } = policy();
    if (asks === "itself" || (asks === "server" && !byUs)) return dispatch({ type: "committed" });
    dispatch({ type: "userSpeaking", speaking: false });
    if (asks === "demand" && !byUs) {
      if (turnTaking.turns === "untilSent") this.#unsent.push(itemId);
      return;
    }
    this.#unsent = [];
    queue.request();
  }

  /** The phrases that mean something now. */
  #kinds(itemId: string): PhraseKind[] {
    const { turns } = this.#options.turnTaking;
    const kinds: PhraseKind[] = ["stopEverything", "cancel", "sleep"];
    // Otherwise "stop" may well be a command: of the debugger, for example.
    if (this.#over.has(itemId) || turns === "onTrigger") kinds.push("interrupt");
    if (turns === "untilSent") kinds.push("send");
    return kinds;
  }

  #obey(itemId: string, { kind, alone }: SpokenPhrase): void {
    const { stopEverything, interrupt, sleep, interruption } = this.#options;
    interruption.end(kind !== "send");
    if (kind === "send") {
      if (alone) this.#forget(itemId);
      return this.sendTurn();
    }
    this.#forget(itemId);
    switch (kind) {
      case "stopEverything":
        return stopEverything();
      case "interrupt":
        return interrupt();
      case "cancel":
        return this.cancelTurn();
      case "sleep":
        interrupt();
        return sleep(true);
      case "wake":
        return;
    }
  }

  /** Only what stands alone is not written: a sentence may well end so. */
  #dictated(itemId: string, text: string): void {
    const { dictation, phrases } = this.#options;
    const phrase = phraseIn(text, phrases(), ["stopEverything", "sleep"]);
    if (phrase?.alone === true) {
      dictation.cancel();
      return this.#obey(itemId, phrase);
    }
    this.#forget(itemId);
    dictation.hear(text);
  }

  #triggered(text: string): void {
    const { turnTaking, triggers, trigger } = this.#options;
    if (turnTaking.turns !== "onTrigger") return;
    const found = triggerIn(text, triggers());
    if (found !== undefined) trigger(found);
  }

  /** The model is not to know of it. */
  #forget(itemId: string): void {
    this.#unsent = this.#unsent.filter((unsent) => unsent !== itemId);
    this.#forgotten.add(itemId);
    this.#options.conversation.forget(itemId);
    this.#options.send({ type: "conversation.item.delete", item_id: itemId });
  }

  #asleep(): boolean {
    const now = this.#options.state();
    return now.status === "live" && now.microphone === "asleep";
  }
}

/** Somebody is about to answer, or does. */
function isAnswering(state: SessionState): boolean {
  if (state.status !== "live") return false;
  const { awaitingResponse, responseActive, assistantAudible, runningCalls } = state;
  return awaitingResponse || responseActive || assistantAudible || runningCalls > 0;
}
