/** Makes VSIXs of what was built for production. */
import { mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { packageExecutable } from "../setup/paths.ts";
import { run } from "../setup/processes.ts";
import { stage } from "./staging.ts";
import { type Target, targets } from "./targets.ts";

/** Runs on every platform, without native capture. */
export const universal = "universal" as const;

/**
 * @param target undefined for the universal one.
 * @throws {CommandError} with what vsce printed.
 */
export async function makeVsix(target: Target | undefined, file: string): Promise<void> {
  const staged = await stage(target);
  try {
    const options = ["--no-dependencies", "--no-rewrite-relative-links", "--allow-missing-repository"];
    const platform = target === undefined ? [] : ["--target", target];
    await run(packageExecutable("vsce"), ["package", ...options, ...platform, "--out", file], {
      cwd: staged.path,
    });
  } finally {
    staged.remove();
  }
}

export interface Vsix {
  target: Target | typeof universal;
  file: string;
  /** In bytes. */
  size: number;
}

/** One for each platform, and the universal one, in a folder that then holds nothing else. */
export async function makeAllVsixs(folder: string): Promise<Vsix[]> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  return Promise.all(
    [...targets, universal].map(async (target) => {
      const file = join(folder, `viva-voce-${target}.vsix`);
      await makeVsix(target === universal ? undefined : target, file);
      return { target, file, size: (await stat(file)).size };
    }),
  );
}
