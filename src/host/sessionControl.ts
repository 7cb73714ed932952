/** Starts and ends the session and opens and closes the microphone, however the user says so. */
import * as vscode from "vscode";
import type { TalkingHabits } from "../session/dialogueOptions.ts";
import type { Session } from "../session/session.ts";
import { askForKey } from "./askForKey.ts";
import type { CommandHandlers } from "./commands.ts";
import { KeyRhythm, type RhythmStore } from "./keyRhythm.ts";
import type { Keys } from "./keys.ts";
import { PushToTalkKey, type KeyUse } from "./pushToTalkKey.ts";
import type { Report } from "./report.ts";
import { activeProfile } from "./profiles.ts";
import { talkKeyUse } from "./settings.ts";
import { mayTakeMicrophone } from "./takeMicrophone.ts";
import type { WindowClaim } from "./windowClaim.ts";

export interface SessionControlOptions {
  session: Session;
  /** To be awaited before it starts. */
  ready(): Promise<void>;
  keys: Keys;
  claim: WindowClaim;
  /** Asks the user where there is something against it, such as a budget that is used up. */
  mayStart(): Promise<boolean>;
  /** Shows the panel, which carries the sound or shows who does. */
  reveal(): Promise<void>;
  /** The panel is to tell when the key that is down in it goes up, if any is. */
  watchTalkKey(): void;
  keyRhythm: RhythmStore;
  report: Report;
}

type SessionCommands = Pick<
  CommandHandlers,
  | "vivaVoce.start"
  | "vivaVoce.stop"
  | "vivaVoce.toggle"
  | "vivaVoce.setKey"
  | "vivaVoce.toggleMute"
  | "vivaVoce.pushToTalk"
  | "vivaVoce.holdToTalk"
  | "vivaVoce.toggleTalk"
  | "vivaVoce.talkDown"
  | "vivaVoce.talkUp"
>;

export class SessionControl {
  readonly #options: SessionControlOptions;
  readonly #talkKey: PushToTalkKey;
  /** A session is about to start; the user may be asked for a key before it does. */
  #starting = false;

  constructor(options: SessionControlOptions) {
    this.#options = options;
    const rhythm = new KeyRhythm(options.keyRhythm);
    this.#talkKey = new PushToTalkKey(rhythm, (pressed, until) => this.#talk(pressed, until));
  }

  get commands(): SessionCommands {
    const { session } = this.#options;
    return {
      "vivaVoce.start": () => this.start(),
      "vivaVoce.stop": () => session.stop(),
      "vivaVoce.toggle": () => (this.#isOn() ? session.stop() : this.start()),
      "vivaVoce.setKey": () => this.setKey(),
      "vivaVoce.toggleMute": () => this.#toggleMute(),
      "vivaVoce.pushToTalk": () => this.#talkKeyDown(talkKeyUse()),
      "vivaVoce.holdToTalk": () => this.#talkKeyDown("hold"),
      "vivaVoce.toggleTalk": () => this.#talkKeyDown("toggle"),
      "vivaVoce.talkDown": () => this.#orBegin(() => this.talk(true)),
      "vivaVoce.talkUp": () => this.talk(false),
    };
  }

  async start(): Promise<void> {
    const { keys, claim, session, ready, reveal, mayStart } = this.#options;
    this.#starting = true;
    try {
      await reveal();
      const profile = activeProfile();
      if (!(await keys.suffices(profile)) && !(await askForKey(keys, profile))) return;
      if (!(await mayStart()) || !(await mayTakeMicrophone(claim))) return;
      await ready();
      session.start();
    } finally {
      this.#starting = false;
    }
  }

  /**
   * Goes on with a session that a reload of the window has cut off. Asks for nothing but a budget: without a key, or
   * while another window has the microphone, the user's own start goes on.
   */
  async resume(habits: TalkingHabits): Promise<void> {
    const { keys, claim, session, ready, reveal, mayStart } = this.#options;
    this.#starting = true;
    try {
      if (!(await keys.suffices(activeProfile())) || !(await mayStart())) return;
      if ((await claim.holder()) !== undefined) return;
      await claim.take();
      await reveal();
      await ready();
      session.start(habits);
    } finally {
      this.#starting = false;
    }
  }

  async setKey(): Promise<void> {
    const { keys, session } = this.#options;
    if ((await askForKey(keys, activeProfile())) && session.state.status === "failed") await this.start();
  }

  setMuted(muted: boolean): void {
    this.#talkKey.reset();
    this.#options.report(this.#options.session.setMuted(muted));
  }

  /** The panel's button, a pedal or the like, which tells when it goes up. */
  talk(pressed: boolean): void {
    this.#talkKey.reset();
    this.#talk(pressed);
  }

  /** The panel saw the talk key go up. @param held for how long it was down, in ms. */
  talkKeyUp(held: number): void {
    this.#talkKey.keyUp(held);
  }

  /** Something outside of the session ends it. @returns which of the buttons the user chooses, if any. */
  async endBecause(reason: string, ...buttons: string[]): Promise<string | undefined> {
    if (!this.#isOn()) return undefined;
    this.#options.session.stop();
    return vscode.window.showInformationMessage(reason, ...buttons);
  }

  /** The session is not live any more: a press that went on is over. */
  forgetPress(): void {
    this.#talkKey.reset();
  }

  #toggleMute(): void {
    const { state } = this.#options.session;
    if (state.status !== "live") return;
    this.setMuted(state.microphone !== "muted" && state.microphone !== "unavailable");
  }

  #talkKeyDown(use: KeyUse): void {
    this.#orBegin(() => {
      if (this.#talkKey.keyDown(use)) this.#options.watchTalkKey();
    });
  }

  /** Begins a session where there is none. The key repeats while it is held: only the first one counts then. */
  #orBegin(act: () => void): void {
    if (this.#options.session.state.status === "live") act();
    else if (!this.#isOn() && !this.#starting) this.#options.report(this.start());
  }

  #talk(pressed: boolean, until?: number): void {
    this.#options.report(this.#options.session.talk(pressed, until));
  }

  #isOn(): boolean {
    const { status } = this.#options.session.state;
    return status === "live" || status === "connecting";
  }
}
