/** Finds in a conversation what a response has to answer. */
import { textOf } from "../conversation/items.ts";
import type { ConversationItem } from "../protocol.ts";
import type { Answered, Turn } from "./plan.ts";

const isOurs = (item: ConversationItem): boolean =>
  item.type === "function_call" || (item.type === "message" && item.role === "assistant");

/** @param heard what was recognised in a message's sound, by the message's id. */
export async function turnOf(
  items: readonly ConversationItem[],
  heard: (itemId: string) => Promise<string> | undefined,
): Promise<Pick<Turn, "items" | "words" | "answered">> {
  const fresh = items.slice(items.findLastIndex(isOurs) + 1);
  const said = fresh.findLast((item) => item.type === "message" && item.role === "user");
  const answered = fresh.flatMap((item): Answered[] => {
    if (item.type !== "function_call_output") return [];
    const calls = items.filter((call) => call.type === "function_call");
    const name = calls.find(({ call_id }) => call_id === item.call_id)?.name ?? "";
    return [{ callId: item.call_id, name, output: item.output }];
  });
  if (said === undefined) return { items, answered };
  const words = (said.id === undefined ? undefined : await heard(said.id)) ?? textOf(said);
  return { items, answered, words };
}
