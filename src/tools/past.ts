/** What was done in this window, as the tools see it. */
import type { LoggedAction } from "../shared/actions.ts";
import type { Steps } from "./journal.ts";
import type { Step } from "./steps.ts";

export interface PastAction extends LoggedAction {
  /** Absent where it changed nothing. `lost`: too much to be kept, or too long ago. */
  change?: "done" | "undone" | "lost";
}

/** What was done, to be done again. */
export interface PastCall extends Step {
  callId: string;
}

export interface Past {
  /** Takes back our last calls that changed something, whatever that was. */
  undo(times: number, signal: AbortSignal): Promise<Steps>;
  redo(times: number, signal: AbortSignal): Promise<Steps>;
  /** None of our calls has changed anything yet. */
  isEmpty(): boolean;
  /** The oldest first. */
  actions(): PastAction[];
  /** The calls that were done, as they were sent, the oldest first: at most the last 50. */
  calls(): PastCall[];
}
