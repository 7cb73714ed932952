import type { FunctionCall, ToolOutcome } from "../session/toolRunner.ts";
import type { LoggedCall } from "./callLog.ts";
import type { PreparedCall } from "./tool.ts";

/** A call that is prepared, and allowed or not. */
export interface Waiting {
  call: FunctionCall;
  entry: LoggedCall;
  prepared: PreparedCall;
  go(signal: AbortSignal): Promise<ToolOutcome>;
  /** There will be no yes. */
  drop(why: "refused" | "expired" | "cancelled"): void;
}
