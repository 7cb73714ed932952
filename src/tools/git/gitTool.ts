/** Git by voice. */
import { defineTool, type PreparedCall } from "../tool.ts";
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
    return actions[given.action](given, { ...context, repository: await context.editor.git.repository() });
  },
});

type Action = (given: GitInput, context: GitContext) => Promise<PreparedCall> | PreparedCall;

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
