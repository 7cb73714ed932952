/** The one call that waits for the user's yes. */
import * as z from "zod";
import { declareTool, parseArguments, type PreparedCall } from "./tool.ts";

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

/** @throws {ToolError} where they do not fit. */
export function parseConfirmation(args: unknown): { id: string; accept: boolean } {
  return parseArguments(definition, args);
}

export interface PendingCall {
  id: string;
  callId: string;
  name: string;
  prepared: PreparedCall;
  /** The user has spoken since the question, so that an answer to it can be theirs. */
  answered: boolean;
  /** Milliseconds on the clock of {@link createConfirmations}. */
  until: number;
}

export interface Confirmations {
  /** Makes this the one pending call; the one before is forgotten. */
  ask(call: Pick<PendingCall, "callId" | "name" | "prepared">): PendingCall;
  /** The pending call, where there is one that is not too old. */
  pending(): PendingCall | undefined;
  /** The pending call was answered. */
  clear(): void;
  userSpoke(): void;
}

/** @param now milliseconds from any fixed point, never going back. */
export function createConfirmations(now: () => number): Confirmations {
  let count = 0;
  let current: PendingCall | undefined;
  const pending = (): PendingCall | undefined => (current !== undefined && now() < current.until ? current : undefined);
  return {
    ask(call) {
      current = { ...call, id: `confirm_${++count}`, answered: false, until: now() + patience };
      return current;
    },
    pending,
    clear() {
      current = undefined;
    },
    userSpoke() {
      if (current !== undefined) current.answered = true;
    },
  };
}
