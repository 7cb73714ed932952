/** Counts what a session uses, from what its server tells. Cancelled and failed responses cost as well. */
import type { SessionObserver } from "../session/observer.ts";
import type { ParsedEvent } from "../session/serverEvents.ts";
import type { SessionState } from "../session/state.ts";
import type { Spending } from "./amounts.ts";
import { readUsage, type RateLimit } from "./usageEvents.ts";

/** What a session itself uses. */
type Reading = Exclude<Spending["use"], "research">;

export interface MeterOptions {
  /** The models that a call which begins now is made with, as the settings name them. */
  models(): Record<Reading, string>;
  counted(spending: Spending): void;
  limits(limits: RateLimit[]): void;
}

export class Meter implements SessionObserver {
  readonly #options: MeterOptions;
  /** What is counted already, by the call it was part of. */
  readonly #seen = new Set<string>();
  #call = 0;
  #models: Record<Reading, string>;
  #reported = "";

  constructor(options: MeterOptions) {
    this.#options = options;
    this.#models = options.models();
  }

  moved(state: SessionState): void {
    // A call is made with the settings of its first step, whatever they are later.
    if (state.status !== "connecting" || state.step !== "secret") return;
    this.#call++;
    this.#models = this.#options.models();
    this.#reported = "";
  }

  received(parsed: ParsedEvent, data: string): void {
    const reading = readUsage(parsed, data);
    switch (reading?.type) {
      case undefined:
        return;
      case "model":
        this.#reported = reading.model === this.#models.conversation ? "" : reading.model;
        return;
      case "limits":
        return this.#options.limits(reading.limits);
      case "conversation":
      case "transcription": {
        const { type: use, id, amounts } = reading;
        if (Object.keys(amounts).length === 0) return;
        if (id !== undefined && !this.#isNew(`${this.#call} ${use} ${id}`)) return;
        const reported = use === "conversation" ? this.#reported : "";
        return this.#options.counted({ use, model: this.#models[use], reported, amounts });
      }
    }
  }

  #isNew(key: string): boolean {
    const isNew = !this.#seen.has(key);
    this.#seen.add(key);
    return isNew;
  }
}
