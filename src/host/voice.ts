/** Joins session, panel, sound and status bar. */
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type * as vscode from "vscode";
import { PanelView, type Intents } from "../panel/panelView.ts";
import { shownSession } from "../panel/snapshot.ts";
import { redact } from "../session/redact.ts";
import type { Session } from "../session/session.ts";
import type { Action, AudioState, PanelState, ShownSession } from "../shared/state.ts";
import { shownEntries } from "../shared/state.ts";
import type { UsageState } from "../shared/usage.ts";
import type { AudioSurroundings } from "./audio.ts";
import { createAccount, type Account } from "./account.ts";
import { createActions } from "./actions.ts";
import { createAudioCommands, createAudioIntents } from "./audioCommands.ts";
import type { CommandHandlers } from "./commands.ts";
import { createAudio } from "./createAudio.ts";
import { createDiagnose } from "./diagnose/diagnose.ts";
import { microphoneTaken, panelClosed } from "./endReasons.ts";
import type { FirstRun } from "./firstRun.ts";
import type { Keys } from "./keys.ts";
import type { LogChannel } from "./log.ts";
import type { McpServers } from "./mcp/mcpServers.ts";
import { createMind, type Mind } from "./mind.ts";
import { createReport, type Report } from "./report.ts";
import { createRhythmStore } from "./rhythmStore.ts";
import { SessionControl } from "./sessionControl.ts";
import { modelLabel, sessionSettings } from "./settings.ts";
import { windowName } from "./takeMicrophone.ts";
import { createTalkingCommands, createTalkingIntents } from "./talkingCommands.ts";
import { Usage } from "./usage.ts";
import { createWatching, type Watching } from "./watching.ts";
import { showWhatToSay } from "./whatToSay.ts";
import { WindowClaim } from "./windowClaim.ts";

export interface VoiceOptions {
  extensionUri: vscode.Uri;
  version: string;
  keys: Keys;
  mcp: McpServers;
  log: LogChannel;
  surroundings: AudioSurroundings;
  /** The file by which all windows of this user agree who has the microphone. */
  claimFile: string;
  /** The file that keeps this window's conversation over a reload. */
  conversationFile: string;
  /** See {@link MindOptions}. */
  safetyIdentifier(): Promise<string>;
  firstRun: FirstRun;
  /** Remembers for all windows of this user. */
  memory: vscode.Memento;
  /** Remembers for this workspace. */
  workspaceMemory: vscode.Memento;
  /** The state changed. */
  shown(session: ShownSession, audio: AudioState, usage: UsageState): void;
}

export class Voice implements vscode.Disposable {
  readonly panel: PanelView;
  readonly #options: VoiceOptions;
  readonly #report: Report;
  readonly #mind: Mind;
  readonly #control: SessionControl;
  readonly #sound: ReturnType<typeof createAudio>;
  readonly #audioCommands: ReturnType<typeof createAudioCommands>;
  readonly #claim: WindowClaim;
  readonly #usage: Usage;
  readonly #watching: Watching;
  readonly #actions: Record<Action, () => void>;
  readonly #account: Account;

  constructor(options: VoiceOptions) {
    this.#options = options;
    this.#report = createReport(options.log);
    this.#actions = createActions({
      control: () => this.#control,
      log: options.log,
      browserPage: () => this.#sound.browserPage,
      audioCommands: () => this.#audioCommands,
      usage: () => this.#usage,
      report: this.#report,
    });
    this.#account = this.#createAccount();
    this.#sound = this.#createSound();
    const { audio } = this.#sound;
    this.#usage = this.#createUsage();
    this.#watching = this.#createWatching();
    this.#mind = createMind({
      ...options,
      userFolder: join(options.claimFile, "../../.."),
      observers: [...this.#usage.observers, ...this.#watching.observers],
      safety: this.#watching.safety,
      openLink: (request) => audio.openLink(request),
      changed: () => this.#changed(),
      usage: () => this.#usage.state,
      spent: (spending) => this.#usage.add(spending),
      report: this.#report,
    });
    this.#claim = this.#createClaim();
    this.#control = new SessionControl({
      session: this.#session,
      ready: () => this.#mind.ready(),
      keys: options.keys,
      claim: this.#claim,
      mayStart: () => this.#usage.mayStart(),
      reveal: () => this.panel.reveal(),
      watchTalkKey: () => this.panel.watchTalkKey(),
      keyRhythm: createRhythmStore(options.memory),
      report: this.#report,
    });
    this.panel = new PanelView({
      extensionUri: options.extensionUri,
      intents: this.#intents(),
      news: audio.panelLinks.news,
      state: () => this.#snapshot(),
      ready: (page) => {
        audio.panelReady(page);
        this.#watching.observation.panelReady(page);
      },
      gone: (reason) => {
        audio.panelGone(reason);
        this.#watching.observation.panelGone();
      },
      closed: () => void this.#control.endBecause(panelClosed()),
      log: options.log,
    });
    this.#audioCommands = createAudioCommands({ audio, panel: this.panel });
    this.settingsChanged();
    const { cutOff } = this.#mind;
    if (cutOff !== undefined) this.#report(this.#control.resume(cutOff));
  }

  get commands(): CommandHandlers {
    const { log } = this.#options;
    return {
      ...this.#control.commands,
      ...createTalkingCommands(this.#session),
      ...this.#audioCommands.commands,
      ...this.#watching.commands,
      ...this.#account.commands,
      "vivaVoce.showPanel": () => this.panel.focus(),
      "vivaVoce.showLog": () => log.show(),
      "vivaVoce.diagnose": this.#createDiagnose(),
      "vivaVoce.whatCanISay": () => showWhatToSay(this.#mind),
    };
  }

  get #session(): Session {
    return this.#mind.session;
  }

  /** The key or a setting may be another one now. */
  settingsChanged(): void {
    this.#usage.settingsChanged();
    this.#sound.audio.settingsChanged();
    this.#session.settingsChanged();
    this.#report(this.#account.keyDesk.settingsChanged());
  }

  dispose(): void {
    this.#claim.dispose();
    this.#account.keyDesk.dispose();
    this.#mind.dispose();
    this.#watching.observation.dispose();
    this.#sound.dispose();
    this.#usage.dispose();
  }

  #createSound(): ReturnType<typeof createAudio> {
    const { extensionUri, surroundings, log } = this.#options;
    return createAudio({
      folder: join(extensionUri.fsPath, "dist"),
      surroundings,
      panel: { page: (signal) => this.panel.page(signal) },
      changed: () => this.#changed(),
      stop: () => this.#session.stop(),
      setMuted: (muted) => this.#control.setMuted(muted),
      state: () => ({ window: windowName(), session: this.#shown() }),
      report: this.#report,
      log,
    });
  }

  #createAccount(): Account {
    return createAccount({
      ...this.#options,
      panelVisible: () => this.panel.visible,
      act: (action) => this.#actions[action](),
      changed: () => this.#changed(),
      report: this.#report,
    });
  }

  #createUsage(): Usage {
    const { memory, log } = this.#options;
    return new Usage({
      memory,
      tell: (text) => this.#session.dialogue.conversation.notice(text),
      end: (reason, ...buttons) => this.#control.endBecause(reason, ...buttons),
      start: () => this.#control.start(),
      changed: () => this.#changed(),
      report: this.#report,
      log,
    });
  }

  #createWatching(): Watching {
    const of = { session: (): Session => this.#session, panel: (): PanelView => this.panel };
    return createWatching({ ...this.#options, ...of, report: this.#report });
  }

  #createClaim(): WindowClaim {
    return new WindowClaim({
      file: this.#options.claimFile,
      window: randomUUID(),
      name: windowName,
      lost: (holder) => void this.#control.endBecause(microphoneTaken(holder)),
    });
  }

  #intents(): Intents {
    return {
      ...createAudioIntents(this.#sound.audio, this.#report, () =>
        this.#options.firstRun.reach("microphoneHeard"),
      ),
      ...createTalkingIntents(this.#session, this.#report),
      ...this.#watching.intents,
      ...this.#account.profiles.intents,
      start: () => this.#report(this.#control.start()),
      stop: () => this.#session.stop(),
      setMuted: ({ muted }) => this.#control.setMuted(muted),
      talk: ({ pressed }) => this.#control.talk(pressed),
      talkKeyUp: ({ held }) => this.#control.talkKeyUp(held),
      say: ({ text }) => this.#session.say(text),
      act: ({ action }) => this.#actions[action](),
    };
  }

  #createDiagnose(): () => Promise<void> {
    const { version, surroundings } = this.#options;
    const { audio } = this.#sound;
    return createDiagnose({
      ...this.#options,
      audio,
      panel: this.panel,
      session: () => this.#shown(),
      configuration: () => this.#session.configuration,
      facts: () => ({
        version,
        session: this.#shown(),
        audio: audio.state(),
        panelAllowed: audio.panelAllowed,
        captureShipped: surroundings.captureShipped,
        hasKey: this.#account.keyDesk.hasKey,
        model: modelLabel(),
      }),
      act: (mend) => this.#actions[mend](),
      report: this.#report,
    });
  }

  #shown(): ShownSession {
    const { state, rests } = this.#session;
    return shownSession(state, rests, (text) => redact(text, this.#options.keys.known()));
  }

  #snapshot(): PanelState {
    return {
      session: this.#shown(),
      hasKey: this.#account.keyDesk.hasKey,
      key: this.#account.keyDesk.state,
      turns: this.#session.turns,
      answers: this.#session.answers,
      triggers: sessionSettings().triggers.map(({ name }) => name),
      dictating: this.#session.dialogue.dictation.active,
      model: modelLabel(),
      entries: this.#session.entries.slice(-shownEntries),
      audio: this.#sound.audio.state(),
      usage: this.#usage.state,
    };
  }

  #changed(): void {
    this.#watching.safety.followQuestion();
    this.#options.firstRun.follow(this.#session);
    const session = this.#shown();
    if (session.status !== "live") this.#control.forgetPress();
    if (session.status === "idle" || session.status === "failed") this.#ended();
    this.#sound.browserPage.stateChanged();
    this.#account.profiles.shutdowns.shown(session);
    this.#options.shown(session, this.#sound.audio.state(), this.#usage.state);
    this.panel.stateChanged();
  }

  #ended(): void {
    this.#sound.audio.sessionEnded();
    this.#report(this.#claim.release());
  }
}
