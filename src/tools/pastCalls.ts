/** The calls that worked, so that they can be done again. */
import type { FunctionCall } from "../session/toolRunner.ts";
import { confirmAction } from "./confirmations.ts";
import type { PastCall } from "./past.ts";
import { parseJson } from "./refusals.ts";
import { plainObject } from "./steps.ts";

/** What can be done again. */
const mostCalls = 50;

export class PastCalls {
  #calls: PastCall[] = [];

  /** The oldest first. */
  all(): PastCall[] {
    return this.#calls;
  }

  remember({ callId, name, arguments: text }: FunctionCall): void {
    const args = plainObject(parseJson(text));
    if (args === undefined || name === confirmAction.name) return;
    this.#calls = [...this.#calls, { callId, name, arguments: args }].slice(-mostCalls);
  }
}
