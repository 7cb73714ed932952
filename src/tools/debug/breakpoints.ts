/** Breakpoints of the current file. */
import { resolveTarget } from "../../targets/resolve.ts";
import { clip, countOf, requireActive, requireLine } from "../document.ts";
import { ToolError, type PreparedCall, type ToolContext, type ToolResult } from "../tool.ts";
import type { DebugInput } from "./debugInput.ts";
import type { BreakpointInfo } from "./debugging.ts";
import { isHarmless, isHarmlessMessage } from "./expression.ts";

const mostListed = 30;

async function placeOf(
  { line, name }: DebugInput,
  { editor, signal }: ToolContext,
): Promise<{ path: string; line: number }> {
  const active = requireActive(editor);
  if (line !== undefined) {
    requireLine(active, line);
    return { path: active.path, line };
  }
  if (name === undefined) return { path: active.path, line: active.cursor.line };
  const { path, cursors } = await resolveTarget({ what: "symbol", name }, { editor, signal });
  return { path, line: cursors[0]?.line ?? active.cursor.line };
}

export async function prepareAdd(given: DebugInput, context: ToolContext): Promise<PreparedCall> {
  const { debug } = context.editor;
  const { condition, hits, log } = given;
  const { path, line } = await placeOf(given, context);
  const there = debug
    .breakpoints()
    .filter((breakpoint) => breakpoint.path === path && breakpoint.line === line);
  if (given.action === "toggle_breakpoint" && there.length > 0) return removing(context, [{ path, line }]);
  const type = debug.state().type;
  const harmless =
    /^[\s\d<>=%]*$/.test(hits ?? "") &&
    (condition === undefined || isHarmless(condition, type)) &&
    (log === undefined || isHarmlessMessage(log, type));
  const what = describe({ path, line, enabled: true, condition, hits, log });
  return {
    // The debugger evaluates it in the program each time it comes by.
    risk: harmless ? "reversible" : "external",
    isStep: true,
    question: `Set a breakpoint at ${what}?`,
    // All of it: an “always” for one part must not let another in.
    ...(!harmless && {
      subject: `evaluate:${[condition, hits, log].filter((part) => part !== undefined).join(" ")}`,
    }),
    run() {
      debug.removeBreakpoints((breakpoint) => breakpoint.path === path && breakpoint.line === line);
      debug.addBreakpoint({ path, line, enabled: true, condition, hits, log });
      return done({ file: path, line, ...(there.length > 0 && { replaced: true }) }, `Breakpoint at ${what}`);
    },
  };
}

function done(output: Record<string, unknown>, summary: string): Promise<ToolResult> {
  return Promise.resolve({ output, summary });
}

function describe({ path, line, enabled, condition, hits, log }: BreakpointInfo): string {
  const parts = [
    condition === undefined ? "" : `if ${clip(condition)}`,
    hits === undefined ? "" : `hits ${hits}`,
    log === undefined ? "" : `logs “${clip(log)}”`,
    enabled ? "" : "disabled",
  ].filter((part) => part !== "");
  return [`${path}:${line}`, ...parts].join(", ");
}

export async function prepareRemove(given: DebugInput, context: ToolContext): Promise<PreparedCall> {
  const all = context.editor.debug.breakpoints();
  if (given.action === "remove_all") {
    if (all.length === 0) throw new ToolError("There are no breakpoints.");
    return removing(context, all);
  }
  const place = await placeOf(given, context);
  if (!all.some(({ path, line }) => path === place.path && line === place.line)) {
    const lines = all.filter(({ path }) => path === place.path).map(({ line }) => line);
    throw new ToolError(`There is no breakpoint at line ${place.line}.`, { lines_with_breakpoints: lines });
  }
  return removing(context, [place]);
}

function removing(
  { editor: { debug } }: ToolContext,
  places: readonly { path: string; line: number }[],
): PreparedCall {
  return {
    risk: "reversible",
    isStep: true,
    question: "remove breakpoints",
    run() {
      const count = debug.removeBreakpoints(({ path, line }) =>
        places.some((place) => place.path === path && place.line === line),
      );
      return done({ removed: count }, `Removed ${countOf(count, "breakpoint")}`);
    },
  };
}

export function prepareList({ editor: { debug } }: ToolContext): PreparedCall {
  return {
    risk: "read",
    question: "breakpoints",
    run() {
      const all = debug.breakpoints();
      return done(
        { breakpoints: all.slice(0, mostListed).map(describe), count: all.length },
        countOf(all.length, "breakpoint"),
      );
    },
  };
}

export function prepareEnable(enabled: boolean, { editor: { debug } }: ToolContext): PreparedCall {
  if (debug.breakpoints().length === 0) throw new ToolError("There are no breakpoints.");
  return {
    risk: "reversible",
    isStep: true,
    question: "enable breakpoints",
    run() {
      const count = debug.enableBreakpoints(enabled);
      const word = enabled ? "enabled" : "disabled";
      return done({ [word]: count }, `${countOf(count, "breakpoint")} ${word}`);
    },
  };
}
