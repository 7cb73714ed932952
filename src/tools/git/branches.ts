/** Branches by their spoken names. */
import { chooseOne } from "../choose.ts";
import { ToolError, type PreparedCall } from "../tool.ts";
import type { GitBranch } from "./git.ts";
import { asking, brief, gentle, looking, type GitContext, type GitInput } from "./gitInput.ts";

const mostListed = 30;

export function listBranches(_: GitInput, { repository }: GitContext): PreparedCall {
  return looking(async () => {
    const branches = await repository.branches();
    const names = branches.map(({ name, remote }) => (remote === undefined ? name : `${remote}/${name}`));
    const current = branches.find((branch) => branch.current)?.name;
    const output = { current: current ?? "detached", branches: names.slice(0, mostListed) };
    return { output: { ...output, count: names.length }, summary: `${names.length} branches` };
  });
}

export async function prepareCreate({ name }: GitInput, { repository }: GitContext): Promise<PreparedCall> {
  const made = branchName(name);
  const taken = (await repository.branches()).some(
    (branch) => branch.name === made && branch.remote === undefined,
  );
  if (taken) throw new ToolError(`There is a branch ${made} already. Use checkout to go there.`);
  return gentle("create branch", async () => {
    await repository.createBranch(made);
    return {
      output: { created: made, ...brief(await repository.status()) },
      summary: `Created the branch ${made}`,
    };
  });
}

/** "fix the login bug" is fix-the-login-bug; "feature slash login" has its slash. */
function branchName(spoken = ""): string {
  const name = spoken
    .trim()
    .replaceAll(/\s+slash\s+/gi, "/")
    .replaceAll(/\s+(?:dash|hyphen)\s+/gi, "-")
    .replaceAll(/\s+underscore\s+/gi, "_")
    .replaceAll(/\s*\/\s*/g, "/")
    .replaceAll(/\s+/g, "-");
  if (/^[\p{L}\p{N}_][\p{L}\p{N}_./#+-]*$/u.test(name) && !/\.\.|\/\/|\/\.|[./]$|\.lock(?:\/|$)/.test(name))
    return name;
  throw new ToolError(`"${spoken}" is no name for a branch. Use letters, digits, "-", "_" and "/".`);
}

async function find(spoken: string | undefined, branches: readonly GitBranch[]): Promise<GitBranch> {
  if (spoken === undefined) throw new ToolError("Say which branch.");
  return chooseOne({
    spoken,
    candidates: branches.map((branch) => ({
      value: branch,
      name: branch.name,
      ...(branch.remote !== undefined && { context: branch.remote }),
    })),
    kind: "branches",
    label: ({ name }) => name,
  });
}

export async function prepareCheckout({ name }: GitInput, { repository }: GitContext): Promise<PreparedCall> {
  const branch = await find(name, await repository.branches());
  return gentle("checkout", async () => {
    if (!branch.current) await repository.checkout(branch.name);
    const already = branch.current ? { already: true } : {};
    return {
      output: { ...brief(await repository.status()), ...already },
      summary: `On the branch ${branch.name}`,
    };
  });
}

export async function prepareDelete({ name }: GitInput, context: GitContext): Promise<PreparedCall> {
  const { repository } = context;
  const local = (await repository.branches()).filter(({ remote }) => remote === undefined);
  const branch = await find(name, local);
  if (branch.current) throw new ToolError(`${branch.name} is the current branch. Go to another one first.`);
  const merged = await repository.isMerged(branch.name);
  const loss = merged ? "" : " It has commits that are not in the current branch; they would be lost.";
  return asking(context, {
    risk: "destructive",
    question: `Delete the branch ${branch.name}?${loss}`,
    line: `git branch -D ${branch.name}`,
    always: false,
    async run() {
      await repository.deleteBranch(branch.name);
      return { output: { deleted: branch.name }, summary: `Deleted the branch ${branch.name}` };
    },
  });
}
