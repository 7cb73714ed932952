/** Finds in a conversation what a response has to answer. */
import { textOf } from "../conversation/items.ts";
import type { ConversationItem } from "../protocol.ts";
import type { Answered, Turn } from "./plan.ts";

const isOurs = (item: ConversationItem): boolean =>
  item.type === "function_call" ||
  item.type === "mcp_call" ||
  (item.type === "message" && item.role === "assistant");

/**
 * @param heard what was recognised in a message's sound, by the message's id; undefined where that is silence.
 * @param settled the items that responses were made from, and those that they made. What came while a response was
 * about to speak stands before its answer, and is not answered by it.
 */
export async function turnOf(
  items: readonly ConversationItem[],
  heard: (itemId: string) => Promise<string | undefined> | undefined,
  settled: ReadonlySet<string>,
): Promise<Pick<Turn, "items" | "words" | "answered">> {
  const isSettled = ({ id }: ConversationItem): boolean => id !== undefined && settled.has(id);
  const told = items.findLastIndex((item) => isOurs(item) && !isSettled(item));
  const fresh = items.slice(told + 1).filter((item) => !isOurs(item) && !isSettled(item));
  const said = fresh.findLast((item) => item.type === "message" && item.role === "user");
  const answered = fresh.flatMap((item): Answered[] => {
    if (item.type !== "function_call_output") return [];
    const calls = items.filter((call) => call.type === "function_call");
    const name = calls.find(({ call_id }) => call_id === item.call_id)?.name ?? "";
    return [{ callId: item.call_id, name, output: item.output }];
  });
  if (said === undefined) return { items, answered };
  const recognising = said.id === undefined ? undefined : heard(said.id);
  const words = recognising === undefined ? textOf(said) : await recognising;
  return words === undefined ? { items, answered } : { items, answered, words };
}
