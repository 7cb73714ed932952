/** Starts and ends the session and opens and closes the microphone, however the user says so. */
import * as vscode from "vscode";
import type { Session } from "../session/session.ts";
import type { CommandHandlers } from "./commands.ts";
import { askForKey, type Keys } from "./keys.ts";
import { PushToTalkKey } from "./pushToTalkKey.ts";
import type { Report } from "./report.ts";
import { providerKind } from "./settings.ts";
import { mayTakeMicrophone } from "./takeMicrophone.ts";
import type { WindowClaim } from "./windowClaim.ts";

export interface SessionControlOptions {
  session: Session;
  keys: Keys;
  claim: WindowClaim;
  /** Asks the user where there is something against it, such as a budget that is used up. */
  mayStart(): Promise<boolean>;
  /** Shows the panel, which carries the sound or shows who does. */
  reveal(): Promise<void>;
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
  | "vivaVoce.interrupt"
>;

export class SessionControl {
  readonly #options: SessionControlOptions;
  readonly #talkKey = new PushToTalkKey((pressed) => this.#talk(pressed));
  /** The user is asked for a key, or is about to be. */
  #starting = false;

  constructor(options: SessionControlOptions) {
    this.#options = options;
  }

  get commands(): SessionCommands {
    const { session } = this.#options;
    return {
      "vivaVoce.start": () => this.start(),
      "vivaVoce.stop": () => session.stop(),
      "vivaVoce.toggle": () => (this.#isOn() ? session.stop() : this.start()),
      "vivaVoce.setKey": () => this.setKey(),
      "vivaVoce.toggleMute": () => this.#toggleMute(),
      "vivaVoce.pushToTalk": () => this.#talkKeyDown(),
      "vivaVoce.interrupt": () => session.interrupt(),
    };
  }

  async start(): Promise<void> {
    const { keys, claim, session, reveal, mayStart } = this.#options;
    this.#starting = true;
    try {
      await reveal();
      const kind = providerKind();
      if ((await keys.get(kind)) === undefined && !(await askForKey(keys, kind))) return;
      if ((await mayStart()) && (await mayTakeMicrophone(claim))) session.start();
    } finally {
      this.#starting = false;
    }
  }

  async setKey(): Promise<void> {
    const { keys, session } = this.#options;
    if ((await askForKey(keys, providerKind())) && session.state.status === "failed") await this.start();
  }

  setMuted(muted: boolean): void {
    this.#talkKey.reset();
    this.#options.report(this.#options.session.setMuted(muted));
  }

  /** The panel's button or key, which tells when it goes up. */
  talk(pressed: boolean): void {
    this.#talkKey.reset();
    this.#talk(pressed);
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

  /** Begins a session where there is none. The key repeats while it is held: only the first one counts then. */
  #talkKeyDown(): void {
    if (this.#options.session.state.status === "live") this.#talkKey.keyDown();
    else if (!this.#isOn() && !this.#starting) this.#options.report(this.start());
  }

  #talk(pressed: boolean): void {
    this.#options.report(this.#options.session.talk(pressed));
  }

  #isOn(): boolean {
    const { status } = this.#options.session.state;
    return status === "live" || status === "connecting";
  }
}
