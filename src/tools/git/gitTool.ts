/** Git by voice. */
import { defineTool, ToolError, type PreparedCall } from "../tool.ts";
import { listBranches, prepareCheckout, prepareCreate, prepareDelete } from "./branches.ts";
import { prepareCommit } from "./commit.ts";
import { listConflicts, prepareResolve } from "./conflicts.ts";
import { prepareDiscard } from "./discard.ts";
import { gitInput, type GitContext, type GitInput } from "./gitInput.ts";
import { tellBlame, tellDiff, tellLog, tellStatus } from "./look.ts";
import { prepareAbort, prepareFetch, preparePull, preparePush } from "./remote.ts";
import { prepareStage, prepareUnstage } from "./stage.ts";
import { listStashes, preparePop, prepareStash } from "./stash.ts";

export const git = defineTool({
  name: "git",
  description:
    "Git in the repository of the current file. Files and branches as heard; without a file it is the current one. " +
    "commit needs what is staged, or what: all; propose a message from diff if the user gives none. " +
    "resolve takes a side of the conflict at the cursor.",
  input: gitInput,
  async prepare(given, context) {
    const repository = await context.editor.git.repository();
    if (repository.outside && !looks.has(given.action)) {
      throw new ToolError(
        `The repository of the current file, ${repository.root}, is outside the workspace, so it is only looked at. ` +
          "Go to a file of the workspace, or the user can open that folder.",
      );
    }
    return actions[given.action](given, { ...context, repository });
  },
});

type Action = (given: GitInput, context: GitContext) => Promise<PreparedCall> | PreparedCall;

/** They change nothing. */
const looks: ReadonlySet<GitInput["action"]> = new Set([
  "status",
  "diff",
  "log",
  "blame",
  "branches",
  "stashes",
  "conflicts",
]);

const actions: Record<GitInput["action"], Action> = {
  status: tellStatus,
  diff: tellDiff,
  log: tellLog,
  blame: tellBlame,
  stage: prepareStage,
  unstage: prepareUnstage,
  commit: prepareCommit,
  discard: prepareDiscard,
  branches: listBranches,
  create_branch: prepareCreate,
  checkout: prepareCheckout,
  delete_branch: prepareDelete,
  fetch: prepareFetch,
  pull: preparePull,
  push: preparePush,
  stash: prepareStash,
  stashes: listStashes,
  pop_stash: preparePop,
  conflicts: listConflicts,
  resolve: prepareResolve,
  abort: prepareAbort,
};
