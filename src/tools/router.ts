/** From a function call, as the model sent it, to an outcome: parse, assess, ask where it must, run. */
import type { FunctionCall, ToolOutcome, ToolRunner } from "../session/toolRunner.ts";
import { confirmAction, createConfirmations, parseConfirmation, type PendingCall } from "./confirmations.ts";
import { EditorError, type Editor } from "./editor.ts";
import { bestMatches } from "./spoken.ts";
import { ToolError, type PreparedCall, type Tool, type ToolResult } from "./tool.ts";

export interface RouterOptions {
  tools: readonly Tool[];
  editor: Editor;
  /** Milliseconds from any fixed point, never going back; for how long a question stands. */
  now(): number;
}

export function createRouter({ tools, editor, now }: RouterOptions): ToolRunner {
  const byName = new Map(tools.map((tool) => [tool.name, tool]));
  const confirmations = createConfirmations(now);
  /** Calls of one response arrive together; each must see what the one before has done. */
  let last: Promise<unknown> = Promise.resolve();

  function inTurn(work: () => Promise<ToolOutcome>): Promise<ToolOutcome> {
    const turn = last.then(work).catch(failed);
    last = turn;
    return turn;
  }

  async function runCall(call: FunctionCall, signal: AbortSignal): Promise<ToolOutcome> {
    const args = parseJson(call.arguments);
    if (call.name === confirmAction.name) return runConfirmation(args, signal);
    const tool = byName.get(call.name);
    if (tool === undefined) throw unknownTool(call.name, [...byName.keys(), confirmAction.name]);
    const prepared = await abortable(signal, () => tool.prepare(args, { editor, signal }));
    requireTrust(prepared, editor);
    if (prepared.risk === "read" || prepared.risk === "reversible") {
      return done(await abortable(signal, () => prepared.run(signal)));
    }
    return asking(confirmations.ask({ callId: call.callId, name: call.name, prepared }));
  }

  async function runConfirmation(args: unknown, signal: AbortSignal): Promise<ToolOutcome> {
    const { id, accept } = parseConfirmation(args);
    const pending = confirmations.pending();
    if (pending?.id !== id) {
      throw new ToolError("Nothing with this id waits for an answer: it was answered, replaced, or is too old.");
    }
    if (!pending.answered) {
      throw new ToolError("The user has not spoken since the question. Ask it aloud and wait for the answer.");
    }
    confirmations.clear();
    const { callId } = pending;
    if (!accept) {
      return { ...declined(), settled: { callId, status: "refused", summary: declined().summary } };
    }
    const outcome = await runPending(pending, signal);
    const status = outcome.status === "done" ? "done" : "failed";
    return { ...outcome, settled: { callId, status, summary: outcome.summary } };
  }

  /** Does exactly what was asked about. */
  async function runPending({ prepared }: PendingCall, signal: AbortSignal): Promise<ToolOutcome> {
    try {
      requireTrust(prepared, editor);
      return done(await abortable(signal, () => prepared.run(signal)));
    } catch (error) {
      return failed(error);
    }
  }

  return {
    run: (call, signal) => inTurn(() => runCall(call, signal)),
    async confirm(callId, accept, signal) {
      const pending = confirmations.pending();
      if (pending?.callId !== callId) return undefined;
      confirmations.clear();
      return accept ? inTurn(() => runPending(pending, signal)) : declined();
    },
    userSpoke: () => confirmations.userSpoke(),
  };
}

/** Ends as soon as `signal` aborts, though what it started in the editor may go on. */
async function abortable<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([work(), aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

function parseJson(text: string): unknown {
  try {
    return text.trim() === "" ? {} : JSON.parse(text);
  } catch {
    throw new ToolError("The arguments are not valid JSON. Send one JSON object with the tool's parameters.");
  }
}

function unknownTool(name: string, names: string[]): ToolError {
  const { nearest } = bestMatches(
    name,
    names.map((known) => ({ value: known, name: known })),
  );
  const near = nearest.slice(0, 3).map(({ value }) => value);
  return new ToolError(`There is no tool "${name}".`, { nearest: near.length > 0 ? near : names });
}

function requireTrust({ risk }: PreparedCall, editor: Editor): void {
  if (risk === "read" || editor.trusted()) return;
  throw new ToolError(
    "This workspace is not trusted, so nothing in it may be changed or run. Looking and moving around work. " +
      'The user can trust it with the command "Workspaces: Manage Workspace Trust".',
  );
}

function done({ output, summary }: ToolResult): ToolOutcome {
  return { status: "done", output: JSON.stringify({ ok: true, ...output }), summary };
}

function declined(): ToolOutcome {
  return done({ output: { declined: true }, summary: "Declined" });
}

function asking({ id, prepared: { question } }: PendingCall): ToolOutcome {
  const output = JSON.stringify({ ok: false, confirmation_required: { id, question } });
  return { status: "asking", output, summary: question, question };
}

function failed(error: unknown): ToolOutcome {
  const message = explain(error);
  const details = error instanceof ToolError ? error.details : {};
  return { status: "failed", output: JSON.stringify({ ok: false, error: message, ...details }), summary: message };
}

function explain(error: unknown): string {
  if (error instanceof ToolError || error instanceof EditorError) return error.message;
  if (error instanceof Error && error.name === "AbortError") {
    return "The call was cancelled; part of it may have been done. Do not repeat it unless the user asks.";
  }
  return `The editor failed: ${error instanceof Error ? error.message : String(error)}. Try another way.`;
}
