/** A real repository in the workspace, made by steps in words. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as vscode from "vscode";
import { show, until, workspaceFolder } from "../tools/workbench.ts";

export interface Repository {
  folder: string;
  git(...args: string[]): string;
  read(path: string): string;
}

const lines = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

const environment = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_"))),
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
};

/** Two commits on main: notes.txt with ten lines, and src/cart.ts. */
export async function createRepository(name: string): Promise<Repository> {
  const folder = join(workspaceFolder().fsPath, name);
  const git = (...args: string[]): string =>
    execFileSync("git", args, {
      cwd: folder,
      env: environment,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  mkdirSync(join(folder, "src"), { recursive: true });
  git("init", "--quiet", "--initial-branch=main");
  for (const [key, value] of [
    ["user.name", "Ada Shop"],
    ["user.email", "ada@example.com"],
    ["commit.gpgsign", "false"],
  ] as const) {
    git("config", key, value);
  }
  writeFileSync(join(folder, "notes.txt"), `${lines.join("\n")}\n`);
  git("add", ".");
  git("commit", "--quiet", "--message=Start the notes");
  writeFileSync(join(folder, "src/cart.ts"), "export const cart = [];\n");
  git("add", ".");
  git("commit", "--quiet", "--message=Add the cart");
  const api = vscode.extensions.getExtension<{ getAPI(version: 1): Api }>("vscode.git");
  const extension = await api!.activate();
  await until(
    "repository",
    async () => (await extension.getAPI(1).openRepository(vscode.Uri.file(folder))) ?? undefined,
  );
  return { folder, git, read: (path) => readFileSync(join(folder, path), "utf8") };
}

interface Api {
  openRepository(root: vscode.Uri): Promise<object | null>;
}

/** "write PATH TEXT" with \n for line feeds, "remove PATH", "open PATH[:LINE]", or a line of Git without quotes. */
export async function doStep(step: string, { folder, git }: Repository, name: string): Promise<void> {
  const [, verb = "", path = "", text = ""] = /^(\w+) (\S+) ?([^]*)$/.exec(step) ?? [];
  if (verb === "write") {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text.replaceAll("\\n", "\n"));
  } else if (verb === "remove") {
    rmSync(join(folder, path));
  } else if (verb === "open") {
    const [file = "", line = "1"] = path.split(":");
    const shown = await show(`${name}/${file}`);
    // An editor that was open is told of changes by a watcher.
    await until(
      "text of the file",
      () => shown.document.getText() === readFileSync(join(folder, file), "utf8") || undefined,
    );
    shown.selection = new vscode.Selection(Number(line) - 1, 0, Number(line) - 1, 0);
  } else {
    const words = step.match(/"[^"]*"|\S+/g) ?? [];
    try {
      git(...words.slice(1).map((word) => word.replaceAll('"', "")));
    } catch (error) {
      // A merge that meets a conflict is what some cases are about.
      if (!/^git (?:merge|rebase|stash pop)/.test(step)) throw error;
    }
  }
}
