/** Counts what is used, warns of budgets and keeps them. */
import * as vscode from "vscode";
import type { Log } from "../session/log.ts";
import type { SessionObserver } from "../session/observer.ts";
import type { UsageState } from "../shared/usage.ts";
import { Account } from "../usage/account.ts";
import type { Spending } from "../usage/amounts.ts";
import { Budget, type Standing } from "../usage/budget.ts";
import { DayStore } from "../usage/dayStore.ts";
import { Meter } from "../usage/meter.ts";
import { createPrices } from "../usage/prices.ts";
import { RateLimits } from "../usage/rateLimits.ts";
import { SpendingStop } from "../usage/spendingStop.ts";
import type { Report } from "./report.ts";
import { activeProfile } from "./profiles.ts";
import { sessionSettings } from "./settings.ts";
import { budgetSettings, ownPrices } from "./usageSettings.ts";
import { budgetSetting, endText, nearText, startText, unpricedText } from "./usageText.ts";

export interface UsageOptions {
  memory: vscode.Memento;
  /** Writes a line into the conversation. */
  tell(text: string): void;
  /** Ends the session and says why. @returns which of the buttons the user chooses. */
  end(reason: string, ...buttons: string[]): Promise<string | undefined>;
  start(): Promise<void>;
  changed(): void;
  report: Report;
  log: Log;
}

/** Where it is remembered on which day the user has waved the day's budget on. */
const wavedKey = "usage.budgetWaved";

export class Usage implements vscode.Disposable {
  readonly #options: UsageOptions;
  readonly #days: DayStore;
  readonly #account: Account;
  readonly #budget: Budget;
  readonly #limits = new RateLimits(() => performance.now());
  readonly #stop = new SpendingStop(() => this.#options.report(this.#end()));
  readonly #unpricedTold = new Set<string>();
  #prices = createPrices({});
  #budgets = budgetSettings();
  readonly observers: readonly SessionObserver[];

  constructor(options: UsageOptions) {
    this.#options = options;
    const { memory, report, changed } = options;
    this.#days = new DayStore({
      memory,
      now: () => new Date(),
      failed: (error) => report(Promise.reject(error)),
    });
    this.#account = new Account({
      days: this.#days,
      prices: () => this.#prices,
      budgets: () => this.#budgets,
    });
    this.#budget = new Budget({
      today: () => this.#days.date,
      waved: () => memory.get(wavedKey),
      wave: (day) => report(Promise.resolve(memory.update(wavedKey, day))),
    });
    const meter = new Meter({
      models: () => ({
        conversation: activeProfile().provider.model,
        transcription: sessionSettings().transcriptionModel,
      }),
      counted: (spending) => this.#counted(spending),
      limits: (limits) => {
        if (this.#limits.update(limits)) changed();
      },
    });
    this.observers = [meter, this.#stop, { cleared: () => this.#newConversation() }];
  }

  get state(): UsageState {
    return this.#account.state(this.#limits.near);
  }

  settingsChanged(): void {
    this.#budgets = budgetSettings();
    this.#prices = createPrices(ownPrices());
    for (const name of this.#prices.unreadable) {
      this.#options.log.warn(
        `Setting vivaVoce.prices: what stands for "${name}" is no price and no known model.`,
      );
    }
  }

  /** Asks the user where a budget is used up. */
  async mayStart(): Promise<boolean> {
    const over = this.#budget.over(this.#account.standings());
    const [first] = over;
    if (first === undefined) return true;
    const { raise, goOn } = budgetButtons();
    const chosen = await vscode.window.showWarningMessage(startText(first), raise, goOn);
    if (chosen === raise) openSetting(budgetSetting(first.of));
    if (chosen !== goOn) return false;
    this.#budget.wave(over);
    return true;
  }

  openPrices(): void {
    openSetting("vivaVoce.prices");
  }

  dispose(): void {
    this.#days.dispose();
  }

  /** What was used beside the session. */
  add(spending: Spending): void {
    this.#counted(spending);
    this.#options.changed();
  }

  #newConversation(): void {
    this.#account.newConversation();
    this.#budget.newConversation();
    this.#options.changed();
  }

  #counted(spending: Spending): void {
    this.#account.add(spending);
    const standings = this.#account.standings();
    if (standings.length > 0) this.#tellUnpriced();
    if (this.#budget.over(standings).length > 0) return this.#stop.request();
    for (const near of this.#budget.near(standings)) this.#options.report(this.#warn(near));
  }

  async #warn(near: Standing): Promise<void> {
    const { raise } = budgetButtons();
    const message = nearText(near);
    this.#options.tell(message);
    if ((await vscode.window.showWarningMessage(message, raise)) === raise)
      openSetting(budgetSetting(near.of));
  }

  /** The response that used a budget up is over. */
  async #end(): Promise<void> {
    const over = this.#budget.over(this.#account.standings());
    const [first] = over;
    // Raised meanwhile.
    if (first === undefined) return;
    const { raise, goOn } = budgetButtons();
    const message = endText(first);
    this.#options.tell(message);
    const chosen = await this.#options.end(message, raise, goOn);
    if (chosen === raise) openSetting(budgetSetting(first.of));
    if (chosen !== goOn) return;
    this.#budget.wave(over);
    await this.#options.start();
  }

  /** A budget that cannot be kept must not look as though it were. */
  #tellUnpriced(): void {
    const models = this.#account.unpriced().filter((model) => !this.#unpricedTold.has(model));
    if (models.length === 0) return;
    for (const model of models) this.#unpricedTold.add(model);
    const setPrices = vscode.l10n.t("Set Prices");
    const asked = vscode.window.showWarningMessage(unpricedText(models), setPrices);
    this.#options.report(
      Promise.resolve(asked).then((chosen) => {
        if (chosen === setPrices) this.openPrices();
      }),
    );
  }
}

function budgetButtons(): { raise: string; goOn: string } {
  const { t } = vscode.l10n;
  return { raise: t("Raise the Budget"), goOn: t("Go On Anyway") };
}

function openSetting(name: string): void {
  void vscode.commands.executeCommand("workbench.action.openSettings", `@id:${name}`);
}
