/** A call that is made of other calls: the last ones again, or those of a phrase of the user's own. */
import type { Risk, PreparedCall, ToolContext, ToolResult } from "./tool.ts";
import { ToolError } from "./tool.ts";
import { worst } from "./commandRisk.ts";
import { DeniedError } from "./refusals.ts";
import { unlessCancelled } from "./unlessCancelled.ts";

export interface Step {
  /** The tool's. */
  name: string;
  arguments: Readonly<Record<string, unknown>>;
}

export interface PreparedStep {
  prepared: PreparedCall;
  /** By the user's rules, by its risk, or by nobody yet. */
  allowed: "rule" | "harmless" | "nobody";
}

/**
 * As the router prepares a call of its own.
 * @throws {ToolError} where there is no such tool, the arguments do not fit, or a rule denies it.
 */
export type PrepareStep = (step: Step, context: ToolContext) => Promise<PreparedStep>;

/** Runs one of the calls; what it changes goes into the journal as it would by itself. */
export type RunStep = (prepared: PreparedCall, signal: AbortSignal) => Promise<ToolResult>;

export interface StepsOptions {
  steps: readonly Step[];
  times: number;
  /** What they are together, for the user: "Again". */
  title: string;
}

/** Calls in one call: enough for a day's habits, too few for a runaway. */
const mostCalls = 200;

/** Summaries that the model is told. */
const mostTold = 10;

/**
 * Looks at all of them before any is run. What comes later can depend on what comes before, so a step that cannot
 * be looked at yet, or turns out to be another one, must not be one that asks: its call ends there.
 */
export async function prepareSteps(
  { steps, times, title }: StepsOptions,
  context: ToolContext,
): Promise<PreparedCall> {
  if (steps.length * times > mostCalls)
    throw new ToolError(`More than ${mostCalls} calls in one are too many.`);
  const known: (PreparedStep | undefined)[] = [];
  for (const [index, step] of steps.entries()) known.push(await lookAt(step, index, context));
  const found = known.filter((step) => step !== undefined);
  const goesThroughPast = found.some(({ prepared }) => prepared.goesThroughPast === true);
  if (goesThroughPast && steps.length > 1) {
    throw new ToolError("Undoing cannot be one of several steps: it would take back what they do.");
  }
  const waiting = found.filter(({ allowed }) => allowed === "nobody");
  const [only] = waiting;
  // Whatever that is which cannot be looked at yet, it may change something.
  const unknown: Risk[] = found.length < steps.length ? ["reversible"] : [];
  return {
    risk: worst([...found.map(riskOf), ...unknown]),
    asks: waiting.length > 0,
    question: questionFor({ steps, times, title }, waiting),
    ...(only?.prepared.preview !== undefined && waiting.length === 1 && { preview: only.prepared.preview }),
    isOfSteps: true,
    goesThroughPast,
    run: (signal) => runSteps({ steps, times, known, title }, { ...context, signal }),
  };
}

/** @returns undefined where it cannot be known before those in front of it have run. */
async function lookAt(step: Step, index: number, context: ToolContext): Promise<PreparedStep | undefined> {
  try {
    return await context.prepareStep(step, context);
  } catch (error) {
    if (index === 0 || !(error instanceof ToolError) || error instanceof DeniedError) throw error;
    return undefined;
  }
}

/** What a rule allows needs no yes; that it is harmless is not said by that. */
function riskOf({ prepared, allowed }: PreparedStep): Risk {
  return allowed === "rule" && prepared.risk !== "read" ? "reversible" : prepared.risk;
}

function questionFor({ steps, times, title }: StepsOptions, waiting: readonly PreparedStep[]): string {
  const often = times === 1 ? "" : `, ${times} times`;
  const names = steps.map(({ name }) => name).join(", ");
  const [first] = waiting;
  if (first !== undefined && waiting.length === 1) {
    const rest = steps.length === 1 ? "" : ` With it: ${names}.`;
    return `${title}${often}: ${first.prepared.question}${rest}`;
  }
  const questions = waiting.map(({ prepared }, index) => `${index + 1}. ${prepared.question}`);
  return questions.length === 0 ? `${title}${often}: ${names}` : `${title}${often}: ${questions.join(" ")}`;
}

interface Running extends StepsOptions {
  known: readonly (PreparedStep | undefined)[];
}

async function runSteps({ steps, times, known, title }: Running, context: ToolContext): Promise<ToolResult> {
  const done: string[] = [];
  let last: ToolResult["output"] = {};
  for (let pass = 0; pass < times; pass++) {
    for (const [index, step] of steps.entries()) {
      try {
        const now = await context.prepareStep(step, context);
        requireSame(steps.slice(index), now, known[index]);
        const { output, summary } = await unlessCancelled(context.signal, () =>
          context.runStep(now.prepared, context.signal),
        );
        await context.editor.settled();
        done.push(summary);
        last = output;
      } catch (error) {
        if (!(error instanceof Error) || context.signal.aborted) throw error;
        throw stopped(error, { step, done, of: steps.length * times });
      }
    }
  }
  const told =
    done.length > mostTold ? [...done.slice(0, mostTold), `and ${done.length - mostTold} more`] : done;
  return {
    output: { calls: done.length, done: told, last },
    summary: done.length === 1 ? `${title}: ${done[0]}` : `${title}: ${done.length} calls`,
  };
}

/**
 * What the user was not asked about is not done.
 * @param rest the call, and those after it.
 */
function requireSame(rest: readonly Step[], now: PreparedStep, known: PreparedStep | undefined): void {
  if (now.prepared.goesThroughPast === true && known?.prepared.goesThroughPast !== true) {
    throw new ToolError("Undoing cannot be one of several steps.");
  }
  if (now.allowed !== "nobody") return;
  const { risk, question, subject, preview } = now.prepared;
  const same =
    known !== undefined &&
    known.prepared.risk === risk &&
    (known.prepared.yesTo ?? known.prepared.question) === (now.prepared.yesTo ?? question) &&
    known.prepared.subject === subject &&
    (known.prepared.yesTo !== undefined || sameText(known.prepared.preview, preview));
  if (same) return;
  const calls = rest.map(({ name, arguments: args }) => ({ tool: name, arguments: args }));
  throw new ToolError(
    `It needs a yes of its own now, because it is not what the user was asked about: ${question} Call it by itself` +
      (calls.length === 1 ? "." : ", and those after it."),
    { not_done: calls },
  );
}

function sameText(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function stopped(
  error: Error,
  { step, done, of }: { step: Step; done: readonly string[]; of: number },
): ToolError {
  const before =
    done.length === 0 ? "Nothing was done." : `Done before: ${done.slice(-mostTold).join("; ")}.`;
  const details = error instanceof ToolError ? error.details : {};
  return new ToolError(
    `Call ${done.length + 1} of ${of}, ${step.name}, failed: ${error.message} ${before}`,
    details,
  );
}

/** @returns undefined where it is no object. */
export function plainObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}
