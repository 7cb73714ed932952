/** Keeps the conversation over a reload of its window, and knows whether the session is to go on after it. */
import type { Dialogue } from "../session/dialogue.ts";
import type { TalkingHabits } from "../session/dialogueOptions.ts";
import type { HistoryLimits } from "../session/history.ts";
import {
  keptText,
  restoredConversation,
  type InterruptedTexts,
  type KeptConversation,
} from "../session/keptConversation.ts";
import type { Log } from "../session/log.ts";
import { redact } from "../session/redact.ts";
import type { SessionState } from "../session/state.ts";
import type { ToolRunner } from "../session/toolRunner.ts";
import { ConversationFile } from "./conversationFile.ts";
import { LiveMark } from "./liveMark.ts";

export interface ContinuityOptions {
  /** The conversation's file, absolute. */
  path: string;
  session(): { readonly state: SessionState; readonly dialogue: Pick<Dialogue, "conversation" | "habits"> };
  /** Whether the user wants it. */
  wanted(): boolean;
  history(): HistoryLimits;
  /** Values that are secret whatever their form. */
  secrets(): Iterable<string>;
  texts: InterruptedTexts;
  log: Log;
}

/** For more to come before it is written, in ms. */
const delay = 300;

export class Continuity {
  readonly #options: ContinuityOptions;
  readonly #file: ConversationFile;
  readonly #mark: LiveMark;
  #on: boolean;
  #timer: NodeJS.Timeout | undefined;
  /** Something was said or done in this window. */
  #used = false;

  constructor(options: ContinuityOptions) {
    this.#options = options;
    const { path, log, wanted } = options;
    const failed = (what: string): void => log.warn(what);
    this.#file = new ConversationFile({ path, failed });
    this.#mark = new LiveMark({ path: `${path}.live`, now: Date.now, failed });
    this.#on = wanted();
  }

  /** Gives the session its conversation back. @returns how the user talked where a session was cut off just now. */
  restore(): TalkingHabits | undefined {
    if (!this.#on) {
      this.#file.remove();
      return undefined;
    }
    const kept = this.#read();
    const wasLive = this.#mark.fresh;
    if (kept === undefined) return undefined;
    this.#options.session().dialogue.conversation.restore(kept.entries);
    return wasLive ? kept.habits : undefined;
  }

  /** To be told of each change of the conversation and of the session's state. */
  changed(): void {
    if (!this.#on) return;
    this.#used = true;
    this.#mark.follow(isLive(this.#options.session().state));
    this.#timer ??= setTimeout(() => void this.#save(), delay);
  }

  settingsChanged(): void {
    const on = this.#options.wanted();
    if (on === this.#on) return;
    this.#on = on;
    if (on) return this.changed();
    this.#rest();
    this.#mark.follow(false);
    this.#file.remove();
  }

  /** The same tools; that a call begins is on disk before it does: no window after this one runs it again. */
  guarded(tools: ToolRunner): ToolRunner {
    return {
      ...tools,
      run: async (call, signal) => {
        await this.#save();
        return tools.run(call, signal);
      },
      confirm: async (callId, accept, signal, how) => {
        await this.#save();
        return tools.confirm(callId, accept, signal, how);
      },
    };
  }

  /** The window ends. To be called before the session does: what is live now goes on after a reload. */
  dispose(): void {
    if (!this.#on) return;
    this.#on = false;
    this.#rest();
    // Otherwise what stands there is ours, or that of another window without a folder.
    if (this.#used) this.#file.close(this.#text());
    this.#mark.leave();
  }

  #read(): KeptConversation | undefined {
    const text = this.#file.read();
    if (text === undefined) return undefined;
    try {
      return restoredConversation(text, this.#options.texts);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#options.log.warn(`The kept conversation cannot be read and was set aside: ${reason}`);
      this.#file.setAside();
      return undefined;
    }
  }

  async #save(): Promise<void> {
    this.#rest();
    if (this.#on) await this.#file.write(this.#text());
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #text(): string {
    const { session, history, secrets } = this.#options;
    const { conversation, habits } = session().dialogue;
    const known = [...secrets()];
    const clean = (text: string): string => redact(text, known);
    return keptText({ habits, entries: conversation.kept() }, { history: history(), clean });
  }
}

/** Also while it comes back after its link was lost. */
function isLive(state: SessionState): boolean {
  return state.status === "live" || (state.status === "connecting" && state.again);
}
