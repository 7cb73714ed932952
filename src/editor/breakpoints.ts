/** VS Code's breakpoints in sources. */
import * as vscode from "vscode";
import type { BreakpointInfo } from "../tools/debug/debugging.ts";
import { pathOf, uriOf } from "./documents.ts";

function inSources(): vscode.SourceBreakpoint[] {
  return vscode.debug.breakpoints.filter((each) => each instanceof vscode.SourceBreakpoint);
}

function describe({
  location,
  enabled,
  condition,
  hitCondition,
  logMessage,
}: vscode.SourceBreakpoint): BreakpointInfo {
  return {
    path: pathOf(location.uri),
    line: location.range.start.line + 1,
    enabled,
    ...(condition !== undefined && { condition }),
    ...(hitCondition !== undefined && { hits: hitCondition }),
    ...(logMessage !== undefined && { log: logMessage }),
  };
}

export function listBreakpoints(): BreakpointInfo[] {
  return inSources().map(describe);
}

export function addBreakpoint({ path, line, enabled, condition, hits, log }: BreakpointInfo): void {
  const location = new vscode.Location(uriOf(path), new vscode.Position(line - 1, 0));
  vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(location, enabled, condition, hits, log)]);
}

export function removeBreakpoints(which: (breakpoint: BreakpointInfo) => boolean): number {
  const found = inSources().filter((each) => which(describe(each)));
  vscode.debug.removeBreakpoints(found);
  return found.length;
}

/** The API cannot change one, so those that change are set anew. */
export function enableBreakpoints(enabled: boolean): number {
  const others = inSources().filter((each) => each.enabled !== enabled);
  vscode.debug.removeBreakpoints(others);
  vscode.debug.addBreakpoints(
    others.map(
      ({ location, condition, hitCondition, logMessage }) =>
        new vscode.SourceBreakpoint(location, enabled, condition, hitCondition, logMessage),
    ),
  );
  return inSources().length;
}
