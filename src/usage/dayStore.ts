/** What was used on each day, kept where all windows of the user see it: each adds its own to what is there. */
import * as z from "zod";
import { addSpendings, spending, type Spending } from "./amounts.ts";

/** VS Code's Memento, as far as it is needed. */
export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

const key = "usage";
const keptDays = 31;
/** For more to come before it is written, in ms. */
const writeDelay = 1_000;

/** By local dates such as "2026-08-14". */
const days = z.record(z.string(), z.array(spending).catch([]));
type Days = z.infer<typeof days>;

export interface DayStoreOptions {
  memory: Memory;
  now(): Date;
  /** What was used could not be kept. */
  failed(error: unknown): void;
}

export class DayStore {
  readonly #options: DayStoreOptions;
  /** Not written yet. */
  #pending: Days = {};
  #timer: NodeJS.Timeout | undefined;
  /** What was read last, and what it held. */
  #read: { raw: unknown; days: Days } = { raw: undefined, days: {} };

  constructor(options: DayStoreOptions) {
    this.#options = options;
  }

  /** The local date. */
  get date(): string {
    const now = this.#options.now();
    return `${now.getFullYear()}-${twoDigits(now.getMonth() + 1)}-${twoDigits(now.getDate())}`;
  }

  get today(): Spending[] {
    const { date } = this;
    return addSpendings(this.#days()[date] ?? [], this.#pending[date] ?? []);
  }

  add(more: Spending): void {
    const { date } = this;
    this.#pending[date] = addSpendings(this.#pending[date] ?? [], [more]);
    this.#timer ??= setTimeout(() => this.write(), writeDelay);
  }

  write(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const sums = { ...this.#days() };
    for (const [date, more] of Object.entries(this.#pending)) {
      sums[date] = addSpendings(sums[date] ?? [], more);
    }
    if (Object.keys(this.#pending).length === 0) return;
    this.#pending = {};
    const newest = Object.entries(sums)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .slice(-keptDays);
    const { memory, failed } = this.#options;
    memory.update(key, Object.fromEntries(newest)).then(undefined, failed);
  }

  dispose(): void {
    this.write();
  }

  #days(): Days {
    const raw = this.#options.memory.get(key);
    if (raw !== this.#read.raw) this.#read = { raw, days: days.safeParse(raw).data ?? {} };
    return this.#read.days;
  }
}

function twoDigits(part: number): string {
  return String(part).padStart(2, "0");
}
