/** Makes workspaces out of the sample: a small shop in TypeScript, with a history in git. */
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "./setup/cleanup.ts";
import { root } from "./setup/paths.ts";
import { run } from "./setup/processes.ts";

/** The order in which the sample came to be, so that its history has something to tell. */
const history: { message: string; files: string[] }[] = [
  { message: "Start the shop", files: ["package.json", "tsconfig.json", "README.md", ".gitignore"] },
  {
    message: "Add the cart and its prices",
    files: ["src/cart.ts", "src/price.ts", "test/price.test.ts", "types/node.d.ts"],
  },
  { message: "Reserve stock", files: ["src/inventory.ts"] },
  { message: "Create orders", files: ["src/order.ts"] },
];

/**
 * @returns a fresh copy, on a clean branch main; it is removed when the process ends, or before.
 * @throws {Error} where git is not installed.
 */
export async function copySample(): Promise<{ path: string; remove(): void }> {
  const folder = await temporaryFolder("shop");
  // A name of its own, because VS Code shows it: the folder around it is named at random.
  const path = join(folder.path, "shop");
  await cp(join(root, "dev/sample"), path, { recursive: true });
  const git = gitIn(path);
  await git("init", "--quiet", "--initial-branch=main");
  for (const [day, { message, files }] of history.entries()) {
    await git("add", "--", ...files);
    await git("commit", "--quiet", `--date=2026-01-0${day + 1}T09:00:00Z`, `--message=${message}`);
  }
  await rm(join(path, ".git/hooks"), { recursive: true, force: true });
  return { path, remove: folder.remove };
}

/** Git as it is for nobody in particular: the user's settings, hooks and signing stay out. */
function gitIn(path: string): (...args: string[]) => Promise<string> {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_"));
  const environment = {
    ...Object.fromEntries(inherited),
    GIT_CONFIG_GLOBAL: process.platform === "win32" ? "NUL" : "/dev/null",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_AUTHOR_NAME: "Ada Shop",
    GIT_AUTHOR_EMAIL: "ada@example.com",
    GIT_COMMITTER_NAME: "Ada Shop",
    GIT_COMMITTER_EMAIL: "ada@example.com",
    GIT_COMMITTER_DATE: "2026-01-04T09:00:00Z",
  };
  return (...args) => run("git", args, { cwd: path, environment });
}
