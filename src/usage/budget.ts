/** Two budgets, of the conversation and of the day: when to warn, when to stop, and when the user has waved it on. */

export type BudgetName = "session" | "day";

export interface Standing {
  of: BudgetName;
  /** The budget and what is spent of it, in USD. */
  usd: number;
  spent: number;
  /** 1 is all of it. */
  share: number;
}

/** A warning comes at this share. */
const warningShare = 0.8;

/** @param budgets in USD; 0 is none. */
export function standings(
  budgets: Record<BudgetName, number>,
  spent: Record<BudgetName, number>,
): Standing[] {
  return (["day", "session"] as const)
    .filter((of) => budgets[of] > 0)
    .map((of) => ({ of, usd: budgets[of], spent: spent[of], share: spent[of] / budgets[of] }));
}

export interface BudgetOptions {
  /** The local date. */
  today(): string;
  /** The day on which the user went on although the day's budget was used up. Kept for all windows. */
  waved(): unknown;
  wave(day: string): void;
}

export class Budget {
  readonly #options: BudgetOptions;
  #warnedOn = "";
  #warnedOfSession = false;
  #sessionWaved = false;

  constructor(options: BudgetOptions) {
    this.#options = options;
  }

  /** Used up, and the user has not said to go on. */
  over(all: readonly Standing[]): Standing[] {
    return all.filter(({ of, share }) => share >= 1 && !this.#isWaved(of));
  }

  /** Those to warn of: each once, and none that is used up. */
  near(all: readonly Standing[]): Standing[] {
    const near = all.filter(
      ({ of, share }) => share >= warningShare && share < 1 && !this.#isWaved(of) && !this.#isWarned(of),
    );
    for (const { of } of near) {
      if (of === "day") this.#warnedOn = this.#options.today();
      else this.#warnedOfSession = true;
    }
    return near;
  }

  /** The user goes on although these are used up: for the rest of the day, or of the conversation. */
  wave(over: readonly Standing[]): void {
    for (const { of } of over) {
      if (of === "day") this.#options.wave(this.#options.today());
      else this.#sessionWaved = true;
    }
  }

  newConversation(): void {
    this.#warnedOfSession = false;
    this.#sessionWaved = false;
  }

  #isWaved(of: BudgetName): boolean {
    return of === "day" ? this.#options.waved() === this.#options.today() : this.#sessionWaved;
  }

  #isWarned(of: BudgetName): boolean {
    return of === "day" ? this.#warnedOn === this.#options.today() : this.#warnedOfSession;
  }
}
