/** What the mind is asked, and what it wants to be said and done. */
import type { ConversationItem, RealtimeResponse, Session } from "../protocol.ts";

/** One answered function call. */
export interface Answered {
  callId: string;
  name: string;
  output: string;
}

/** What a response is made from. */
export interface Turn {
  /** The session's configuration with the response's overrides. */
  session: Pick<Session, "instructions" | "tools" | "tool_choice" | "output_modalities">;
  metadata: RealtimeResponse["metadata"];
  items: readonly ConversationItem[];
  /**
   * What the user said or typed since the last response; "" where it was heard but is no command; absent where
   * the user said nothing.
   */
  words?: string;
  /** Function calls that were answered since the last response. */
  answered: readonly Answered[];
}

/** Its arguments are sent as they stand here, whatever they are. */
export interface CallOutput {
  call: string;
  arguments: string;
  callId?: string;
}
/** A call of an MCP server's tool. */
export interface RemoteOutput {
  server: string;
  tool: string;
  arguments: string;
}
/** A message, spoken, or written where the response is text; or a function call, or one of an MCP server's tool. */
export type Output = { say: string } | CallOutput | RemoteOutput;

export interface Plan {
  outputs: readonly Output[];
  /** Milliseconds before the first output, and between the pieces of each. */
  delayMs?: number;
  paceMs?: number;
  /** How the response ends where it is not `completed`. */
  ending?:
    | { status: "failed"; error: { type: string; code?: string; message: string } }
    | { status: "incomplete"; reason: "max_output_tokens" | "content_filter" };
}

export type Mind = (turn: Turn) => Plan;
