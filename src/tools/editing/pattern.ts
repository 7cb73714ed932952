/** Regular expressions that somebody has made up: they may be wrong, or take for ever. */
import { createContext, Script } from "node:vm";
import * as z from "zod";
import { ToolError } from "../tool.ts";

/** In milliseconds, for all that one call matches. */
const patience = 1000;

/** A regular expression cannot be stopped from where it runs; a script can. */
const replacing = new Script(
  "JSON.stringify(texts.map((text) => text.replace(new RegExp(pattern, flags), replacement)))",
);
const matching = new Script(
  `JSON.stringify(texts.map((text) => Array.from(text.matchAll(new RegExp(pattern, flags)),
    ({ index, 0: { length } }) => [index, length]).filter(([, length]) => length > 0).slice(0, most)))`,
);

const replaced = z.array(z.string());
const matched = z.array(z.array(z.tuple([z.number(), z.number()])));

export interface Pattern {
  pattern: string;
  flags: string;
}

/** @throws {ToolError} where it is none, with what is wrong about it. */
export function requirePattern({ pattern, flags }: Pattern): void {
  try {
    RegExp(pattern, flags);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ToolError(`${reason}. Call again with a JavaScript regular expression.`);
  }
}

/** "$1" and "$<name>" are the groups. @throws {ToolError} where it is none, or takes too long. */
export function replaceIn(texts: readonly string[], pattern: Pattern, replacement: string): string[] {
  requirePattern(pattern);
  return replaced.parse(run(replacing, { texts, ...pattern, replacement }));
}

/** Offset and length of each, without empty ones. @throws {ToolError} as above. */
export function matchesIn(texts: readonly string[], pattern: Pattern, most: number): [number, number][][] {
  requirePattern(pattern);
  return matched.parse(run(matching, { texts, ...pattern, most }));
}

function run(script: Script, values: Record<string, unknown>): unknown {
  try {
    return JSON.parse(String(script.runInContext(createContext({ ...values }), { timeout: patience })));
  } catch (error) {
    if (isTimeout(error)) {
      throw new ToolError(
        "The pattern took too long and was stopped; nothing was done. Use a simpler one, without repetitions in repetitions.",
      );
    }
    throw error;
  }
}

/** The error may be one of the script's own world, which knows another `Error`. */
function isTimeout(error: unknown): boolean {
  return (
    typeof error === "object" &&
    error !== null &&
    "code" in error &&
    error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT"
  );
}
