/** A call that the provider's servers make to an MCP server, as the user's rules and the question see it. */
import type { ElsewhereCall, RemoteCall, ToolOutcome } from "../session/toolRunner.ts";
import { decide } from "./always.ts";
import type { CallLog, LoggedCall } from "./callLog.ts";
import type { Editor } from "./editor.ts";
import type { Policy } from "./policy.ts";
import { denied, requireTrust } from "./refusals.ts";
import type { PreparedCall } from "./tool.ts";
import { CancelledError } from "./unlessCancelled.ts";

/** Characters of the arguments in the question; the card shows all. */
const longestArguments = 200;

export interface RemoteAssessment {
  policy: Policy;
  editor: Editor;
  entry: LoggedCall;
  signal: AbortSignal;
}

/**
 * @returns `allowed`: by a rule of the user's.
 * @throws {ToolError} where a rule denies it, or the workspace is not trusted.
 */
export function assessRemote(
  call: RemoteCall,
  { policy, editor, entry, signal }: RemoteAssessment,
): { prepared: PreparedCall; allowed: boolean } {
  if (signal.aborted) throw new CancelledError();
  const prepared = prepareRemote(call);
  const decision = decide(policy, call.name, prepared);
  const allowed = decision?.effect === "allow";
  entry.assessed(prepared.risk, allowed ? "rule" : "nobody");
  if (decision?.effect === "deny") throw denied(decision.rule);
  requireTrust(prepared, editor);
  return { prepared, allowed };
}

function prepareRemote(call: RemoteCall): PreparedCall {
  const { name, server, tool, arguments: args } = call;
  const shown = args.replaceAll(/\s+/g, " ").trim() || "{}";
  const short = shown.length > longestArguments ? `${shown.slice(0, longestArguments)}…` : shown;
  return {
    risk: "external",
    question: `Use the tool “${tool}” of the MCP server “${server}” with ${short}?`,
    preview: { kind: "command", text: `${server}/${tool} ${pretty(args)}` },
    subject: name,
    always: `${name} ${shown}`,
    run: () => Promise.reject(new Error("The provider's servers run it.")),
  };
}

/**
 * What the log holds of calls that run elsewhere: those that were approved, and those that needed no approval. A
 * server's own words are kept out of it, because the model reads the log, too.
 */
export class RemoteEntries {
  readonly #log: CallLog;
  readonly #running = new Map<string, LoggedCall>();

  constructor(log: CallLog) {
    this.#log = log;
  }

  /** What a yes does. */
  approve({ callId, server, approve }: RemoteCall, entry: LoggedCall): ToolOutcome {
    this.#running.set(callId, entry);
    approve();
    return {
      status: "done",
      elsewhere: true,
      output: JSON.stringify({
        ok: true,
        approved: true,
        note: "It runs now. Its result follows by itself.",
      }),
      summary: `Allowed. It runs at the MCP server ${server}.`,
    };
  }

  ended(call: ElsewhereCall, outcome: "done" | "failed" | "cancelled"): void {
    const entry = this.#running.get(call.callId) ?? this.#unasked(call);
    this.#running.delete(call.callId);
    const verb = { done: "Ran", failed: "Failed", cancelled: "Did not run" }[outcome];
    entry.ended(outcome, `${verb} at the MCP server ${call.server}.`);
  }

  #unasked(call: ElsewhereCall): LoggedCall {
    const entry = this.#log.begin(call);
    entry.assessed("external", "rule");
    return entry;
  }
}

function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    // Whatever the model has made of it is what would be sent.
    return json;
  }
}
