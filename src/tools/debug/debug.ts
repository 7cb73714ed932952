/** The debugger by voice. */
import { chooseOne } from "../choose.ts";
import type { Candidate } from "../spoken.ts";
import { clip } from "../document.ts";
import { asMaterial } from "../material.ts";
import { defineTool, ToolError, type PreparedCall, type ToolContext } from "../tool.ts";
import { prepareAdd, prepareEnable, prepareList, prepareRemove } from "./breakpoints.ts";
import { debugInput, requireSession, requireStopped, type DebugInput } from "./debugInput.ts";
import type { DebugConfiguration, Move, Outcome } from "./debugging.ts";
import { isHarmless } from "./expression.ts";
import { prepareConsole, prepareStack, prepareVariables } from "./look.ts";

export const debug = defineTool({
  name: "debug",
  description:
    "The debugger: start a launch configuration by its name as heard, move, breakpoints of the current file, and " +
    "look at the stopped program: variables of the frame, evaluate in the program's language.",
  input: debugInput,
  prepare: (given, context) => prepareAction(given, context),
});

async function prepareAction(given: DebugInput, context: ToolContext): Promise<PreparedCall> {
  const { action } = given;
  switch (action) {
    case "start":
      return prepareStart(given, context);
    case "stop":
      return prepareStop(context);
    case "restart":
      return prepareRestart(context);
    case "continue":
    case "pause":
    case "step_over":
    case "step_into":
    case "step_out":
    case "run_to_cursor":
      return prepareMove(action, context);
    case "stack":
    case "frame":
      return prepareStack(given, context);
    case "variables":
      return prepareVariables(given, context);
    case "console":
      return prepareConsole(context);
    case "evaluate":
      return prepareEvaluate(given, context);
    case "add_breakpoint":
    case "toggle_breakpoint":
      return prepareAdd(given, context);
    case "remove_breakpoint":
    case "remove_all":
      return prepareRemove(given, context);
    case "breakpoints":
      return prepareList(context);
    case "enable_all":
    case "disable_all":
      return prepareEnable(action === "enable_all", context);
    case "exceptions":
      return prepareExceptions(given, context);
  }
}

function prepareStart({ name }: DebugInput, { editor }: ToolContext): PreparedCall {
  const found = editor.debug.configurations();
  const names = found.map((configuration) => configuration.name);
  const [only] = found;
  if (only === undefined) {
    throw new ToolError(
      "This workspace has no launch configuration. The user can add one to .vscode/launch.json.",
    );
  }
  if (name === undefined && found.length > 1)
    throw new ToolError("Say which configuration.", { configurations: names });
  const chosen =
    name === undefined
      ? only
      : chooseOne({
          spoken: name,
          candidates: found.map(candidateOf),
          kind: "launch configurations",
          label: (configuration) => configuration.name,
        });
  return {
    // It runs a program.
    risk: "external",
    isStep: true,
    question: `Start debugging “${chosen.name}” (${chosen.type})?`,
    subject: `debug:${chosen.name}`,
    async run(signal) {
      const outcome = await editor.debug.start(chosen.name, signal);
      return {
        output: { started: chosen.name, ...told(outcome) },
        summary: `${chosen.name}: ${short(outcome)}`,
      };
    },
  };
}

/** "Debug the shop" may be called "Launch shop" here: what it does with it need not be said. */
function candidateOf(value: DebugConfiguration): Candidate<DebugConfiguration> {
  const [, verb = "", rest = ""] = /^((?:run|launch|start|debug|attach to)\s+)?(.*)$/i.exec(value.name) ?? [];
  return { value, name: rest === "" ? value.name : rest, context: `${verb} ${value.type}` };
}

/** Where it stands, for the model. */
function told(outcome: Outcome): Record<string, unknown> {
  if (outcome === "ended") return { ended: true };
  if (outcome === "running") return { running: true };
  const { reason, text, path, line, frame } = outcome;
  return asMaterial({
    stopped: reason,
    ...(text !== undefined && { text: clip(text) }),
    ...(path !== undefined && { file: path }),
    line,
    function: frame,
  });
}

function short(outcome: Outcome): string {
  return typeof outcome === "string"
    ? outcome
    : `stopped at ${outcome.path ?? outcome.frame}, line ${outcome.line}`;
}

function prepareStop(context: ToolContext): PreparedCall {
  requireSession(context);
  const { debug } = context.editor;
  return {
    risk: "reversible",
    isStep: true,
    question: "stop debugging",
    async run() {
      const name = debug.state().session;
      await debug.stop();
      return { output: { stopped: name }, summary: `Stopped debugging ${name}` };
    },
  };
}

/** What starts then is what is written by now: it was not seen when the program was allowed. */
function prepareRestart(context: ToolContext): PreparedCall {
  requireSession(context);
  const { session = "" } = context.editor.debug.state();
  return {
    ...prepareMove("restart", context),
    risk: "external",
    question: `Restart “${session}”, with the code as it is now?`,
    subject: `debug:${session}`,
    always: false,
  };
}

/** The program was allowed when it was started. */
function prepareMove(move: Move, context: ToolContext): PreparedCall {
  if (move === "pause" || move === "restart") requireSession(context);
  else requireStopped(context);
  return {
    risk: "reversible",
    isStep: true,
    question: move,
    async run(signal) {
      const outcome = await context.editor.debug.move(move, signal);
      return { output: told(outcome), summary: `${move.replaceAll("_", " ")}: ${short(outcome)}` };
    },
  };
}

function prepareEvaluate({ expression = "" }: DebugInput, context: ToolContext): PreparedCall {
  if (expression.trim() === "") throw new ToolError("Give the expression, in the program's language.");
  requireStopped(context);
  const { debug } = context.editor;
  return {
    risk: isHarmless(expression, debug.state().type) ? "read" : "external",
    isStep: true,
    question: `Evaluate “${clip(expression)}” in the program?`,
    preview: { kind: "command", text: expression },
    subject: `evaluate:${expression}`,
    async run() {
      const { value, type } = await debug.evaluate(expression);
      const output = asMaterial({ expression, value: clip(value), ...(type !== undefined && { type }) });
      return { output, summary: `${clip(expression)} = ${clip(value)}` };
    },
  };
}

function prepareExceptions({ name = "" }: DebugInput, context: ToolContext): PreparedCall {
  requireSession(context);
  const { debug } = context.editor;
  const filters = debug.exceptionFilters();
  const labels = filters.map(({ label }) => label);
  if (filters.length === 0) throw new ToolError("This debugger cannot stop at exceptions.");
  const isNone = /^(?:none|off|no|never)$/i.test(name.trim());
  const isAll = /^(?:all|every|everything|on)$/i.test(name.trim());
  if (name === "")
    throw new ToolError("Say at which exceptions: all, none or one of these.", { exceptions: labels });
  const chosen = isNone
    ? []
    : isAll
      ? filters
      : [
          chooseOne({
            spoken: name,
            candidates: filters.map((value) => ({ value, name: value.label })),
            kind: "kinds of exceptions",
            label: ({ label }) => label,
          }),
        ];
  return {
    risk: "reversible",
    isStep: true,
    question: "exceptions",
    async run() {
      await debug.stopAtExceptions(chosen.map(({ id }) => id));
      const at = chosen.map(({ label }) => label);
      const note = "For this session; the Breakpoints view does not show it.";
      return { output: { stops_at: at, note }, summary: `Stops at ${at.join(", ") || "no exceptions"}` };
    },
  };
}
