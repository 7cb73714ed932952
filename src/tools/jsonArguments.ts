/** Arguments that the model hands on as JSON text, because their form is not ours to declare. */
import { ToolError } from "./tool.ts";

/** @param text absent or "": an empty object. @throws {ToolError} where it is not JSON. */
export function readArguments(text: string | undefined): unknown {
  if (text === undefined || text.trim() === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new ToolError(`The arguments are not valid JSON: ${text.slice(0, 100)}`);
  }
}
