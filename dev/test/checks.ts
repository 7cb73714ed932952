/** The checks beside the tests, each a command that ends with 0 or tells what is wrong. */
import { stripVTControlCharacters } from "node:util";
import { packageExecutable, root, vsix } from "../setup/paths.ts";
import { CommandError, run } from "../setup/processes.ts";
import type { Step } from "../setup/progress.ts";
import type { Outcome } from "./eventStream.ts";

interface Check {
  name: string;
  commands: [program: string, ...args: string[]][];
}

const tool = packageExecutable;
const bundle = (kind: string): [string, ...string[]] => [process.execPath, "esbuild.mjs", kind];

/** Of the sources; they need nothing built. */
export const sourceChecks: Check[] = [
  { name: "types", commands: [[tool("tsc"), "-b"]] },
  { name: "lint", commands: [[tool("oxlint"), "--type-aware"]] },
  { name: "format", commands: [[tool("prettier"), "--check", "--log-level=warn", "."]] },
  { name: "dead code", commands: [[tool("knip"), "--no-progress"]] },
];

// The tests' bundles bring the extension's along, unminified: the ones that ship are made last.
export const build: Check = { name: "build", commands: [bundle("--tests"), bundle("--production")] };

export const packaging: Check = {
  name: "package",
  commands: [
    [
      tool("vsce"),
      "package",
      "--no-dependencies",
      "--no-rewrite-relative-links",
      "--allow-missing-repository",
      "--out",
      vsix,
    ],
  ],
};

export async function runCheck({ commands }: Check): Promise<Outcome> {
  try {
    for (const [program, ...args] of commands) await run(program, args, { cwd: root });
    return { failures: [] };
  } catch (error) {
    if (error instanceof CommandError) return { failures: [stripVTControlCharacters(error.message)] };
    throw error;
  }
}

/** Builds for production and makes the VSIX. @throws {Error} with what the tools printed. */
export async function makeVsix(step: Step): Promise<void> {
  for (const { name, commands } of [build, packaging]) {
    await step(name, async () => {
      for (const [program, ...args] of commands) await run(program, args, { cwd: root });
    });
  }
}
