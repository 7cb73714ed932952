/** Joins session, panel, keys and status bar, and does what the user wants, however they say so. */
import * as vscode from "vscode";
import { createEditor } from "../editor/createEditor.ts";
import { noticeText } from "../panel/noticeText.ts";
import { PanelView, type Intents } from "../panel/panelView.ts";
import { shownSession } from "../panel/snapshot.ts";
import { createOpenAiProvider } from "../providers/openai.ts";
import { redact } from "../session/redact.ts";
import { Session } from "../session/session.ts";
import type { Action, PanelState, ShownSession } from "../shared/state.ts";
import { functionTools, tools } from "../tools/registry.ts";
import { createRouter } from "../tools/router.ts";
import type { CommandHandlers } from "./commands.ts";
import { askForKey, clearKey, type Keys } from "./keys.ts";
import type { LogChannel } from "./log.ts";
import { PushToTalkKey } from "./pushToTalkKey.ts";
import { modelLabel, providerKind, providerSettings, section, sessionSettings } from "./settings.ts";

/** The panel is sent the whole state at each change; what is older than these entries it does not need. */
const shownEntries = 500;

export interface VoiceOptions {
  extensionUri: vscode.Uri;
  keys: Keys;
  log: LogChannel;
  /** The state changed. */
  shown(session: ShownSession): void;
}

export class Voice implements vscode.Disposable {
  readonly panel: PanelView;
  readonly #options: VoiceOptions;
  readonly #session: Session;
  readonly #talkKey = new PushToTalkKey((pressed) => this.#talk(pressed));
  #hasKey = false;
  /** The user is asked for a key, or is about to be. */
  #starting = false;

  constructor(options: VoiceOptions) {
    this.#options = options;
    const { extensionUri, keys, log } = options;
    this.#session = new Session({
      provider: () => {
        const settings = providerSettings();
        // The key of these settings, also where others are chosen before the call has ended.
        return createOpenAiProvider(settings, () => keys.get(settings.kind));
      },
      settings: sessionSettings,
      openLink: (listener, signal) => this.panel.openLink(listener, signal),
      tools: createRouter({ tools, editor: createEditor(), now: () => performance.now() }),
      functionTools,
      changed: () => this.#changed(),
      describe: (notice) => redact(noticeText(notice), keys.known()),
      log,
    });
    this.panel = new PanelView({
      extensionUri,
      intents: this.#intents(),
      state: () => this.#snapshot(),
      log,
    });
    this.settingsChanged();
  }

  get commands(): CommandHandlers {
    const { keys, log } = this.#options;
    return {
      "vivaVoce.start": () => this.#start(),
      "vivaVoce.stop": () => this.#session.stop(),
      "vivaVoce.toggle": () => (this.#isOn() ? this.#session.stop() : this.#start()),
      "vivaVoce.showPanel": () => this.panel.focus(),
      "vivaVoce.setKey": () => this.#setKey(),
      "vivaVoce.clearKey": () => clearKey(keys, providerKind()),
      "vivaVoce.toggleMute": () => this.#toggleMute(),
      "vivaVoce.pushToTalk": () => this.#talkKeyDown(),
      "vivaVoce.interrupt": () => this.#session.interrupt(),
      "vivaVoce.showLog": () => log.show(),
    };
  }

  /** The key or a setting may be another one now. */
  settingsChanged(): void {
    this.#report(
      this.#options.keys.get(providerKind()).then((key) => {
        this.#hasKey = key !== undefined;
        this.#changed();
      }),
    );
  }

  dispose(): void {
    this.#session.stop();
  }

  #intents(): Intents {
    return {
      start: () => this.#report(this.#start()),
      stop: () => this.#session.stop(),
      setMuted: ({ muted }) => this.#setMuted(muted),
      talk: ({ pressed }) => {
        this.#talkKey.reset();
        this.#talk(pressed);
      },
      say: ({ text }) => this.#session.say(text),
      confirm: ({ callId, accept }) => this.#report(this.#session.confirm(callId, accept)),
      act: ({ action }) => this.#act(action),
    };
  }

  #act(action: Action): void {
    switch (action) {
      case "setKey":
        return this.#report(this.#setKey());
      case "retry":
        return this.#report(this.#start());
      case "openSettings":
        return void vscode.commands.executeCommand("workbench.action.openSettings", section);
      case "showLog":
        return this.#options.log.show();
    }
  }

  async #start(): Promise<void> {
    this.#starting = true;
    try {
      await this.panel.reveal();
      const { keys } = this.#options;
      const kind = providerKind();
      if ((await keys.get(kind)) === undefined && !(await askForKey(keys, kind))) return;
      this.#session.start();
    } finally {
      this.#starting = false;
    }
  }

  async #setKey(): Promise<void> {
    if (!(await askForKey(this.#options.keys, providerKind()))) return;
    this.settingsChanged();
    if (this.#session.state.status === "failed") this.#session.start();
  }

  #toggleMute(): void {
    const { state } = this.#session;
    if (state.status !== "live") return;
    this.#setMuted(state.microphone !== "muted" && state.microphone !== "unavailable");
  }

  /** Begins a session where there is none. The key repeats while it is held: only the first one counts then. */
  #talkKeyDown(): void {
    if (this.#isLive()) this.#talkKey.keyDown();
    else if (!this.#isOn() && !this.#starting) this.#report(this.#start());
  }

  #setMuted(muted: boolean): void {
    this.#talkKey.reset();
    this.#report(this.#session.setMuted(muted));
  }

  #talk(pressed: boolean): void {
    this.#report(this.#session.talk(pressed));
  }

  #isLive(): boolean {
    return this.#session.state.status === "live";
  }

  #isOn(): boolean {
    return this.#isLive() || this.#session.state.status === "connecting";
  }

  #shown(): ShownSession {
    return shownSession(this.#session.state, (text) => redact(text, this.#options.keys.known()));
  }

  #snapshot(): PanelState {
    return {
      session: this.#shown(),
      hasKey: this.#hasKey,
      turns: this.#session.turns,
      model: modelLabel(),
      entries: this.#session.entries.slice(-shownEntries),
    };
  }

  #changed(): void {
    const session = this.#shown();
    if (session.status !== "live") this.#talkKey.reset();
    this.#options.shown(session);
    this.panel.stateChanged();
  }

  /** Errors that are our own mistakes, which no failure state shows. */
  #report(promise: Promise<void>): void {
    promise.catch((error: unknown) => {
      this.#options.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      const message = vscode.l10n.t("Viva Voce had an error: {0}. The log has the details.", String(error));
      void vscode.window.showErrorMessage(message);
    });
  }
}
