/** The microphone's part of a turn: mute, push-to-talk, and the change between hands-free and push-to-talk. */
import timers from "node:timers/promises";
import type { MicrophoneAnswer } from "../shared/panel.ts";
import type { MicrophoneState, Turns } from "../shared/state.ts";
import type { ClientEvent } from "./clientEvents.ts";
import { turnDetection } from "./configuration.ts";
import type { Link } from "./link.ts";
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
  #press: Press | undefined;

  constructor(turns: Turns, options: TurnTakingOptions) {
    this.#turns = turns;
    this.#options = options;
  }

  get turns(): Turns {
    return this.#turns;
  }

  /** What the microphone is after a link opened. Where only the key opens it, it begins closed. */
  opened(answer: MicrophoneAnswer): MicrophoneState {
    this.#press = undefined;
    if (!answer.granted) return "unavailable";
    if (this.#turns === "handsFree") return "open";
    this.#options.link()?.setGate(false);
    return "muted";
  }

  /** Muted, the device is released. Unmuted, the user talks hands-free. */
  async setMuted(muted: boolean): Promise<void> {
    if (!this.#live()) return;
    this.release();
    if (!muted) {
      this.#setTurns("handsFree");
      if (!(await this.#open())) return;
      this.#options.link()?.setGate(true);
      return this.#options.microphoneIs("open");
    }
    this.#options.microphoneIs("muted");
    // Half a sentence before the mute would otherwise be joined to the first one after it.
    this.#options.send({ type: "input_audio_buffer.clear" });
    await this.#options.link()?.setMicrophone(false);
  }

  /** The push-to-talk key or button went down or up. */
  talk(pressed: boolean): Promise<void> {
    return pressed ? this.#keyDown() : this.#keyUp();
  }

  /** Ends a press without a turn. */
  release(): void {
    if (this.#press === undefined) return;
    this.#press.ended.abort();
    this.#press = undefined;
    if (!this.#live()) return;
    this.#options.link()?.setGate(false);
    this.#options.userSpeaking(false);
    this.#options.microphoneIs("muted");
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
    const ended = new AbortController();
    this.#press = { since: Date.now(), ended };
    this.#setTurns("pushToTalk");
    interrupt();
    if (!(await this.#open())) {
      this.#press = undefined;
      return;
    }
    if (ended.signal.aborted) return link()?.setGate(false);
    send({ type: "input_audio_buffer.clear" });
    link()?.setGate(true);
    microphoneIs("held");
    userSpeaking(true);
  }

  async #keyUp(): Promise<void> {
    const press = this.#press;
    if (press === undefined || press.tail !== undefined) return;
    if (Date.now() - press.since < shortestPress) {
      this.#options.send({ type: "input_audio_buffer.clear" });
      return this.release();
    }
    press.tail = new AbortController();
    const signal = AbortSignal.any([press.tail.signal, press.ended.signal]);
    await timers.setTimeout(tail, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    this.#options.send({ type: "input_audio_buffer.commit" });
    this.release();
  }

  async #open(): Promise<boolean> {
    const answer = await this.#options.link()?.setMicrophone(true);
    if (answer?.granted === true) return true;
    if (answer !== undefined) {
      this.#options.refused(answer);
      this.#options.microphoneIs("unavailable");
    }
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
