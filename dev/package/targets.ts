/** The platforms that VS Code has VSIXs for, as far as there is native capture for them. */
import { join } from "node:path";
import { root } from "../setup/paths.ts";

/**
 * VS Code's names, each with what node-web-audio-api calls its binary. Alpine's C library is another one than
 * these need, and a VS Code in the browser alone runs no Node: what remains has the universal package.
 */
const binaries = {
  "win32-x64": "win32-x64-msvc",
  "win32-arm64": "win32-arm64-msvc",
  "darwin-x64": "darwin-x64",
  "darwin-arm64": "darwin-arm64",
  "linux-x64": "linux-x64-gnu",
  "linux-arm64": "linux-arm64-gnu",
  "linux-armhf": "linux-arm-gnueabihf",
} as const;

export type Target = keyof typeof binaries;

export const targets = Object.keys(binaries) as Target[];

/** The target's binary, in the package that is installed here: it brings all of them. */
export function binaryOf(target: Target): string {
  return join(root, `node_modules/node-web-audio-api/node-web-audio-api.${binaries[target]}.node`);
}

/** @returns undefined where nothing is captured natively. */
export function targetOfThisMachine(): Target | undefined {
  if (process.platform === "linux" && !hasGlibc()) return undefined;
  const name = `${process.platform}-${process.arch === "arm" ? "armhf" : process.arch}`;
  return targets.find((target) => target === name);
}

/** Node tells of the C library in its diagnostic report only. */
function hasGlibc(): boolean {
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  return header.glibcVersionRuntime !== undefined;
}
