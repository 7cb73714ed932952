/** The one call that waits for the user's yes, and what answers it. */
import * as z from "zod";
import type { Preview } from "../shared/preview.ts";
import { declareTool, parseArguments, ToolError } from "./tool.ts";

/** In milliseconds. A yes that comes later may be meant for something else. */
const minute = 60_000;

const definition = {
  name: "confirm_action",
  description:
    "Passes on the user's spoken yes or no to a call that answered confirmation_required. Ask the question " +
    "aloud first and wait for the answer; never answer for the user. always: only where the user said so.",
  input: z.strictObject({ id: z.string().min(1), accept: z.boolean(), always: z.boolean().optional() }),
};

export const confirmAction = declareTool(definition);

/** A call that asks. */
export interface Question<Answered> {
  callId: string;
  /** What exactly will happen, in one line. */
  question: string;
  preview?: Preview | undefined;
  /** The rule that an "always" adds. */
  always?: string | undefined;
  /** What a yes does. */
  call: Answered;
  /** No yes will come any more. */
  dropped(why: "expired" | "cancelled"): void;
}

export interface PendingCall<Answered = unknown> extends Question<Answered> {
  id: string;
  /** On the clock that `now` gives. */
  asked: number;
  expired: Promise<void>;
}

export interface SpokenAnswer<Answered> {
  pending: PendingCall<Answered>;
  accept: boolean;
  always: boolean;
}

export class Confirmations<Answered> {
  readonly #now: () => number;
  readonly #patience: number;
  #count = 0;
  #current: { pending: PendingCall<Answered>; userSpoke: boolean; timer: NodeJS.Timeout } | undefined;

  /**
   * @param now milliseconds from any fixed point, never going back.
   * @param patience for how long a question stands, in ms.
   */
  constructor(now: () => number, patience = minute) {
    this.#now = now;
    this.#patience = patience;
  }

  /** Makes this the one pending call; the one before is forgotten. */
  ask(question: Question<Answered>): PendingCall<Answered> {
    this.#drop("cancelled");
    const expired = Promise.withResolvers<void>();
    const id = `confirm_${++this.#count}`;
    const pending = { ...question, id, asked: this.#now(), expired: expired.promise };
    const timer = setTimeout(() => {
      if (this.#current?.pending !== pending) return;
      this.#drop("expired");
      expired.resolve();
    }, this.#patience);
    // A question keeps no process alive.
    timer.unref();
    this.#current = { pending, userSpoke: false, timer };
    return pending;
  }

  /**
   * Reads the arguments of `confirm_action`.
   * @throws {ToolError} where they do not fit, nothing with that id is pending, or the user has not spoken.
   */
  readSpoken(args: unknown): SpokenAnswer<Answered> {
    const { id, accept, always = false } = parseArguments(definition, args);
    const found = this.#standing();
    if (found?.pending.id !== id) {
      throw new ToolError("Nothing with this id is pending: it was answered, replaced, or is too old.");
    }
    // The model by itself, or a text that it has read, cannot say yes.
    if (!found.userSpoke) {
      throw new ToolError(
        "The user has not spoken since the question. Ask it aloud and wait for the answer.",
      );
    }
    return { pending: found.pending, accept, always };
  }

  /** The same, and takes it: a question is answered once. */
  answerSpoken(args: unknown): SpokenAnswer<Answered> {
    const answer = this.readSpoken(args);
    this.#take();
    return answer;
  }

  /** @returns undefined where call `callId` is not the pending one (any more). */
  answerClicked(callId: string): PendingCall<Answered> | undefined {
    const found = this.#standing();
    if (found?.pending.callId !== callId) return undefined;
    this.#take();
    return found.pending;
  }

  /** @param began on the clock that `now` gives. */
  userSpoke(began: number): void {
    // What was being said when the question came up is no answer to it.
    if (this.#current !== undefined && began >= this.#current.pending.asked) this.#current.userSpoke = true;
  }

  /** Nothing is pending any more. */
  forget(): void {
    this.#drop("cancelled");
  }

  #standing(): { pending: PendingCall<Answered>; userSpoke: boolean } | undefined {
    const current = this.#current;
    if (current !== undefined && this.#now() >= current.pending.asked + this.#patience) this.#drop("expired");
    return this.#current;
  }

  #take(): void {
    clearTimeout(this.#current?.timer);
    this.#current = undefined;
  }

  #drop(why: "expired" | "cancelled"): void {
    const pending = this.#current?.pending;
    this.#take();
    pending?.dropped(why);
  }
}
