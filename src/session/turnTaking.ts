/** The microphone's part of a turn: mute, push-to-talk, and the change between hands-free and push-to-talk. */
import timers from "node:timers/promises";
import type { MicrophoneAnswer } from "../shared/media.ts";
import type { MicrophoneState, Turns } from "../shared/state.ts";
import type { ClientEvent } from "./clientEvents.ts";
import { turnDetection } from "./configuration.ts";
import type { Link, MicrophoneWish } from "./link.ts";
import type { SessionState } from "./state.ts";

export interface TurnTakingOptions {
  state(): SessionState;
  link(): Link | undefined;
  send(event: ClientEvent): void;
  microphoneIs(microphone: MicrophoneState): void;
  userSpeaking(speaking: boolean): void;
  /** Silences the assistant and cancels what it was about to say. */
  interrupt(): void;
  /** Why the microphone could not be opened. */
  refused(answer: MicrophoneAnswer): void;
}

interface Press {
  /** When it began, in ms since 1970. */
  since: number;
  /** Whether the device is there and the user is heard. */
  opened: boolean;
  ended: AbortController;
  /** After the key is up, while the last word is still on its way. */
  tail?: AbortController;
}

/** A press shorter than this holds no speech, in ms. The API refuses to commit less than 100 ms. */
const shortestPress = 250;

/**
 * How long the gate stays open after the key is up, in ms. Sound and events travel apart, so the last word is
 * still on its way when the key's event would arrive.
 */
const tail = 200;

export class TurnTaking {
  readonly #options: TurnTakingOptions;
  #turns: Turns;
  /** The user wants not to be heard: holds over a lost link. */
  #muted = false;
  #press: Press | undefined;
  /** Raised by each act on the microphone; an answer of the device to an earlier one means nothing. */
  #acts = 0;
  /** Commits that the server has not answered yet. */
  #commits = 0;

  constructor(turns: Turns, options: TurnTakingOptions) {
    this.#turns = turns;
    this.#options = options;
  }

  get turns(): Turns {
    return this.#turns;
  }

  /** When the last press began, on the clock of `performance.now()`, in ms. */
  pressedAt = 0;

  /** A new conversation, as the settings want it. */
  begin(turns: Turns): void {
    this.#turns = turns;
    this.#muted = false;
  }

  /** What a link that opens now is to do about the microphone. Where only the key opens it, it begins closed. */
  wish(): MicrophoneWish {
    if (this.#muted) return "none";
    return this.#turns === "handsFree" ? "open" : "gated";
  }

  /** What the microphone is after a link opened, as it was wished for. */
  opened(answer: MicrophoneAnswer): MicrophoneState {
    this.#press = undefined;
    this.#commits = 0;
    this.#acts++;
    if (this.#muted) return "muted";
    if (!answer.granted) return "unavailable";
    return this.#turns === "handsFree" ? "open" : "gated";
  }

  /** Muted, the device is released. Unmuted, the user talks hands-free. */
  async setMuted(muted: boolean): Promise<void> {
    if (!this.#live()) return;
    this.release();
    this.#muted = muted;
    if (!muted) {
      this.#setTurns("handsFree");
      if (!(await this.#open())) return;
      this.#options.link()?.setGate(true);
      return this.#options.microphoneIs("open");
    }
    this.#acts++;
    this.#options.microphoneIs("muted");
    // Half a sentence before the mute would otherwise be joined to the first one after it.
    this.#options.send({ type: "input_audio_buffer.clear" });
    await this.#options.link()?.setMicrophone(false);
  }

  /**
   * The push-to-talk key or button went down or up.
   * @param until where only later is known that it went up: until when it was surely down, in ms since 1970.
   */
  talk(pressed: boolean, until = Date.now()): Promise<void> {
    return pressed ? this.#keyDown() : this.#keyUp(until);
  }

  /** Ends a press without a turn. */
  release(): void {
    this.#acts++;
    if (this.#press === undefined) return;
    const { opened, ended } = this.#press;
    ended.abort();
    this.#press = undefined;
    if (!this.#live() || !opened) return;
    this.#options.link()?.setGate(false);
    this.#options.userSpeaking(false);
    this.#options.microphoneIs("gated");
  }

  /** The server has answered a commit. @returns whether it was one of ours, and not of its voice detection. */
  takeCommit(): boolean {
    if (this.#commits === 0) return false;
    this.#commits--;
    return true;
  }

  async #keyDown(): Promise<void> {
    if (!this.#live()) return;
    if (this.#press !== undefined) {
      // Down again before the turn was committed: the same turn goes on.
      this.#press.tail?.abort();
      delete this.#press.tail;
      return;
    }
    const { send, link, interrupt, microphoneIs, userSpeaking } = this.#options;
    const press: Press = { since: Date.now(), opened: false, ended: new AbortController() };
    this.#press = press;
    this.#muted = false;
    this.pressedAt = performance.now();
    this.#setTurns("pushToTalk");
    interrupt();
    if (!(await this.#open())) {
      if (this.#press === press) this.#press = undefined;
      // Let go before the device was there: it stays ready for the next press.
      if (press.ended.signal.aborted && !this.#muted && this.#live()) {
        link()?.setGate(false);
        microphoneIs("gated");
      }
      return;
    }
    press.opened = true;
    send({ type: "input_audio_buffer.clear" });
    link()?.setGate(true);
    microphoneIs("held");
    userSpeaking(true);
  }

  async #keyUp(until: number): Promise<void> {
    const press = this.#press;
    if (press === undefined || press.tail !== undefined) return;
    if (!press.opened || until - press.since < shortestPress) {
      this.#options.send({ type: "input_audio_buffer.clear" });
      return this.release();
    }
    press.tail = new AbortController();
    const signal = AbortSignal.any([press.tail.signal, press.ended.signal]);
    await timers.setTimeout(tail, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    this.#commits++;
    this.#options.send({ type: "input_audio_buffer.commit" });
    this.release();
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

  #setTurns(turns: Turns): void {
    if (turns === this.#turns) return;
    this.#turns = turns;
    this.#options.send({
      type: "session.update",
      session: { type: "realtime", audio: { input: { turn_detection: turnDetection(turns) } } },
    });
  }

  #live(): boolean {
    return this.#options.state().status === "live";
  }
}
