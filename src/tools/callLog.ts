/** Every call with its cause, who allowed it, and what came of it: the last 500. */
import type { ActionOutcome, AllowedBy, LoggedAction } from "../shared/actions.ts";
import type { FunctionCall } from "../session/toolRunner.ts";
import type { Risk } from "./tool.ts";

/** What the user said or typed last. `words` is undefined where it is not written down, or not yet. */
export interface Cause {
  item: string;
  words: string | undefined;
  typed: boolean;
}

export interface CallLogOptions {
  cause(): Cause | undefined;
  /** Takes credentials out. */
  clean(text: string): string;
  /** Milliseconds since 1970. */
  date(): number;
  changed(): void;
}

const mostCalls = 500;

/** In characters. */
const longestArguments = 2_000;
const longestWords = 500;

/** One call in the log. */
export class LoggedCall {
  readonly #log: CallLog;
  readonly #number: number;
  readonly #date: () => number;
  /** Of the part that runs now. */
  #began: number;
  #took = 0;

  constructor(log: CallLog, number: number, date: () => number) {
    this.#log = log;
    this.#number = number;
    this.#date = date;
    this.#began = date();
  }

  assessed(risk: Risk, allowedBy: AllowedBy): void {
    this.#log.change(this.#number, { risk, allowedBy });
  }

  asks(): void {
    this.#took += this.#date() - this.#began;
    this.#log.change(this.#number, { outcome: "asking" });
  }

  /** Somebody said yes. */
  allowed(allowedBy: AllowedBy): void {
    this.#began = this.#date();
    this.#log.change(this.#number, { outcome: "running", allowedBy });
  }

  ended(outcome: ActionOutcome, summary: string): void {
    const ran = outcome === "done" || outcome === "failed";
    const took = this.#took + (ran ? this.#date() - this.#began : 0);
    this.#log.change(this.#number, { outcome, summary, took });
  }
}

export class CallLog {
  readonly #options: CallLogOptions;
  /** By number, and so in order. */
  readonly #actions = new Map<number, LoggedAction>();
  #last = 0;
  #changes = 0;

  constructor(options: CallLogOptions) {
    this.#options = options;
  }

  /** A count that grows with each change. */
  get changes(): number {
    return this.#changes;
  }

  begin({ callId, name, arguments: args }: FunctionCall): LoggedCall {
    const { cause, clean, date } = this.#options;
    const found = cause();
    const number = ++this.#last;
    this.#actions.set(number, {
      number,
      at: date(),
      callId,
      tool: cut(clean(name), 100),
      arguments: cut(clean(args), longestArguments),
      allowedBy: "nobody",
      ...(found !== undefined && {
        cause: { item: found.item, words: this.#words(found.words), typed: found.typed },
      }),
      outcome: "running",
      summary: "",
    });
    const { value: oldest } = this.#actions.keys().next();
    if (this.#actions.size > mostCalls && oldest !== undefined) this.#actions.delete(oldest);
    this.#changed();
    return new LoggedCall(this, number, date);
  }

  change(number: number, change: Partial<LoggedAction>): void {
    const action = this.#actions.get(number);
    if (action === undefined) return;
    const { summary = action.summary } = change;
    this.#actions.set(number, { ...action, ...change, summary: this.#options.clean(summary) });
    this.#changed();
  }

  /** What the user said was written down, after the calls that it caused. */
  written(item: string, words: string): void {
    for (const action of this.#actions.values()) {
      if (action.cause?.item !== item) continue;
      this.change(action.number, { cause: { ...action.cause, words: this.#words(words) } });
    }
  }

  /** The oldest first. */
  actions(): LoggedAction[] {
    return [...this.#actions.values()];
  }

  clear(): void {
    this.#actions.clear();
    this.#changed();
  }

  #changed(): void {
    this.#changes++;
    this.#options.changed();
  }

  #words(words: string | undefined): string {
    return cut(this.#options.clean(words ?? ""), longestWords);
  }
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}… [${text.length - most} more characters]`;
}

/** One action to a line, as they are copied and exported. */
export function actionLines(actions: readonly LoggedAction[]): string {
  return actions.map((action) => `${JSON.stringify(action)}\n`).join("");
}

/** Where nobody looks at it. */
export function unseenLog(): CallLog {
  return new CallLog({
    cause: () => undefined,
    clean: (text) => text,
    date: () => Date.now(),
    changed: () => undefined,
  });
}
