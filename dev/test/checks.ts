/** The checks beside the tests: each ends well or tells what is wrong. */
import { stripVTControlCharacters } from "node:util";
import { targetOfThisMachine } from "../package/targets.ts";
import { makeVsix as makeVsixFor } from "../package/vsix.ts";
import { packageExecutable, root, vsix } from "../setup/paths.ts";
import { CommandError, run } from "../setup/processes.ts";
import type { Step } from "../setup/progress.ts";
import type { Outcome } from "./eventStream.ts";

interface Check {
  name: string;
  /** @throws {CommandError} with what the tool printed. */
  run(): Promise<unknown>;
}

const tool = (name: string, ...args: string[]): Promise<string> =>
  run(packageExecutable(name), args, { cwd: root });

/** Of the sources; they need nothing built. */
export const sourceChecks: Check[] = [
  { name: "types", run: () => tool("tsc", "-b") },
  { name: "lint", run: () => tool("oxlint", "--type-aware") },
  { name: "format", run: () => tool("prettier", "--check", "--log-level=warn", ".") },
  { name: "dead code", run: () => tool("knip", "--no-progress") },
];

const bundle = (kind: string): Promise<string> =>
  // See dev/run.mjs.
  run(process.execPath, ["--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", "esbuild.mjs", kind], {
    cwd: root,
  });

export const build: Check = {
  name: "build",
  // The tests' bundles bring the extension's along, unminified: the ones that ship are made last.
  run: async () => {
    await bundle("--tests");
    await bundle("--production");
  },
};

export const packaging: Check = { name: "package", run: () => makeVsixFor(targetOfThisMachine(), vsix) };

export async function runCheck(check: Check): Promise<Outcome> {
  try {
    await check.run();
    return { failures: [] };
  } catch (error) {
    if (error instanceof CommandError) return { failures: [stripVTControlCharacters(error.message)] };
    throw error;
  }
}

/** @throws {CommandError} with what the bundler printed. */
export async function buildForProduction(step: Step): Promise<void> {
  await step("build", () => bundle("--production"));
}

/** Builds for production and makes this platform's VSIX. @throws {CommandError} with what the tools printed. */
export async function makeVsix(step: Step): Promise<void> {
  await buildForProduction(step);
  await step(packaging.name, packaging.run);
}
