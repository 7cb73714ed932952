/** What goes over the network, and giving up what was begun. */
import { countOf } from "../document.ts";
import { ToolError, type PreparedCall } from "../tool.ts";
import { asking, brief, type GitContext, type GitInput } from "./gitInput.ts";

export async function prepareFetch(_: GitInput, context: GitContext): Promise<PreparedCall> {
  const { repository } = context;
  const remotes = await requireRemote(context);
  return asking(context, {
    risk: "external",
    question: `Fetch from ${remotes.join(", ")}?`,
    line: "git fetch",
    async run() {
      await repository.fetch();
      const { ahead, behind, branch } = await repository.status();
      return { output: { branch, ahead, behind }, summary: "Fetched" };
    },
  });
}

export async function preparePull(_: GitInput, context: GitContext): Promise<PreparedCall> {
  const { repository } = context;
  await requireRemote(context);
  const { branch, upstream } = await repository.status();
  if (upstream === undefined)
    throw new ToolError(`${branch ?? "This"} has no upstream to pull from. Push it first.`);
  return asking(context, {
    risk: "external",
    question: `Pull ${upstream} into ${branch ?? "the detached head"}?`,
    line: "git pull",
    async run() {
      await repository.pull();
      return {
        output: { pulled: upstream, ...brief(await repository.status()) },
        summary: `Pulled ${upstream}`,
      };
    },
  });
}

/** Never by force. */
export async function preparePush(_: GitInput, context: GitContext): Promise<PreparedCall> {
  const { repository } = context;
  const { branch, upstream, ahead } = await repository.status();
  if (branch === undefined) throw new ToolError("The head is detached: there is no branch to push.");
  const remotes = await requireRemote(context);
  const remote = remotes.includes("origin") ? "origin" : (remotes[0] ?? "origin");
  const to = upstream ?? `${remote}/${branch}, which is new there`;
  const what = upstream === undefined ? branch : `${countOf(ahead, "commit")} of ${branch}`;
  return asking(context, {
    risk: "external",
    question: `Push ${what} to ${to}?`,
    // A commit just before it is what the user wants to be pushed.
    yesTo: `Push ${branch} to ${to}?`,
    // What is pushed, and where to, is another one each time.
    always: false,
    line: upstream === undefined ? `git push -u ${remote} ${branch}` : "git push",
    async run() {
      await repository.push(upstream === undefined ? { remote, branch } : undefined);
      const now = await repository.status();
      return { output: { pushed: now.upstream ?? to, ahead: now.ahead }, summary: `Pushed ${what}` };
    },
  });
}

async function requireRemote({ repository }: GitContext): Promise<string[]> {
  const remotes = await repository.remotes();
  if (remotes.length === 0) throw new ToolError("This repository has no remote.");
  return remotes;
}

export async function prepareAbort(_: GitInput, context: GitContext): Promise<PreparedCall> {
  const { repository } = context;
  const { doing, conflicts } = await repository.status();
  if (doing === undefined) throw new ToolError("Neither a merge nor a rebase is unfinished.");
  return asking(context, {
    risk: "destructive",
    question: `Give up the ${doing}? What was resolved in it is lost (${countOf(conflicts.length, "conflict")} left).`,
    line: `git ${doing} --abort`,
    always: false,
    async run() {
      await repository.abort(doing);
      return {
        output: { aborted: doing, ...brief(await repository.status()) },
        summary: `Gave up the ${doing}`,
      };
    },
  });
}
