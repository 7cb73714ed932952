/** Tests: by VS Code's testing, which shows the results to the user, or by the project's script, which can be read. */
import * as z from "zod";
import { commandRisk, worst } from "../commandRisk.ts";
import { resolveTarget } from "../../targets/resolve.ts";
import { describeCursor, requireActive } from "../document.ts";
import type { Position } from "../editor.ts";
import { defineTool, ToolError, type PreparedCall, type ToolContext } from "../tool.ts";
import { terminal } from "../terminal/terminal.ts";
import { testScopes, type TestMode, type TestScope } from "./tests.ts";

/** In ms. */
const patience = 10 * 60_000;

const input = z.strictObject({
  action: z.enum(["run", "debug", "coverage", "cancel", "next_failure", "previous_failure"]).optional(),
  what: z.enum([...testScopes, "script"]).optional(),
  name: z.string().optional().describe("of one test in the current file, as heard"),
});
type Input = z.output<typeof input>;

export const runTests = defineTool({
  name: "run_tests",
  description:
    "Runs tests in VS Code's test view, where the user sees the results; you do not. what: script runs the project's " +
    "test script in a terminal and tells what it printed: best for “do the tests pass?”.",
  input,
  prepare: (given, context) => prepareTests(given, context),
});

async function prepareTests(
  { action = "run", what: scope, name }: Input,
  context: ToolContext,
): Promise<PreparedCall> {
  const { editor } = context;
  const what = scope ?? (name === undefined ? "all" : "at_cursor");
  if (action === "next_failure") return failure("next", context);
  if (action === "previous_failure") return failure("previous", context);
  if (action === "cancel") {
    return {
      risk: "reversible",
      isStep: true,
      question: "cancel tests",
      async run() {
        await editor.tests.cancel();
        return { output: { cancelled: true }, summary: "Cancelled the tests" };
      },
    };
  }
  const known = await editor.tests.known();
  const none = known !== undefined && (!known.any || (what === "file" && known.here === 0));
  if (what === "script" || (none && action === "run" && what === "all")) return prepareScript(context);
  if (none) {
    throw new ToolError(
      known.any
        ? "VS Code knows no tests in this file. Open the file with the tests, or use what: all or script."
        : "VS Code knows no tests here: no extension has told it of any. Use what: script.",
    );
  }
  if (name === undefined) return prepareRun(what, action, context);
  const test = await findTest(name, context);
  return prepareRun("at_cursor", action, context, test);
}

interface NamedTest {
  label: string;
  at: Position;
}

/** Some languages have tests that are functions, in others their names are strings. */
async function findTest(name: string, { editor, signal }: ToolContext): Promise<NamedTest> {
  const words = await resolveTarget({ name, what: "text" }, { editor, signal }).catch((error: unknown) => {
    if (error instanceof ToolError) return undefined;
    throw error;
  });
  const { label, cursors } = words ?? (await resolveTarget({ name, what: "function" }, { editor, signal }));
  return { label, at: cursors[0] ?? requireActive(editor).cursor };
}

const said: Record<TestScope, string> = {
  at_cursor: "the test at the cursor",
  file: "the tests of this file",
  all: "all tests",
  failed: "the tests that failed",
  last: "the last tests again",
};

const verbs: Record<TestMode, string> = { run: "Run", debug: "Debug", coverage: "Run with coverage" };

function prepareRun(
  what: TestScope,
  mode: TestMode,
  { editor }: ToolContext,
  test?: NamedTest,
): PreparedCall {
  const which = test === undefined ? said[what] : `the test at ${test.label}`;
  return {
    // Tests are programs of the workspace.
    risk: "external",
    isStep: true,
    question: `${verbs[mode]} ${which}?`,
    subject: `tests:${what}`,
    async run(signal) {
      if (test !== undefined) await editor.select({ start: test.at, end: test.at });
      const ended = await editor.tests.run(what, mode, { patience, signal });
      return {
        output: {
          ...(ended ? { finished: true } : { running: true }),
          results:
            "Not known to you: VS Code shows them to the user only. Ask how it went, go to next_failure, or use what: script.",
        },
        summary: `${which}: ${ended ? "finished" : "running"}`,
      };
    },
  };
}

function failure(direction: "next" | "previous", { editor }: ToolContext): PreparedCall {
  return {
    risk: "read",
    question: "go to failure",
    async run() {
      if (!(await editor.tests.goToFailure(direction))) {
        throw new ToolError("There is no failure to go to: no test has failed, or none has run yet.");
      }
      const place = editor.active() === undefined ? {} : describeCursor(editor);
      const note = "The failure is open in the editor. Its message cannot be read by you.";
      return { output: { ...place, note }, summary: `The ${direction} failure` };
    },
  };
}

/** The task of the group "test", or the one called so, where it is one command line. */
async function prepareScript(context: ToolContext): Promise<PreparedCall> {
  const { editor, signal } = context;
  const tasks = (await editor.tasks.list(signal)).filter(({ line }) => line !== undefined);
  const named = tasks.filter(({ name }) => /^(?:test|tests|run tests)$/i.test(name));
  const script = named[0] ?? tasks.find(({ group }) => group === "test");
  if (script?.line === undefined) {
    throw new ToolError(
      "No test script was found among the workspace's tasks. Run the command line that tests it in the terminal.",
    );
  }
  const { line, folder } = script;
  const prepared = await terminal.prepare(
    { action: "run", text: line, ...(folder !== undefined && { folder }) },
    context,
  );
  return { ...prepared, risk: worst(["external", commandRisk(line)]) };
}
