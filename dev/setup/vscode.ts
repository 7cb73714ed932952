/** Fetches a real VS Code, as its server with the workbench for browsers, from npm. */
import { constants } from "node:fs";
import { access, copyFile, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CommandError, run } from "./processes.ts";
import { cache, root } from "./paths.ts";

/** code-server's version is VS Code's with 4 for 1. */
const version = "4.139.1";
export const vsCodeVersion = version.replace(/^4/, "1");

const home = join(cache, "vscode");
/** Written last; without it the folder is not whole. */
const marker = join(home, "version.txt");
const codeServer = join(home, "node_modules/code-server");

/**
 * @returns the script that starts VS Code's server with the Node of this process.
 * @throws {Error} where it has to be fetched and cannot be.
 */
export async function ensureVsCode(note: (detail: string) => void = () => {}): Promise<string> {
  if (await isWhole()) {
    note("cached");
  } else {
    note("fetching about 100 MB from npm");
    await install();
    note("fetched");
  }
  return join(codeServer, "out/node/entry.js");
}

async function isWhole(): Promise<boolean> {
  const found = await readFile(marker, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  return found?.trim() === version;
}

async function install(): Promise<void> {
  const unfinished = `${home}.${process.pid}`;
  await mkdir(unfinished, { recursive: true });
  await access(unfinished, constants.W_OK);
  try {
    await writeFile(join(unfinished, "package.json"), '{ "private": true }\n');
    // With its scripts, code-server compiles for minutes and needs system libraries; without them it lacks
    // its own dependencies' dependencies, which the two further installs bring.
    await npm(unfinished, ["install", `code-server@${version}`]);
    const inner = join(unfinished, "node_modules/code-server/lib/vscode");
    await npm(inner, ["install", "--omit=dev"]);
    await npm(join(inner, "extensions"), ["install", "--omit=dev"]);
    await copyFile(
      join(root, "dev/vscode/logWriter.js"),
      join(inner, "node_modules/@vscode/spdlog/index.js"),
    );
    await writeFile(join(unfinished, "version.txt"), `${version}\n`);
    await rm(home, { recursive: true, force: true });
    await rename(unfinished, home);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function npm(folder: string, args: string[]): Promise<void> {
  try {
    await run("npm", [...args, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd: folder,
      environment: withoutNpmSettings(),
    });
  } catch (error) {
    const output = error instanceof CommandError ? error.output : "";
    if (!/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED/.test(output))
      throw error;
    throw new Error(
      `VS Code ${vsCodeVersion} could not be fetched: the npm registry is not reachable. Connect to the network and run this again; it is needed once.`,
      { cause: error },
    );
  }
}

/** Under `npm run`, npm hands its settings down, and ours would be taken for the other folder's. */
function withoutNpmSettings(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_(lifecycle|package|config_local_prefix)/.test(name),
    ),
  );
}
