/** Several places fit: nothing is done, and the user is shown numbers to choose by. */
import { clip, shownLine } from "../tools/document.ts";
import type { Choices, Editor, Location } from "../tools/editor.ts";
import { ToolError } from "../tools/tool.ts";
import { isSame, type Place } from "./places.ts";
import type { Search } from "./search.ts";
import type { Target } from "./target.ts";

/** So many numbers can be told aloud and looked at. */
const most = 9;

/**
 * The one that is there, or the one that the user chose.
 * @throws {ToolError} where there are more, with their lines numbered, and numbers in the editor.
 */
export function onlyOne<T extends Place>(places: readonly T[], search: Search, kind: string): T {
  const locations = places.map(({ range }) => ({ path: search.active.path, range }));
  const index = chosenOf(
    locations,
    search,
    (number) => {
      const place = places[number];
      if (place === undefined) return "";
      const { line } = (place.name ?? place.range).start;
      return `line ${line}: ${shownLine(search.editor, line).trim()}`;
    },
    kind,
  );
  const place = places[index];
  if (place === undefined) throw new ToolError(`There is no ${kind} here.`);
  return place;
}

/** The index of the one that is meant. @throws {ToolError} as above. */
export function chosenOf(
  locations: readonly Location[],
  { editor, target, answers }: Search,
  label: (index: number) => string,
  kind: string,
): number {
  if (locations.length === 1) return 0;
  const answered = locations.findIndex((location) =>
    answers.some(({ path, range }) => path === location.path && isSame(range, location.range)),
  );
  if (answered >= 0) return answered;
  const shown = locations.slice(0, most);
  const { choice: _, ...wanted } = target;
  editor.showChoices({ places: shown, target: wanted, answers });
  const rest = locations.length - shown.length;
  throw new ToolError(
    `Several ${kind} match${target.name === undefined ? "" : ` "${clip(target.name)}"`}, and nothing was done. ` +
      "Their numbers are shown in the editor. Ask the user which one, then call again with choice.",
    {
      choices: shown.map((_, index) => `${index + 1}. ${label(index)}`),
      ...(rest > 0 && { more: rest }),
    },
  );
}

/**
 * What is looked for when the user has named a number.
 * @throws {ToolError} where no numbers are shown, or there are not so many.
 */
export function withChoice(target: Target, editor: Editor): { target: Target; answers: Choices["answers"] } {
  const { choice, ...rest } = target;
  if (choice === undefined) return { target, answers: [] };
  const shown = editor.shownChoices();
  if (shown === undefined) {
    throw new ToolError("No numbers are shown any more. Call again with the target and without choice.");
  }
  const answer = shown.places[choice - 1];
  if (answer === undefined) {
    editor.showChoices({ ...shown });
    throw new ToolError(`There are only the numbers 1 to ${shown.places.length}. Ask again.`);
  }
  return { target: { ...shown.target, ...rest }, answers: [...shown.answers, answer] };
}
