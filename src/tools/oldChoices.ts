import type { Editor } from "./editor.ts";

/** Numbers that were shown for a call before this one are gone after it, whatever it does. */
export async function withoutOldChoices<T>(editor: Editor, work: () => Promise<T>): Promise<T> {
  const before = editor.shownChoices();
  try {
    return await work();
  } finally {
    if (before !== undefined && editor.shownChoices() === before) editor.hideChoices();
  }
}
