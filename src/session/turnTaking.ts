/** The microphone's part of a turn: mute, sleep, push-to-talk, and the change between the talking modes. */
import type { MicrophoneAnswer } from "../shared/media.ts";
import type { ServerTurns } from "../providers/traits.ts";
import type { MicrophoneState, Turns } from "../shared/state.ts";
import type { ClientEvent } from "./clientEvents.ts";
import type { Link, MicrophoneWish } from "./link.ts";
import type { SessionState } from "./state.ts";
import { TalkPress } from "./talkPress.ts";
import { isPossible } from "./turnPolicy.ts";

export interface TurnTakingOptions {
  state(): SessionState;
  link(): Link | undefined;
  send(event: ClientEvent): void;
  microphoneIs(microphone: MicrophoneState): void;
  userSpeaking(speaking: boolean): void;
  /** Silences the assistant and cancels what it was about to say. */
  interrupt(): void;
  /** The turns are found otherwise now. */
  changed(): void;
  /** Whether a wake phrase would be noticed: somebody writes down what is said. */
  canWake(): boolean;
  serverTurns(): ServerTurns;
  /** The server does not let the user talk so. `muted`: hands-free is used instead, and begins so. */
  impossible(turns: Turns, muted: boolean): void;
  /** Why the microphone could not be opened. */
  refused(answer: MicrophoneAnswer): void;
}

type OpenTurns = Exclude<Turns, "pushToTalk">;

/** How the user takes turns, for a session that goes on after this one. */
export interface TurnHabits {
  turns: Turns;
  /** What unmuting goes back to. */
  openTurns: OpenTurns;
  muted: boolean;
  asleep: boolean;
}

export class TurnTaking {
  readonly #options: TurnTakingOptions;
  readonly #press: TalkPress;
  #turns: Turns;
  /** What unmuting goes back to. */
  #openTurns: OpenTurns = "handsFree";
  /** The user wants not to be heard: holds over a lost link. */
  #muted = false;
  #asleep = false;
  /** Raised by each act on the microphone; an answer of the device to an earlier one means nothing. */
  #acts = 0;

  constructor(turns: Turns, options: TurnTakingOptions) {
    this.#turns = turns;
    this.#options = options;
    const { link, send, interrupt, microphoneIs, userSpeaking } = options;
    this.#press = new TalkPress({
      link,
      send,
      live: () => this.#live(),
      open: () => this.#open(),
      began: () => {
        this.#muted = false;
        this.#be("pushToTalk", false);
        interrupt();
      },
      held: (held) => {
        if (held) microphoneIs("held");
        userSpeaking(held);
        if (!held) microphoneIs("gated");
      },
      ready: () => this.#readyForPress(),
      mayCommit: () => this.#mayCommit(),
    });
  }

  get turns(): Turns {
    return this.#turns;
  }

  get asleep(): boolean {
    return this.#asleep;
  }

  get press(): Pick<TalkPress, "pressedAt" | "pending" | "takeCommit" | "commit"> {
    return this.#press;
  }

  /** A new conversation, as the settings want it. */
  begin(turns: Turns): void {
    this.#remember(turns);
    this.#muted = false;
    this.#asleep = false;
  }

  get habits(): TurnHabits {
    return {
      turns: this.#turns,
      openTurns: this.#openTurns,
      muted: this.#muted,
      asleep: this.#asleep,
    };
  }

  /** A conversation that goes on, as the user had it. */
  resume({ turns, openTurns, muted, asleep }: TurnHabits): void {
    this.#turns = turns;
    this.#openTurns = openTurns;
    this.#muted = muted;
    this.#asleep = asleep;
  }

  /** What a link that opens now is to do about the microphone. Where only the key opens it, it begins closed. */
  wish(): MicrophoneWish {
    this.#fit();
    if (this.#muted) return "none";
    return this.#turns === "pushToTalk" ? "gated" : "open";
  }

  /** What the microphone is after a link opened, as it was wished for. */
  opened(answer: MicrophoneAnswer): MicrophoneState {
    this.#press.reset();
    this.#acts++;
    if (this.#muted) return "muted";
    return answer.granted ? this.#atRest() : "unavailable";
  }

  /** Muted, the device is released. Unmuted, the user is heard without a key. */
  async setMuted(muted: boolean): Promise<void> {
    if (!this.#live()) return;
    this.release();
    this.#muted = muted;
    if (!muted) return this.#listen(this.#openTurns);
    this.#acts++;
    this.#be(this.#turns, false);
    this.#options.microphoneIs("muted");
    // Half a sentence before the mute would otherwise be joined to the first one after it.
    this.#options.send({ type: "input_audio_buffer.clear" });
    await this.#options.link()?.setMicrophone(false);
  }

  /** Changes the talking mode. Who is muted is heard again, but for push-to-talk, which needs the key. */
  async setTurns(turns: Turns): Promise<void> {
    if (!this.#isPossible(turns)) return this.#options.impossible(turns, false);
    if (!this.#live()) return this.begin(turns);
    if (turns !== "pushToTalk") {
      this.release();
      this.#muted = false;
      return this.#listen(turns);
    }
    if (this.#turns === "pushToTalk") return;
    this.release();
    const heard = this.#isHeard();
    this.#be("pushToTalk", false);
    if (heard) this.#readyForPress();
    this.#options.send({ type: "input_audio_buffer.clear" });
  }

  /**
   * Asleep, only the wake phrase counts. Where that could not be noticed, or nobody would be heard anyway, sleep
   * is mute.
   */
  async setAsleep(asleep: boolean): Promise<void> {
    if (!this.#live() || asleep === (this.#asleep || this.#muted)) return;
    if (!asleep && this.#muted) return this.setMuted(false);
    if (asleep && (this.#turns === "pushToTalk" || !this.#isHeard() || !this.#options.canWake())) {
      return this.setMuted(true);
    }
    this.#be(this.#turns, asleep);
    this.#options.microphoneIs(this.#atRest());
  }

  /**
   * The push-to-talk key or button went down or up.
   * @param until where only later is known that it went up: until when it was surely down, in ms since 1970.
   */
  talk(pressed: boolean, until = Date.now()): Promise<void> {
    if (pressed && this.#live() && !this.#isPossible("pushToTalk")) {
      this.#options.impossible("pushToTalk", false);
      return Promise.resolve();
    }
    return pressed ? this.#press.down() : this.#press.up(until);
  }

  /** Ends a press without a turn. */
  release(): void {
    this.#acts++;
    this.#press.end();
  }

  /** Forgets what is being said. */
  discard(): void {
    this.#acts++;
    this.#press.discard();
  }

  #isPossible(turns: Turns): boolean {
    return isPossible(turns, this.#options.serverTurns());
  }

  #mayCommit(): boolean {
    const serverTurns = this.#options.serverTurns();
    return serverTurns === "ours" || (serverTurns === "answered" && this.#turns === "pushToTalk");
  }

  /** A server may not let the user talk as they did with another one, or as they have set. */
  #fit(): void {
    if (this.#isPossible(this.#turns)) return;
    // Who wanted to be heard only while a key is down is not heard unasked.
    const muted = this.#turns === "pushToTalk";
    this.#options.impossible(this.#turns, muted);
    this.#turns = "handsFree";
    this.#openTurns = "handsFree";
    this.#asleep = false;
    if (muted) this.#muted = true;
  }

  async #listen(turns: OpenTurns): Promise<void> {
    this.#be(turns, false);
    if (!(await this.#open())) return;
    this.#options.link()?.setGate(true);
    this.#options.microphoneIs("open");
  }

  /** @returns false where it was refused, or the user has done something else meanwhile. */
  async #open(): Promise<boolean> {
    const act = ++this.#acts;
    const answer = await this.#options.link()?.setMicrophone(true);
    if (act !== this.#acts || answer === undefined) return false;
    if (answer.granted) return true;
    this.#options.refused(answer);
    this.#options.microphoneIs("unavailable");
    return false;
  }

  #readyForPress(): void {
    if (this.#muted || !this.#live()) return;
    this.#options.link()?.setGate(false);
    this.#options.microphoneIs("gated");
  }

  #be(turns: Turns, asleep: boolean): void {
    if (turns === this.#turns && asleep === this.#asleep) return;
    this.#remember(turns);
    this.#asleep = asleep;
    this.#options.changed();
  }

  #remember(turns: Turns): void {
    this.#turns = turns;
    if (turns !== "pushToTalk") this.#openTurns = turns;
  }

  #atRest(): MicrophoneState {
    if (this.#asleep) return "asleep";
    return this.#turns === "pushToTalk" ? "gated" : "open";
  }

  #isHeard(): boolean {
    const state = this.#options.state();
    return state.status === "live" && (state.microphone === "open" || state.microphone === "asleep");
  }

  #live(): boolean {
    return this.#options.state().status === "live";
  }
}
