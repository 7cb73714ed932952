/** Looking at a program that has stopped. */
import { chooseOne } from "../choose.ts";
import { clip } from "../document.ts";
import { asMaterial } from "../material.ts";
import { lastLines } from "../terminal/plainOutput.ts";
import { ToolError, type PreparedCall, type ToolContext } from "../tool.ts";
import { requireSession, requireStopped, type DebugInput } from "./debugInput.ts";
import type { Debugging, Frame, Variable } from "./debugging.ts";

const mostFrames = 12;
const mostVariables = 25;
const consoleLines = 30;

export function prepareStack({ action, number, name }: DebugInput, context: ToolContext): PreparedCall {
  requireStopped(context);
  const { debug } = context.editor;
  return {
    risk: "read",
    question: "stack",
    async run() {
      const frames = await debug.frames();
      if (action === "frame") await debug.selectFrame(frameMeant(frames, number, name));
      const now = action === "frame" ? await debug.frames() : frames;
      const shown = now.slice(0, mostFrames).map((frame, index) => {
        const place = frame.path === undefined ? "" : `, ${frame.path}:${frame.line}`;
        return `${index + 1}. ${frame.name}${place}${frame.current ? " (current)" : ""}`;
      });
      const current = now.find((frame) => frame.current);
      return {
        output: asMaterial({ frames: shown, count: now.length }),
        summary: `In ${current?.name ?? "a frame"}`,
      };
    },
  };
}

function frameMeant(frames: readonly Frame[], number: number | undefined, name: string | undefined): number {
  if (number !== undefined) {
    if (number > frames.length) throw new ToolError(`There are only ${frames.length} frames.`);
    return number - 1;
  }
  if (name === undefined) throw new ToolError("Say which frame: its number from the top, or its function.");
  return chooseOne({
    spoken: name,
    candidates: frames.map((frame, index) => ({ value: index, name: frame.name })),
    kind: "frames",
    label: (index) => `${frames[index]?.name}, line ${frames[index]?.line}`,
  });
}

export function prepareVariables({ name }: DebugInput, context: ToolContext): PreparedCall {
  requireStopped(context);
  const { debug } = context.editor;
  return {
    risk: "read",
    question: "variables",
    async run() {
      const scopes = await debug.scopes();
      if (name === undefined) {
        const told = Object.fromEntries(scopes.map((scope) => [scope.name, values(scope.variables)]));
        const count = scopes.reduce((sum, { variables }) => sum + variables.length, 0);
        return { output: asMaterial({ scopes: told }), summary: `${count} variables` };
      }
      const found = await inside(
        name,
        scopes.flatMap(({ variables }) => variables),
        debug,
      );
      const { variable } = found;
      const output = {
        name: variable.name,
        value: clip(variable.value),
        ...(variable.type !== undefined && { type: variable.type }),
        ...(found.members.length > 0 && { members: values(found.members) }),
      };
      return { output: asMaterial(output), summary: `${variable.name} = ${clip(variable.value)}` };
    },
  };
}

function values(variables: readonly Variable[]): Record<string, string> {
  const shown = variables.slice(0, mostVariables).map(({ name, value }) => [name, clip(value)] as const);
  const rest = variables.length - shown.length;
  return Object.fromEntries(rest > 0 ? [...shown, ["…", `${rest} more; ask by name`]] : shown);
}

/** "order dot items" is opened step by step. */
async function inside(
  spoken: string,
  variables: readonly Variable[],
  debug: Debugging,
): Promise<{ variable: Variable; members: Variable[] }> {
  const [first = "", ...rest] = spoken.split(/\s+dot\s+|\./i).filter((part) => part.trim() !== "");
  const variable = chooseOne({
    spoken: first,
    candidates: withoutShadowed(variables).map((value) => ({ value, name: value.name })),
    kind: "variables",
    label: ({ name }) => name,
  });
  const members = variable.reference === 0 ? [] : await debug.variables(variable.reference);
  return rest.length === 0 ? { variable, members } : inside(rest.join("."), members, debug);
}

/** The innermost of each name is the one that the program sees. */
function withoutShadowed(variables: readonly Variable[]): Variable[] {
  return [...new Map(variables.toReversed().map((variable) => [variable.name, variable])).values()];
}

export function prepareConsole(context: ToolContext): PreparedCall {
  const { debug } = context.editor;
  if (debug.console() === "") requireSession(context);
  return {
    risk: "read",
    question: "console",
    async run() {
      const { text, earlier } = lastLines(debug.console(), consoleLines);
      const output = { printed: text, ...(earlier !== undefined && { earlier_lines: earlier }) };
      return { output: asMaterial(output), summary: "Read the debug console" };
    },
  };
}
