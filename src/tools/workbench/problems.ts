/** Going from problem to problem. */
import { chooseOne } from "../choose.ts";
import { clip, describeCursor } from "../document.ts";
import type { Editor, Problem } from "../editor.ts";
import { ToolError, type ToolResult } from "../tool.ts";
import type { Navigation } from "./navigate.ts";
import { byPlace, locationAt, stepTo } from "./step.ts";

const locationOf = ({ path, line, column }: Problem): ReturnType<typeof locationAt> =>
  locationAt(path, { line, column });

export async function goToProblem(
  { which, nth, name, in_file }: Pick<Navigation, "which" | "nth" | "name" | "in_file">,
  editor: Editor,
): Promise<ToolResult> {
  const active = editor.active();
  const problems = editor
    .problems()
    .filter(({ severity, path }) => severity !== "hint" && (in_file !== true || path === active?.path))
    .toSorted((left, right) => byPlace(locationOf(left), locationOf(right)));
  const named = name === undefined ? undefined : byWords(name, problems);
  const index =
    named === undefined ? stepTo(problems.map(locationOf), active, { which, nth }) : problems.indexOf(named);
  const problem = index === undefined ? undefined : problems[index];
  if (index === undefined || problem === undefined) {
    throw new ToolError(
      in_file === true
        ? "There are no problems in this file."
        : "There are no problems in the files that were checked.",
    );
  }
  const { path, line, column, severity, message } = problem;
  await editor.open(path, { line, column });
  return {
    output: {
      ...describeCursor(editor),
      severity,
      message: clip(message),
      number: index + 1,
      of: problems.length,
    },
    summary: `${path}, line ${line}: ${clip(message)}`,
  };
}

function byWords(spoken: string, problems: readonly Problem[]): Problem {
  const words = spoken.toLowerCase();
  const holding = problems.filter(({ message }) => message.toLowerCase().includes(words));
  if (holding[0] !== undefined && holding.length === 1) return holding[0];
  return chooseOne({
    spoken,
    candidates: (holding.length > 0 ? holding : problems).map((problem) => ({
      value: problem,
      name: problem.message,
    })),
    kind: "problems",
    label: ({ path, line, message }) => `${path}:${line}: ${clip(message)}`,
  });
}
