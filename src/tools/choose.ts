/** From a spoken name to the one thing that it means. */
import { bestMatches, type Candidate, type Match } from "./spoken.ts";
import { ToolError } from "./tool.ts";

export interface Choice<T> {
  spoken: string;
  candidates: Candidate<T>[];
  /** What is looked for, in the plural: "files". */
  kind: string;
  /** How one of them is told from the others; saying just this always finds it. */
  label(value: T): string;
}

/** The model asks the user about at most so many. */
const mostChoices = 8;

/**
 * @throws {ToolError} where none is meant, with the nearest, or several are, with their labels numbered.
 */
export function chooseOne<T>({ spoken, candidates, kind, label }: Choice<T>): T {
  const wanted = spoken.trim().toLowerCase();
  const exact = candidates.filter(({ value }) => label(value).toLowerCase() === wanted);
  if (exact[0] !== undefined && exact.length === 1) return exact[0].value;

  const { best, nearest } = bestMatches(spoken, candidates);
  if (best.length > 1) throw severalMatch({ spoken, kind, labels: labels(best, label) });
  if (best[0] !== undefined) return best[0].value;
  throw new ToolError(`None of the ${kind} is called "${spoken}". Ask the user, or use one of the nearest.`, {
    nearest: labels(nearest, label),
  });
}

/** Several are equally good: nothing was done, and the user has to say which. */
export function severalMatch({
  spoken,
  kind,
  labels,
}: {
  spoken: string;
  kind: string;
  labels: string[];
}): ToolError {
  return new ToolError(
    `Several ${kind} match "${spoken}". Ask the user which one, then call again with it.`,
    {
      choices: labels.slice(0, mostChoices).map((text, index) => `${index + 1}. ${text}`),
    },
  );
}

function labels<T>(matches: Match<T>[], label: (value: T) => string): string[] {
  return matches.map(({ value }) => label(value));
}
