/** The one call that waits for the user's yes, and what answers it. */
import * as z from "zod";
import { declareTool, parseArguments, ToolError, type PreparedCall } from "./tool.ts";

/** In milliseconds. A yes that comes later may be meant for something else. */
const patience = 60_000;

const definition = {
  name: "confirm_action",
  description:
    "Passes on the user's spoken yes or no to a call that answered confirmation_required. Ask the question " +
    "aloud first and wait for the answer; never answer for the user.",
  input: z.strictObject({ id: z.string().min(1), accept: z.boolean() }),
};

export const confirmAction = declareTool(definition);

export interface PendingCall {
  id: string;
  callId: string;
  prepared: PreparedCall;
}

export interface Confirmations {
  /** Makes this the one pending call; the one before is forgotten. */
  ask(callId: string, prepared: PreparedCall): PendingCall;
  /**
   * Takes the arguments of `confirm_action`. A question is answered once.
   * @throws {ToolError} where they do not fit, nothing with that id is pending, or the user has not spoken.
   */
  answerSpoken(args: unknown): { call: PendingCall; accept: boolean };
  /** @returns undefined where call `callId` is not the pending one (any more). */
  answerClicked(callId: string): PendingCall | undefined;
  /** @param began on the clock that `now` gives. */
  userSpoke(began: number): void;
  /** Nothing is pending any more. */
  forget(): void;
}

/** @param now milliseconds from any fixed point, never going back. */
export function createConfirmations(now: () => number): Confirmations {
  let count = 0;
  let current: (PendingCall & { asked: number; userSpoke: boolean }) | undefined;
  const pending = (): typeof current =>
    current !== undefined && now() < current.asked + patience ? current : undefined;
  return {
    ask(callId, prepared) {
      const id = `confirm_${++count}`;
      current = { id, callId, prepared, asked: now(), userSpoke: false };
      return current;
    },
    answerSpoken(args) {
      const { id, accept } = parseArguments(definition, args);
      const call = pending();
      if (call?.id !== id) {
        throw new ToolError("Nothing with this id is pending: it was answered, replaced, or is too old.");
      }
      // The model by itself, or a text that it has read, cannot say yes.
      if (!call.userSpoke) {
        throw new ToolError(
          "The user has not spoken since the question. Ask it aloud and wait for the answer.",
        );
      }
      current = undefined;
      return { call, accept };
    },
    answerClicked(callId) {
      const call = pending();
      if (call?.callId !== callId) return undefined;
      current = undefined;
      return call;
    },
    userSpoke(began) {
      // What was being said when the question came up is no answer to it.
      if (current !== undefined && began >= current.asked) current.userSpoke = true;
    },
    forget() {
      current = undefined;
    },
  };
}
