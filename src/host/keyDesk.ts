/** The user's key, as the panel and the commands have it: where it comes from, and whether it works. */
import * as vscode from "vscode";
import { failureText } from "../panel/failureText.ts";
import { createProvider } from "../providers/createProvider.ts";
import { traits } from "../providers/traits.ts";
import { redact } from "../session/redact.ts";
import type { Action, Failure, KeyState } from "../shared/state.ts";
import { panelTexts } from "../shared/panelTexts.ts";
import { clearKey } from "./askForKey.ts";
import type { CommandHandlers } from "./commands.ts";
import type { Words } from "./diagnose/check.ts";
import type { Keys, KeySource } from "./keys.ts";
import { verdictOn, verdictText, type VerdictText } from "./keyVerdict.ts";
import { sourceText } from "./keyWords.ts";
import { activeProfile, type Profile } from "./profiles.ts";
import type { Report } from "./report.ts";

export interface KeyDeskOptions {
  keys: Keys;
  /** See {@link ProviderOptions}. */
  safetyIdentifier(): Promise<string>;
  /** Whether the user sees the panel, where what is wrong is said anyway. */
  panelVisible(): boolean;
  act(action: Action): void;
  /** What the panel shows of the key changed. */
  changed(): void;
  report: Report;
}

export class KeyDesk implements vscode.Disposable {
  readonly #options: KeyDeskOptions;
  readonly #subscription: vscode.Disposable;
  #source: KeySource = "none";
  /** A session can begin, as far as the key goes. */
  #suffices = false;
  /** What a check found wrong, and of which key at which server. */
  #problem: { of: string; failure: Failure } | undefined;
  /** Counts the checks that nobody asked for: only the newest one tells. */
  #checks = 0;
  /** Counts the looks at the key: what an older one finds is of another moment. */
  #looks = 0;

  constructor(options: KeyDeskOptions) {
    this.#options = options;
    this.#subscription = options.keys.onDidEnter((profile) => {
      if (profile.name === activeProfile().name) options.report(this.#checkQuietly());
    });
  }

  get hasKey(): boolean {
    return this.#suffices;
  }

  get state(): KeyState {
    const { provider } = activeProfile();
    return {
      source: this.#source,
      text: sourceText(this.#source, provider),
      signIn: provider.signIn,
      ...(this.#problem !== undefined && { problem: this.#problem.failure }),
    };
  }

  get commands(): Pick<CommandHandlers, "vivaVoce.clearKey" | "vivaVoce.checkKey"> {
    return {
      "vivaVoce.clearKey": () => clearKey(this.#options.keys, activeProfile()),
      "vivaVoce.checkKey": () => this.#checkByCommand(),
    };
  }

  /** The key, or the server that it is for, may be another one now. */
  async settingsChanged(): Promise<void> {
    const { keys, changed } = this.#options;
    const number = ++this.#looks;
    const profile = activeProfile();
    const [source, mark] = [await keys.source(profile), await this.#mark(profile)];
    if (number !== this.#looks) return;
    this.#source = source;
    this.#suffices = !traits[profile.provider.kind].needsKey || hasKey(source);
    if (this.#problem?.of !== mark) this.#problem = undefined;
    void vscode.commands.executeCommand("setContext", "vivaVoce.hasKey", this.#suffices);
    changed();
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #checkByCommand(): Promise<void> {
    const { t } = vscode.l10n;
    const place = {
      location: vscode.ProgressLocation.Notification,
      title: t("Checking the API key"),
      cancellable: true,
    };
    const text = await vscode.window.withProgress(place, async (_, token) => {
      const stop = new AbortController();
      token.onCancellationRequested(() => stop.abort());
      return this.#check(stop.signal).catch((error: unknown) => {
        if (stop.signal.aborted) return undefined;
        throw error;
      });
    });
    if (text !== undefined) await this.#tell(text);
  }

  /** After a key was entered. Says only what is wrong. */
  async #checkQuietly(): Promise<void> {
    const number = ++this.#checks;
    const text = await this.#check(new AbortController().signal);
    if (number !== this.#checks || text === undefined || text.good || this.#options.panelVisible()) return;
    await this.#tell(text);
  }

  /** @returns undefined where it is of no use any more. */
  async #check(signal: AbortSignal): Promise<VerdictText | undefined> {
    const { keys, changed } = this.#options;
    const profile = activeProfile();
    const { provider: settings } = profile;
    const of = await this.#mark(profile);
    const provider = () => createProvider({ ...this.#options, settings, getKey: () => keys.get(profile) });
    const verdict = await verdictOn(provider, settings, signal);
    const source = await keys.source(profile);
    const variable = keys.inEnvironment(profile);
    const facts = { settings, source, variable, language: vscode.env.language, now: Date.now() };
    const text = verdictText(verdict, facts, this.#words());
    // Another profile or key may be in use by now: this says nothing of it.
    if (of !== (await this.#mark(activeProfile()))) return undefined;
    this.#problem = text.good ? undefined : { of, failure: failureOf(text) };
    changed();
    return text;
  }

  /** Stays in the host: it holds the key. */
  async #mark(profile: Profile): Promise<string> {
    return JSON.stringify([profile.name, profile.provider, await this.#options.keys.get(profile)]);
  }

  #words(): Words {
    const clean = (text: string): string => redact(text, this.#options.keys.known());
    return { t: vscode.l10n.t, explain: (failure) => failureText(failure, clean) };
  }

  async #tell({ good, message, remedy, actions }: VerdictText): Promise<void> {
    const labels = new Map(actions.map((action) => [vscode.l10n.t(panelTexts[`action.${action}`]), action]));
    const show = good ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
    const chosen = await show(`${message} ${remedy}`.trim(), ...labels.keys());
    const action = chosen === undefined ? undefined : labels.get(chosen);
    if (action !== undefined) this.#options.act(action);
  }
}

function hasKey(source: KeySource): boolean {
  return source !== "none" && source !== "lost";
}

function failureOf({ message, remedy, actions, detail }: VerdictText): Failure {
  return { message, remedy, actions, ...(detail !== undefined && { detail }) };
}
