/** One conversation with the model, over as many links as it takes. Knows neither VS Code nor a browser. */
import type { Provider } from "../providers/provider.ts";
import type { Answers, Entry, Turns } from "../shared/state.ts";
import { openedNotices, type OpenedCall } from "./attempt.ts";
import { BetweenTurns, isQuiet } from "./betweenTurns.ts";
import type { ClientEvent, SessionConfiguration } from "./clientEvents.ts";
import { Connection, type TransportOptions } from "./connection.ts";
import { ContextItem } from "./contextItem.ts";
import { Dialogue } from "./dialogue.ts";
import type { TalkingHabits } from "./dialogueOptions.ts";
import { HalfDuplex } from "./halfDuplex.ts";
import { IdleEnd } from "./idleEnd.ts";
import type { OpenLink } from "./link.ts";
import { LiveConfiguration } from "./liveConfiguration.ts";
import type { Log } from "./log.ts";
import { createMicrophoneNews } from "./microphoneNews.ts";
import type { Notice } from "./notice.ts";
import type { SessionObserver } from "./observer.ts";
import type { OwnPhrases } from "./ownPhrases.ts";
import { Renewal } from "./renewal.ts";
import { idle, next, type SessionEvent, type SessionState } from "./state.ts";
import type { ConfirmedHow, ToolRunner } from "./toolRunner.ts";
import { Wanted, type WantedOptions } from "./wanted.ts";
import { Watchdog } from "./watchdog.ts";
import { Wire } from "./wire.ts";

export interface SessionOptions extends WantedOptions, Partial<OwnPhrases>, TransportOptions {
  provider(): Provider;
  /** The model and where it runs. */
  where(): string;
  /** What the model is to know of the editor at this moment; "" for nothing. */
  editorContext(): string;
  openLink: OpenLink;
  tools: ToolRunner;
  changed(): void;
  describe(notice: Notice): string;
  observers: readonly SessionObserver[];
  log: Log;
}

export class Session {
  readonly #options: SessionOptions;
  readonly #wire: Wire;
  readonly #wanted: Wanted;
  readonly #context: ContextItem;
  readonly #dialogue: Dialogue;
  readonly #connection: Connection;
  readonly #configuration: LiveConfiguration;
  readonly #renewal: Renewal;
  readonly #idleEnd: IdleEnd;
  readonly #betweenTurns: BetweenTurns;
  readonly #halfDuplex: HalfDuplex;
  readonly #watchdog: Watchdog;
  readonly #told = new Set<string>();
  #state: SessionState = idle;
  #expiresAt: number | undefined;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#wire = new Wire({ ...options, link: () => this.#connection.link });
    this.#wanted = new Wanted(options, () => this.#dialogue);
    this.#context = new ContextItem({
      text: options.editorContext,
      send: (event) => this.#send(event),
    });
    this.#dialogue = this.#createDialogue();
    this.#connection = this.#createConnection();
    this.#configuration = new LiveConfiguration({
      wanted: () => this.#wanted.configuration,
      where: options.where,
      send: (event) => this.#send(event),
      betweenTurns: () => this.#isPaused(),
      renew: () => this.#renewal.want("A setting needs a new session."),
    });
    this.#renewal = new Renewal({
      isPaused: () => this.#isPaused(),
      renew: (reason) => this.#connection.replace(reason, "planned"),
    });
    this.#idleEnd = new IdleEnd({
      minutes: () => options.settings().idleMinutes,
      end: (minutes) => this.#endIdle(minutes),
    });
    this.#betweenTurns = new BetweenTurns({
      busy: () => this.#dialogue.busy,
      paused: () => {
        this.#configuration.paused();
        this.#renewal.paused();
      },
    });
    this.#halfDuplex = new HalfDuplex({
      wanted: () => options.settings().halfDuplex,
      link: () => this.#connection.link,
    });
    this.#watchdog = this.#createWatchdog();
  }

  get state(): SessionState {
    return this.#state;
  }

  get entries(): Entry[] {
    return this.#dialogue.conversation.entries();
  }

  /** Whether hands-free listening rests now, because the assistant speaks. */
  get rests(): boolean {
    const state = this.#state;
    const heard = state.status === "live" && state.microphone === "open";
    return heard && state.assistantAudible && this.#options.settings().halfDuplex;
  }

  /** As the server is to set it up now. */
  get configuration(): SessionConfiguration {
    return this.#wanted.configuration;
  }

  get turns(): Turns {
    return this.#dialogue.turnTaking.turns;
  }

  get answers(): Answers {
    return this.#dialogue.answers;
  }

  /** What the user does with a live session. */
  get dialogue(): Dialogue {
    return this.#dialogue;
  }

  /** Does nothing while connecting or live: there is one session. `habits`: of one that was cut off and goes on. */
  start(habits?: TalkingHabits): void {
    if (this.#state.status !== "idle" && this.#state.status !== "failed") return;
    this.#dialogue.begin(habits);
    this.#connection.open(habits !== undefined);
  }

  stop(): void {
    this.#dialogue.end();
    this.#connection.close();
    this.#dispatch({ type: "stopped" });
  }

  setMuted(muted: boolean): Promise<void> {
    return this.#dialogue.turnTaking.setMuted(muted);
  }

  talk(pressed: boolean, until?: number): Promise<void> {
    return this.#dialogue.turnTaking.talk(pressed, until);
  }

  say(text: string): void {
    this.#dialogue.say(text);
  }

  confirm(callId: string, accept: boolean, how?: ConfirmedHow): Promise<void> {
    return this.#dialogue.calls.confirm(callId, accept, how);
  }

  /** Forgets all that was said; the model, too. */
  newConversation(): void {
    this.#dialogue.stopEverything();
    this.#dialogue.conversation.clear();
    for (const observer of this.#options.observers) observer.cleared?.();
    this.#connection.replace("A new conversation.", "planned");
  }

  /** The settings may be others now. */
  settingsChanged(): void {
    this.#idleEnd.settingsChanged();
    this.#configuration.follow();
  }

  /** The computer slept for so long, in ms. The link is dead, whether it knows or not. */
  resumed(sleptMs: number): void {
    if (this.#state.status !== "live") return;
    const minutes = this.#options.settings().idleMinutes;
    if (minutes > 0 && sleptMs > minutes * 60_000) this.#endIdle(minutes);
    else this.#connection.replace("The computer slept.");
  }

  #createDialogue(): Dialogue {
    const { settings, tools, changed, log, ownPhrase = () => undefined } = this.#options;
    return new Dialogue({
      ownPhrase,
      settings,
      instructions: () => this.#wanted.instructions,
      tools,
      state: () => this.#state,
      dispatch: (event) => this.#dispatch(event),
      link: () => this.#connection.link,
      send: (event) => this.#send(event),
      notice: (notice) => this.#notice(notice),
      changed,
      reconfigure: () => this.#configuration.follow(),
      spoke: () => this.#configuration.spoke(),
      editorContext: this.#options.editorContext,
      turnBegins: () => this.#context.refresh(),
      replaceLink: (reason) => this.#connection.replace(reason),
      log,
    });
  }

  #createConnection(): Connection {
    return new Connection({
      ...this.#options,
      configuration: () => this.#configuration.begin(),
      dispatch: (event) => this.#dispatch(event),
      received: (data, created) => this.#received(data, created),
      opened: (call, again) => this.#opened(call, again),
      microphoneWish: () => this.#dialogue.turnTaking.wish(),
      lost: () => this.#dialogue.lost(),
      microphone: createMicrophoneNews({
        dialogue: this.#dialogue,
        state: () => this.#state,
        send: (event) => this.#send(event),
        dispatch: (event) => this.#dispatch(event),
        notice: (notice) => this.#notice(notice),
      }),
    });
  }

  #createWatchdog(): Watchdog {
    const { queue } = this.#dialogue;
    return new Watchdog({
      pipeline: () => this.#options.provider().traits.pipeline,
      askAgain: () => queue.askAgain(),
      cancelResponse: () => queue.cancel(),
      endVoice: () => this.#dialogue.endVoice(),
      endTurn: () => this.#dialogue.endTurn(),
      // Changes nothing, and is answered with the whole session.
      probe: () => this.#send({ type: "session.update", session: { type: "realtime" } }),
      reconnect: (reason) => this.#connection.replace(reason),
      noticed: (wait) => this.#notice({ type: "stalled", wait }),
    });
  }

  #dispatch(event: SessionEvent): void {
    const before = this.#state;
    this.#state = next(before, event);
    const state = this.#state;
    if (state === before) return;
    if (state.status !== "live") {
      this.#renewal.closed();
      this.#configuration.closed();
    }
    const followers = [this.#halfDuplex, this.#watchdog, this.#betweenTurns, this.#idleEnd];
    for (const follower of followers) follower.follow(state);
    for (const observer of this.#options.observers) observer.moved?.(state);
    this.#options.changed();
    this.#dialogue.queue.resume();
  }

  #send(event: ClientEvent): void {
    this.#wire.send(event);
  }

  #notice(notice: Notice): void {
    this.#dialogue.conversation.notice(this.#options.describe(notice));
  }

  #isPaused(): boolean {
    return isQuiet(this.#state) && !this.#dialogue.busy;
  }

  #opened(call: OpenedCall, again: boolean): void {
    const { conversation, turnTaking } = this.#dialogue;
    this.#dialogue.opened();
    this.#context.reset();
    this.#dialogue.addItems(conversation.history(this.#options.settings().history));
    this.#dispatch({ type: "opened", microphone: turnTaking.opened(call.microphone) });
    this.#renewal.opened(this.#expiresAt);
    this.#configuration.opened();
    for (const notice of openedNotices(call, turnTaking.wish(), this.#told)) this.#notice(notice);
    if (!again) return;
    if (!this.#connection.planned) this.#notice({ type: "reconnected" });
    this.#dialogue.goOn();
  }

  #endIdle(minutes: number): void {
    this.stop();
    this.#notice({ type: "idle", minutes });
  }

  #received(data: string, created: () => void): void {
    this.#watchdog.heard();
    const event = this.#wire.received(data);
    if (event === undefined) return;
    this.#idleEnd.received(event);
    if (event.type === "session.created") {
      this.#expiresAt = event.session?.expires_at;
      created();
    }
    this.#dialogue.handle(event);
  }
}
