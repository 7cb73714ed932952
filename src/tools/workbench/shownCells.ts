/** Binds a yes to what was shown with the question: meanwhile cells can be changed, moved, and other notebooks opened. */
import type { Preview } from "../../shared/preview.ts";
import { ToolError } from "../tool.ts";
import type { NotebookState } from "./workbench.ts";

/** What was shown with a question, kept as it was then. */
export interface ShownCells {
  path: string;
  content: string;
}

/** @param numbers of the cells that the call is about, from 1. */
export function shownCells(state: NotebookState, numbers: readonly number[]): ShownCells {
  return { path: state.path, content: contentOf(state, numbers) };
}

/** @throws {ToolError} where they are not the same any more. */
export function requireShown(shown: ShownCells, now: ShownCells): void {
  if (now.path !== shown.path) {
    throw new ToolError(
      `The question was about ${shown.path}, and ${now.path} is in front now, so nothing was done. Call again.`,
    );
  }
  if (shown.content === now.content) return;
  throw new ToolError(
    `The cells of ${now.path} were changed since the question, so nothing was done. Read them, then call again.`,
  );
}

/** What tells one such call from another: repeated in a call of several, it is the same only with the same cells. */
export function shownSubject({ path, content }: ShownCells): string {
  return `notebook:${path} ${content}`;
}

function contentOf({ cells }: NotebookState, numbers: readonly number[]): string {
  return JSON.stringify(
    numbers.map((number) => {
      const cell = cells[number - 1];
      return [number, cell?.kind, cell?.language, cell?.text];
    }),
  );
}

/** Of code that is shown before it runs, in characters: the state goes to the panel whole at each change. */
const mostShown = 40_000;

export function previewOf(code: string, { path }: NotebookState): Preview {
  const more = code.length - mostShown;
  const mark = `\n\n[Not all of it is shown: ${more} more characters run, too. They stand in ${path}.]`;
  return { kind: "command", text: more > 0 ? code.slice(0, mostShown) + mark : code, cwd: path };
}
