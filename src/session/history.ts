/** Entries of the transcript as items that a new session can be given. */
import type { Entry } from "../shared/state.ts";
import type { Item } from "./clientEvents.ts";

/** @param output what the model was told of a call; a call without one is not part of the history. */
export function itemsOf(entry: Entry, output: string | undefined): Item[] {
  if (entry.kind === "tool") {
    if (output === undefined) return [];
    return [
      { type: "function_call", call_id: entry.id, name: entry.name, arguments: entry.arguments },
      { type: "function_call_output", call_id: entry.id, output },
    ];
  }
  if (entry.kind === "notice" || entry.text === "") return [];
  if (entry.kind === "user") {
    return [{ type: "message", role: "user", content: [{ type: "input_text", text: entry.text }] }];
  }
  return [{ type: "message", role: "assistant", content: [{ type: "output_text", text: entry.text }] }];
}
