/** Terminals, tasks, tests, a debugger and Git that are not there: whatever is asked of them fails. */
import { EditorError, type Editor } from "../../../src/tools/editor.ts";

type Running = Pick<Editor, "terminals" | "tasks" | "tests" | "debug" | "git">;

const nothing: unknown = new Proxy(
  {},
  {
    get: () => () => {
      throw new EditorError("This editor cannot do that.");
    },
  },
);

export const noRunning = {
  terminals: nothing,
  tasks: nothing,
  tests: nothing,
  debug: nothing,
  git: nothing,
} as Running;
