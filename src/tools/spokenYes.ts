/** Whether the user's own words bear out the yes that the model passes on. */
import { isYes } from "./consent.ts";
import { ToolError, type Risk } from "./tool.ts";

/**
 * @param turns what the user said since the question; undefined where nothing is written down.
 * @returns the words of the yes; "" where nobody knows them.
 * @throws {ToolError} where they are none, or where they are not known and the call cannot be undone.
 */
export function wordsOfYes(turns: readonly string[] | undefined, risk: Risk): string {
  if (turns === undefined) {
    if (risk !== "destructive") return "";
    throw new ToolError(
      "What the user says is not written down here, and this cannot be undone, so a spoken yes is not enough: " +
        "ask them to click Allow in the panel or to press the key for it.",
    );
  }
  if (isYes(turns)) return turns.at(-1) ?? "";
  throw new ToolError(
    "What the user said last is not heard as a yes, so nothing was done. Ask for a plain yes or no; " +
      "they can also click Allow in the panel.",
  );
}
