import { abortable } from "../session/abortable.ts";
import { ToolError } from "./tool.ts";

/** The user, or who acts for them, ended it. */
export class CancelledError extends ToolError {
  constructor() {
    super("The call was cancelled; part of it may have been done. Do not repeat it unless the user asks.");
  }
}

/** Ends as soon as `signal` aborts, though what was started in the editor may go on. */
export async function unlessCancelled<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  if (signal.aborted) throw new CancelledError();
  return abortable(work(), signal).catch((error: unknown) => {
    throw error === signal.reason ? new CancelledError() : error;
  });
}
