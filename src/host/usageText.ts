/** Usage and budgets in the user's words. */
import * as vscode from "vscode";
import { countText, isNothing, tokensOf, usdText, type Spent, type UsageState } from "../shared/usage.ts";
import type { BudgetName, Standing } from "../usage/budget.ts";

const money = (usd: number): string => usdText(usd, vscode.env.language);

/** For the hover of the status bar: a line each for the conversation and the day, where there is something. */
export function usageLines({ session, day }: UsageState): string[] {
  const { t } = vscode.l10n;
  const lines: string[] = [];
  if (!isNothing(session)) lines.push(t("This conversation: {0}", spentText(session)));
  if (!isNothing(day)) lines.push(t("Today: {0}", spentText(day)));
  return lines;
}

function spentText(spent: Spent): string {
  const { t } = vscode.l10n;
  const tokens = t("{0} tokens", countText(tokensOf(spent), vscode.env.language));
  if (spent.usd === null) return t("{0}, at a price that is not known", tokens);
  return spent.priced
    ? t("{0}, {1}", money(spent.usd), tokens)
    : t("more than {0}, {1}", money(spent.usd), tokens);
}

export function nearText({ of, usd, spent }: Standing): string {
  const { t } = vscode.l10n;
  return of === "day"
    ? t("{0} of today's budget of {1} are spent. At {1} the session ends.", money(spent), money(usd))
    : t(
        "{0} of this conversation's budget of {1} are spent. At {1} the session ends.",
        money(spent),
        money(usd),
      );
}

export function endText(over: Standing): string {
  return vscode.l10n.t("{0} The session has ended; the conversation is kept.", overText(over));
}

export function startText(over: Standing): string {
  return vscode.l10n.t("{0} Start all the same?", overText(over));
}

function overText({ of, usd, spent }: Standing): string {
  const { t } = vscode.l10n;
  return of === "day"
    ? t("Today's budget is used up: {0} of {1}.", money(spent), money(usd))
    : t("This conversation's budget is used up: {0} of {1}.", money(spent), money(usd));
}

export function unpricedText(models: readonly string[]): string {
  return vscode.l10n.t(
    "The budget does not count {0}, because its price is not known. Set the price in the settings.",
    models.join(", "),
  );
}

/** The setting that holds a budget. */
export function budgetSetting(of: BudgetName): string {
  return `vivaVoce.budget.${of}`;
}
