/** Going from problem to problem. */
import * as z from "zod";
import { clip, describeCursor } from "./document.ts";
import type { ActiveEditor, Problem } from "./editor.ts";
import { defineTool, ToolError } from "./tool.ts";

export const nextProblem = defineTool({
  name: "next_problem",
  description: "Goes to the next or previous error or warning, over all files, and tells its message.",
  input: z.strictObject({ direction: z.enum(["next", "previous"]).optional() }),
  risk: "read",
  async run({ direction = "next" }, { editor }) {
    const problems = editor.problems().filter(({ severity }) => severity !== "hint");
    problems.sort(byPlace);
    const problem = pick(problems, editor.active(), direction);
    if (problem === undefined) throw new ToolError("There are no problems in the files that were checked.");
    const { path, line, column, severity, message } = problem;
    await editor.open(path, { line, column });
    return {
      output: {
        ...describeCursor(editor),
        severity,
        message: clip(message),
        number: problems.indexOf(problem) + 1,
        of: problems.length,
      },
      summary: `${path}, line ${line}: ${clip(message)}`,
    };
  },
});

type Place = Pick<Problem, "path" | "line" | "column">;

function byPlace(left: Place, right: Place): number {
  if (left.path !== right.path) return left.path < right.path ? -1 : 1;
  return left.line - right.line || left.column - right.column;
}

/** The first one after the cursor, or the last before it; after the last comes the first again. */
function pick(
  problems: Problem[],
  active: ActiveEditor | undefined,
  direction: "next" | "previous",
): Problem | undefined {
  const here: Place = { path: active?.path ?? "", line: 1, column: 1, ...active?.cursor };
  return direction === "next"
    ? (problems.find((problem) => byPlace(problem, here) > 0) ?? problems[0])
    : (problems.findLast((problem) => byPlace(problem, here) < 0) ?? problems.at(-1));
}
