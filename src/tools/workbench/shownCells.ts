/** Binds a yes to what was shown with the question: meanwhile cells can be changed, moved, and other notebooks opened. */
import { ToolError } from "../tool.ts";
import type { NotebookState } from "./workbench.ts";

/**
 * @param numbers of the cells that the call is about, from 1: when it was asked, and now.
 * @throws {ToolError} where they are not the same any more.
 */
export function requireShown(
  shown: NotebookState,
  now: NotebookState,
  numbers: { shown: readonly number[]; now: readonly number[] },
): void {
  if (now.path !== shown.path) {
    throw new ToolError(
      `The question was about ${shown.path}, and ${now.path} is in front now, so nothing was done. Call again.`,
    );
  }
  if (contentOf(shown, numbers.shown) === contentOf(now, numbers.now)) return;
  throw new ToolError(
    `The cells of ${now.path} were changed since the question, so nothing was done. Read them, then call again.`,
  );
}

/** What tells one such call from another: repeated in a call of several, it is the same only with the same cells. */
export function shownSubject(state: NotebookState, numbers: readonly number[]): string {
  return `notebook:${state.path} ${contentOf(state, numbers)}`;
}

function contentOf({ cells }: NotebookState, numbers: readonly number[]): string {
  return JSON.stringify(
    numbers.map((number) => {
      const cell = cells[number - 1];
      return [number, cell?.kind, cell?.language, cell?.text];
    }),
  );
}
