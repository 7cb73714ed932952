/** From a function call, as the model sent it, to an outcome: parse, assess, ask where it must, run. */
import type { AllowedBy } from "../shared/actions.ts";
import type {
  ConfirmedHow,
  FunctionCall,
  RemoteCall,
  ToolOutcome,
  ToolRunner,
} from "../session/toolRunner.ts";
import { alwaysFor, alwaysForEdit, decide, linesFor } from "./always.ts";
import { unseenLog, type CallLog, type LoggedCall } from "./callLog.ts";
import { CallRun } from "./callRun.ts";
import { saysAlways } from "./consent.ts";
import { confirmAction, Confirmations, type PendingCall } from "./confirmations.ts";
import type { Editor } from "./editor.ts";
import { Journal } from "./journal.ts";
import { withoutOldChoices } from "./oldChoices.ts";
import { asking, declined, done, failed, withAlways } from "./outcomes.ts";
import type { Past } from "./past.ts";
import { PastCalls } from "./pastCalls.ts";
import { askingPolicy, type Policy } from "./policy.ts";
import { questionFor } from "./preview.ts";
import { denied, DeniedError, parseJson, requireTrust, unknownTool } from "./refusals.ts";
import { assessRemote, RemoteEntries } from "./remoteCall.ts";
import type { SessionControls } from "./sessionControls.ts";
import type { PreparedStep, Step } from "./steps.ts";
import { wordsOfYes } from "./spokenYes.ts";
import type { PreparedCall, Tool, ToolContext } from "./tool.ts";
import { CancelledError, unlessCancelled } from "./unlessCancelled.ts";
import type { Waiting } from "./waiting.ts";

export interface RouterOptions {
  tools: readonly Tool[];
  editor: Editor;
  session: SessionControls;
  /** The clock of `performance.now()`, in ms: how long a question stands, and which turns began after it. */
  now(): number;
  /** What the user allows and denies for good; nothing where it is absent. */
  policy?: Policy;
  log?: CallLog;
  /**
   * What the user said in each turn that began at or after a time on the same clock; undefined where nothing is
   * written down at all.
   */
  answersSince?(since: number): Promise<readonly string[] | undefined>;
  /** For how long a question stands, in ms. */
  patience?: number;
}

export function createRouter(options: RouterOptions): ToolRunner {
  const router = new Router(options);
  return {
    run: (call, signal) => router.run(call, signal),
    assess: (call, signal) => router.assess(call, signal),
    endedElsewhere: (call, outcome) => router.remote.ended(call, outcome),
    confirm: (callId, accept, signal, how) => router.confirm(callId, accept, signal, how),
    userSpoke: (began) => router.confirmations.userSpoke(began),
    forgetQuestion: () => router.confirmations.forget(),
  };
}

class Router {
  readonly confirmations: Confirmations<Waiting>;
  readonly remote: RemoteEntries;
  readonly #options: RouterOptions;
  readonly #tools: ReadonlyMap<string, Tool>;
  readonly #policy: Policy;
  readonly #log: CallLog;
  readonly #journal: Journal;
  readonly #past: Past;
  readonly #calls = new PastCalls();

  constructor(options: RouterOptions) {
    const { tools, editor, now, policy = askingPolicy, patience } = options;
    this.#options = options;
    this.#tools = new Map(tools.map((tool) => [tool.name, tool]));
    this.#policy = policy;
    this.#log = options.log ?? unseenLog();
    this.remote = new RemoteEntries(this.#log);
    this.confirmations = new Confirmations(now, patience);
    const journal = new Journal(editor);
    this.#journal = journal;
    this.#past = {
      undo: (times, signal) => journal.undo(times, signal),
      redo: (times, signal) => journal.redo(times, signal),
      isEmpty: () => journal.isEmpty(),
      calls: () => this.#calls.all(),
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
    return this.#settled(entry, () =>
      withoutOldChoices(editor, async () => {
        const outcome = await this.#runCall(call, entry, signal);
        if (outcome.status === "done") this.#calls.remember(call);
        return outcome;
      }),
    );
  }

  assess(call: RemoteCall, signal: AbortSignal): Promise<ToolOutcome> {
    const entry = this.#log.begin(call);
    return this.#settled(entry, async () => {
      const policy = this.#policy;
      const { prepared, allowed } = assessRemote(call, { ...this.#options, policy, entry, signal });
      const go = async (): Promise<ToolOutcome> => this.remote.approve(call, entry);
      if (allowed) return go();
      const { question, preview } = prepared;
      const always = alwaysFor(call.name, prepared);
      const waiting = { call, entry, prepared, go, drop: call.refuse };
      return this.#ask({ callId: call.callId, question, preview, always }, waiting);
    });
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
    const { editor } = this.#options;
    const run = new CallRun({
      callId: call.callId,
      name: call.name,
      editor,
      journal: this.#journal,
      lines: () => linesFor(call.name, this.#policy),
    });
    const context: ToolContext = {
      editor: run.editor,
      session: this.#options.session,
      past: this.#past,
      prepareStep: (step, inner) => this.#prepareStep(step, inner),
      runStep: (prepared, signal) => run.runStep(prepared, signal),
      signal,
    };
    const { prepared, allowed, rule } = await this.#prepare(call.name, args, context);
    entry.assessed(prepared.risk, allowed);
    if (rule !== undefined) throw denied(rule);
    requireTrust(prepared, editor);
    const { callId, name } = call;
    if (allowed === "nobody") {
      const { question, preview } = prepared;
      const go = async (signal: AbortSignal): Promise<ToolOutcome> => {
        run.allow();
        const progress = await this.#start(run, prepared, signal);
        // What was allowed as a whole does not stop once more.
        if ("preview" in progress) throw new Error("An edit waits that was allowed.");
        return done(progress.result);
      };
      const waiting = { call, entry, prepared, go, drop: () => undefined };
      return this.#ask({ callId, question, preview, always: alwaysFor(name, prepared) }, waiting);
    }
    if (allowed === "rule") run.allow();
    const progress = await this.#start(run, prepared, signal);
    if ("result" in progress) return done(progress.result);
    entry.assessed(prepared.risk, "nobody");
    const { preview } = progress;
    const go = async (signal: AbortSignal): Promise<ToolOutcome> => done((await run.goOn(signal)).result);
    const always = alwaysForEdit(name, prepared, preview);
    return this.#ask(
      { callId, question: questionFor(preview), preview, always },
      { call, entry, prepared, go, drop: () => run.drop() },
    );
  }

  /** @returns `rule`: the one that denies it. */
  async #prepare(
    name: string,
    args: unknown,
    context: ToolContext,
  ): Promise<PreparedStep & { rule?: string }> {
    const tool = this.#tools.get(name);
    if (tool === undefined) throw unknownTool(name, [...this.#tools.keys(), confirmAction.name]);
    const prepared = await unlessCancelled(context.signal, () => tool.prepare(args, context));
    const decision = decide(this.#policy, name, prepared);
    if (decision?.effect === "deny") return { prepared, allowed: "nobody", rule: decision.rule };
    const harmless = prepared.asks !== true && (prepared.risk === "read" || prepared.risk === "reversible");
    const byRule = decision !== undefined && prepared.isOfSteps !== true;
    return { prepared, allowed: byRule ? "rule" : harmless ? "harmless" : "nobody" };
  }

  async #prepareStep(step: Step, context: ToolContext): Promise<PreparedStep> {
    const { rule, ...prepared } = await this.#prepare(step.name, step.arguments, context);
    if (rule !== undefined) throw denied(rule);
    return prepared;
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
      call.drop(why);
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
    // What runs elsewhere tells its own end.
    if (outcome.elsewhere === true) return told;
    return { ...told, settled: { callId, status, summary: outcome.summary } };
  }

  #accept({ call }: PendingCall<Waiting>, by: AllowedBy, signal: AbortSignal): Promise<ToolOutcome> {
    call.entry.allowed(by);
    return this.#settled(call.entry, async () => {
      requireTrust(call.prepared, this.#options.editor);
      const outcome = await call.go(signal);
      if (outcome.elsewhere !== true) this.#calls.remember(call.call);
      return outcome;
    });
  }

  #decline({ call }: PendingCall<Waiting>): ToolOutcome {
    const outcome = declined();
    call.entry.ended("refused", outcome.summary);
    call.drop("refused");
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
    const { answersSince } = this.#options;
    if (answersSince === undefined) return "";
    return wordsOfYes(await answersSince(pending.asked), pending.call.prepared.risk);
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
      if (outcome.status !== "asking" && outcome.elsewhere !== true) entry.ended("done", outcome.summary);
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
