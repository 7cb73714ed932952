/**
 * The user's prices and budgets. Their scope is the application: no workspace can say what is spent here, and they
 * hold in windows on other machines as well, as the user's money does.
 */
import * as z from "zod";
import type { BudgetName } from "../usage/budget.ts";
import { activeProfile } from "./profiles.ts";
import { read } from "./readSetting.ts";

/** By model, the profile's over the others; each is parsed by itself: one that is wrong takes no other with it. */
export function ownPrices(): Record<string, unknown> {
  return { ...read("prices", z.record(z.string(), z.unknown())), ...activeProfile().prices };
}

/** In USD; 0 is none. */
export function budgetSettings(): Record<BudgetName, number> {
  const usd = z.number().nonnegative();
  return { session: read("budget.session", usd), day: read("budget.day", usd) };
}
