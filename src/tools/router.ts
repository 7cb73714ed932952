/** From a function call, as the model sent it, to an outcome: parse, assess, ask where it must, run. */
import { abortable } from "../session/abortable.ts";
import type { FunctionCall, ToolOutcome, ToolRunner } from "../session/toolRunner.ts";
import { confirmAction, createConfirmations } from "./confirmations.ts";
import type { Editor } from "./editor.ts";
import { asking, declined, done, failed } from "./outcomes.ts";
import type { SessionControls } from "./sessionControls.ts";
import { bestMatches } from "./spoken.ts";
import { ToolError, type PreparedCall, type Tool } from "./tool.ts";

export interface RouterOptions {
  tools: readonly Tool[];
  editor: Editor;
  session: SessionControls;
  /** The clock of `performance.now()`, in ms: how long a question stands, and which turns began after it. */
  now(): number;
}

export function createRouter({ tools, editor, session, now }: RouterOptions): ToolRunner {
  const byName = new Map(tools.map((tool) => [tool.name, tool]));
  const confirmations = createConfirmations(now);

  /** Each call must see what the one before has done. */
  function settled(work: () => Promise<ToolOutcome>): Promise<ToolOutcome> {
    return editor.settled().then(work).catch(failed);
  }

  async function runCall(call: FunctionCall, signal: AbortSignal): Promise<ToolOutcome> {
    const args = parseJson(call.arguments);
    if (call.name === confirmAction.name) return runAnswer(args, signal);
    const tool = byName.get(call.name);
    if (tool === undefined) throw unknownTool(call.name, [...byName.keys(), confirmAction.name]);
    const prepared = await unlessCancelled(signal, () => tool.prepare(args, { editor, session, signal }));
    requireTrust(prepared, editor);
    if (mustAsk(prepared)) return asking(confirmations.ask(call.callId, prepared));
    return runPrepared(prepared, signal);
  }

  async function runAnswer(args: unknown, signal: AbortSignal): Promise<ToolOutcome> {
    if (signal.aborted) throw cancelled();
    const { call, accept } = confirmations.answerSpoken(args);
    const outcome = accept ? await runPrepared(call.prepared, signal).catch(failed) : declined();
    const ran = outcome.status === "failed" ? "failed" : "done";
    const { callId } = call;
    return { ...outcome, settled: { callId, status: accept ? ran : "refused", summary: outcome.summary } };
  }

  async function runPrepared(prepared: PreparedCall, signal: AbortSignal): Promise<ToolOutcome> {
    requireTrust(prepared, editor);
    return done(await unlessCancelled(signal, () => prepared.run(signal)));
  }

  return {
    run: (call, signal) => settled(() => withoutOldChoices(editor, () => runCall(call, signal))),
    async confirm(callId, accept, signal) {
      const call = confirmations.answerClicked(callId);
      if (call === undefined) return undefined;
      return accept ? settled(() => runPrepared(call.prepared, signal)) : declined();
    },
    userSpoke: confirmations.userSpoke,
    forgetQuestion: confirmations.forget,
  };
}

/** Numbers that were shown for a call before this one are gone after it, whatever it does. */
async function withoutOldChoices<T>(editor: Editor, work: () => Promise<T>): Promise<T> {
  const before = editor.shownChoices();
  try {
    return await work();
  } finally {
    if (before !== undefined && editor.shownChoices() === before) editor.hideChoices();
  }
}

/** Ends as soon as `signal` aborts, though what was started in the editor may go on. */
async function unlessCancelled<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  if (signal.aborted) throw cancelled();
  return abortable(work(), signal).catch((error: unknown) => {
    throw error === signal.reason ? cancelled() : error;
  });
}

function cancelled(): ToolError {
  return new ToolError(
    "The call was cancelled; part of it may have been done. Do not repeat it unless the user asks.",
  );
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

function mustAsk({ risk, asks = false }: PreparedCall): boolean {
  return asks || (risk !== "read" && risk !== "reversible");
}

function requireTrust({ risk }: PreparedCall, editor: Editor): void {
  if (risk === "read" || editor.trusted()) return;
  throw new ToolError(
    "This workspace is not trusted, so nothing in it may be changed or run. Looking and moving around work. " +
      'The user can trust it with the command "Workspaces: Manage Workspace Trust".',
  );
}
