/** What keeps the voice from doing what the user does not want: rules, questions, and the log of all actions. */
import * as vscode from "vscode";
import type { Intents } from "../panel/panelView.ts";
import { Heard } from "../session/observation/heard.ts";
import type { SessionObserver } from "../session/observer.ts";
import { redact } from "../session/redact.ts";
import type { Session } from "../session/session.ts";
import { CallLog } from "../tools/callLog.ts";
import { createPolicy, type Policy, type RuleStore } from "../tools/policy.ts";
import type { RouterOptions } from "../tools/router.ts";
import { createRuleStore, showAllowedActions } from "./allowedActions.ts";
import type { CommandHandlers } from "./commands.ts";
import type { Report } from "./report.ts";
import { confirmLines, confirmRules, sessionSettings } from "./settings.ts";

export interface SafetyOptions {
  /** Remembers for this workspace. */
  memory: vscode.Memento;
  /** Values that are secret whatever their form. */
  secrets(): Iterable<string>;
  session(): Session;
  /** The log of actions changed. */
  changed(): void;
  report: Report;
}

type SafetyCommands = Pick<CommandHandlers, "vivaVoce.confirm" | "vivaVoce.deny" | "vivaVoce.allowedActions">;

const now = (): number => performance.now();

export class Safety {
  readonly log: CallLog;
  readonly #options: SafetyOptions;
  readonly #policy: Policy;
  readonly #heard: Heard;
  readonly #rules: RuleStore;
  #asking: string | undefined;

  constructor(options: SafetyOptions) {
    const { memory, secrets, changed } = options;
    this.#options = options;
    this.#rules = createRuleStore(memory);
    this.#policy = createPolicy({
      allow: () => confirmRules("allow"),
      deny: () => confirmRules("deny"),
      lines: confirmLines,
      always: this.#rules,
    });
    this.#heard = new Heard({ now, written: (item, words) => this.log.written(item, words) });
    this.log = new CallLog({
      cause: () => this.#heard.latest,
      clean: (text) => redact(text, secrets()),
      date: Date.now,
      changed,
    });
  }

  /** For the session. */
  get observers(): readonly SessionObserver[] {
    return [this.#heard];
  }

  /** For the router. */
  get ofRouter(): Pick<RouterOptions, "policy" | "log" | "answersSince"> {
    return {
      policy: this.#policy,
      log: this.log,
      answersSince: async (since) =>
        sessionSettings().transcriptionModel === "" && !this.#heard.hasTypedSince(since)
          ? undefined
          : this.#heard.answersSince(since),
    };
  }

  get intents(): Pick<Intents, "confirm"> {
    const { session, report } = this.#options;
    return {
      confirm: ({ callId, accept, always = false }) =>
        report(session().confirm(callId, accept, { by: "click", always })),
    };
  }

  get commands(): SafetyCommands {
    return {
      "vivaVoce.confirm": () => this.#answer(true),
      "vivaVoce.deny": () => this.#answer(false),
      "vivaVoce.allowedActions": () => showAllowedActions(this.#rules),
    };
  }

  /** The conversation changed: a question may stand, for which there are keys then. */
  followQuestion(): void {
    const asking = this.#options
      .session()
      .entries.find((entry) => entry.kind === "tool" && entry.status === "asking");
    if (asking?.id === this.#asking) return;
    this.#asking = asking?.id;
    void vscode.commands.executeCommand("setContext", "vivaVoce.asking", asking !== undefined);
  }

  async #answer(accept: boolean): Promise<void> {
    if (this.#asking !== undefined)
      await this.#options.session().confirm(this.#asking, accept, { by: "key" });
  }
}
