/** From a function call, as the model sent it, to an outcome: parse, assess, ask where it must, run. */
import type { AllowedBy } from "../shared/actions.ts";
import type { ConfirmedHow, FunctionCall, ToolOutcome, ToolRunner } from "../session/toolRunner.ts";
import { CallLog, type LoggedCall } from "./callLog.ts";
import { CallRun } from "./callRun.ts";
import { saysAlways, saysYes } from "./consent.ts";
import { confirmAction, Confirmations, type PendingCall } from "./confirmations.ts";
import type { Editor } from "./editor.ts";
import { Journal } from "./journal.ts";
import { asking, declined, done, failed, withAlways } from "./outcomes.ts";
import type { Past } from "./past.ts";
import { askingPolicy, ruleFor, type Policy } from "./policy.ts";
import { questionFor } from "./preview.ts";
import type { SessionControls } from "./sessionControls.ts";
import { bestMatches } from "./spoken.ts";
import { ToolError, type PreparedCall, type Tool } from "./tool.ts";
import { CancelledError, unlessCancelled } from "./unlessCancelled.ts";

export interface RouterOptions {
  tools: readonly Tool[];
  editor: Editor;
  session: SessionControls;
  /** The clock of `performance.now()`, in ms: how long a question stands, and which turns began after it. */
  now(): number;
  /** What the user allows and denies for good; nothing where it is absent. */
  policy?: Policy;
  log?: CallLog;
  /** What the user said last, in a turn that began at or after a time on the same clock; "" where that is not known. */
  answerSince?(since: number): Promise<string>;
  /** For how long a question stands, in ms. */
  patience?: number;
}

export function createRouter(options: RouterOptions): ToolRunner {
  const router = new Router(options);
  return {
    run: (call, signal) => router.run(call, signal),
    confirm: (callId, accept, signal, how) => router.confirm(callId, accept, signal, how),
    userSpoke: (began) => router.confirmations.userSpoke(began),
    forgetQuestion: () => router.confirmations.forget(),
  };
}

/** A call that is prepared, and allowed or not. */
interface Waiting {
  entry: LoggedCall;
  prepared: PreparedCall;
  go(signal: AbortSignal): Promise<ToolOutcome>;
  /** There will be no yes. */
  drop(): void;
}

class DeniedError extends ToolError {}

class Router {
  readonly confirmations: Confirmations<Waiting>;
  readonly #options: RouterOptions;
  readonly #tools: ReadonlyMap<string, Tool>;
  readonly #policy: Policy;
  readonly #log: CallLog;
  readonly #journal: Journal;
  readonly #past: Past;

  constructor(options: RouterOptions) {
    const { tools, editor, now, policy = askingPolicy, patience } = options;
    this.#options = options;
    this.#tools = new Map(tools.map((tool) => [tool.name, tool]));
    this.#policy = policy;
    this.#log = options.log ?? unseenLog();
    this.confirmations = new Confirmations(now, patience);
    const journal = new Journal(editor);
    this.#journal = journal;
    this.#past = {
      undo: (times, signal) => journal.undo(times, signal),
      redo: (times, signal) => journal.redo(times, signal),
      isEmpty: () => journal.isEmpty(),
      actions: () =>
        this.#log.actions().map((action) => {
          const change = journal.stateOf(action.callId);
          return { ...action, ...(change !== undefined && { change }) };
        }),
    };
  }

  run(call: FunctionCall, signal: AbortSignal): Promise<ToolOutcome> {
    const entry = this.#log.begin(call);
    const { editor } = this.#options;
    return this.#settled(entry, () => withoutOldChoices(editor, () => this.#runCall(call, entry, signal)));
  }

  async confirm(
    callId: string,
    accept: boolean,
    signal: AbortSignal,
    { by = "click", always = false }: ConfirmedHow = {},
  ): Promise<ToolOutcome | undefined> {
    const pending = this.confirmations.answerClicked(callId);
    if (pending === undefined) return undefined;
    if (!accept) return this.#decline(pending);
    if (always) await this.#allowAlways(pending);
    return this.#accept(pending, by, signal);
  }

  async #runCall(call: FunctionCall, entry: LoggedCall, signal: AbortSignal): Promise<ToolOutcome> {
    const args = parseJson(call.arguments);
    if (call.name === confirmAction.name) return this.#runAnswer(args, entry, signal);
    const tool = this.#tools.get(call.name);
    if (tool === undefined) throw unknownTool(call.name, [...this.#tools.keys(), confirmAction.name]);
    const { editor } = this.#options;
    const run = new CallRun({
      callId: call.callId,
      name: call.name,
      editor,
      journal: this.#journal,
      lines: () => this.#policy.lines(),
    });
    const context = { editor: run.editor, past: this.#past, session: this.#options.session, signal };
    const prepared = await unlessCancelled(signal, () => tool.prepare(args, context));
    const decision = this.#policy.decide({ tool: call.name, subject: prepared.subject });
    const allowed = decision?.effect === "allow" ? "rule" : mustAsk(prepared) ? "nobody" : "harmless";
    entry.assessed(prepared.risk, allowed);
    if (decision?.effect === "deny") throw denied(decision.rule);
    requireTrust(prepared, editor);
    const { callId, name } = call;
    if (allowed === "nobody") {
      const { question, preview, subject } = prepared;
      const always = subject === undefined ? undefined : ruleFor({ tool: name, subject });
      const go = async (signal: AbortSignal): Promise<ToolOutcome> => {
        run.allow();
        const progress = await this.#start(run, prepared, signal);
        // What was allowed as a whole does not stop once more.
        if ("preview" in progress) throw new Error("An edit waits that was allowed.");
        return done(progress.result);
      };
      return this.#ask({ callId, question, preview, always }, { entry, prepared, go, drop: () => undefined });
    }
    if (allowed === "rule") run.allow();
    const progress = await this.#start(run, prepared, signal);
    if ("result" in progress) return done(progress.result);
    entry.assessed(prepared.risk, "nobody");
    const { preview } = progress;
    const go = async (signal: AbortSignal): Promise<ToolOutcome> => done((await run.goOn(signal)).result);
    return this.#ask(
      { callId, question: questionFor(preview), preview, always: ruleFor({ tool: name }) },
      { entry, prepared, go, drop: () => run.drop() },
    );
  }

  #start(run: CallRun, prepared: PreparedCall, signal: AbortSignal): ReturnType<CallRun["start"]> {
    requireTrust(prepared, this.#options.editor);
    return unlessCancelled(signal, () => run.start(prepared, signal));
  }

  #ask(
    question: Pick<PendingCall, "callId" | "question" | "preview" | "always">,
    call: Waiting,
  ): ToolOutcome {
    call.entry.asks();
    const dropped = (why: "expired" | "cancelled"): void => {
      call.entry.ended(why, "");
      call.drop();
    };
    return asking(this.confirmations.ask({ ...question, call, dropped }));
  }

  async #runAnswer(args: unknown, entry: LoggedCall, signal: AbortSignal): Promise<ToolOutcome> {
    entry.assessed("read", "harmless");
    if (signal.aborted) throw new CancelledError();
    const words = await this.#wordsOfAnswer(args);
    const { pending, accept, always } = this.confirmations.answerSpoken(args);
    const { callId } = pending;
    if (!accept) {
      const outcome = this.#decline(pending);
      return { ...outcome, settled: { callId, status: "refused", summary: outcome.summary } };
    }
    const remembered = always ? await this.#allowAlwaysSpoken(pending, words) : undefined;
    const outcome = await this.#accept(pending, "voice", signal);
    const status = outcome.status === "failed" ? "failed" : "done";
    const told = remembered === undefined ? outcome : withAlways(outcome, remembered);
    return { ...told, settled: { callId, status, summary: outcome.summary } };
  }

  #accept({ call }: PendingCall<Waiting>, by: AllowedBy, signal: AbortSignal): Promise<ToolOutcome> {
    call.entry.allowed(by);
    return this.#settled(call.entry, () => {
      requireTrust(call.prepared, this.#options.editor);
      return call.go(signal);
    });
  }

  #decline({ call }: PendingCall<Waiting>): ToolOutcome {
    const outcome = declined();
    call.entry.ended("refused", outcome.summary);
    call.drop();
    return outcome;
  }

  async #allowAlways({ always }: PendingCall<Waiting>): Promise<boolean> {
    if (always === undefined) return false;
    await this.#policy.allowAlways(always);
    return true;
  }

  /** @throws {ToolError} where the model passes on a yes that the user's own words are not. */
  async #wordsOfAnswer(args: unknown): Promise<string> {
    const { pending, accept } = this.confirmations.readSpoken(args);
    if (!accept) return "";
    const words = ((await this.#options.answerSince?.(pending.asked)) ?? "").trim();
    if (words === "" || saysYes(words)) return words;
    throw new ToolError(
      "What the user said last is not heard as a yes, so nothing was done. Ask for a plain yes or no; " +
        "they can also click Allow in the panel.",
    );
  }

  /** Only where the user's own words ask for it: a text that the model has read could have it say so. */
  async #allowAlwaysSpoken(pending: PendingCall<Waiting>, words: string): Promise<string> {
    if (!saysAlways(words)) {
      return "Not remembered: it was not heard from the user in words. They can click “Always” when it asks again.";
    }
    return (await this.#allowAlways(pending))
      ? "It will not ask for this again in this workspace."
      : "Not possible for this.";
  }

  /** Each call must see what the one before has done. */
  async #settled(entry: LoggedCall, work: () => Promise<ToolOutcome>): Promise<ToolOutcome> {
    try {
      await this.#options.editor.settled();
      const outcome = await work();
      if (outcome.status !== "asking") entry.ended("done", outcome.summary);
      return outcome;
    } catch (error) {
      const outcome = failed(error);
      const ending =
        error instanceof DeniedError ? "denied" : error instanceof CancelledError ? "cancelled" : "failed";
      entry.ended(ending, outcome.summary);
      return outcome;
    }
  }
}

function unseenLog(): CallLog {
  return new CallLog({
    cause: () => undefined,
    clean: (text) => text,
    date: () => Date.now(),
    changed: () => undefined,
  });
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

function denied(rule: string): DeniedError {
  return new DeniedError(
    `The user's settings forbid this: vivaVoce.confirm.deny holds "${rule}". Tell the user; do not try another way.`,
  );
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
