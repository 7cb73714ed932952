/** Sends a call of an MCP tool, piece by piece, as the API does with one of a function. */
import { setTimeout as sleep } from "node:timers/promises";
import type { RealtimeMcpToolCall } from "openai/resources/realtime/realtime";
import type { RemoteOutput } from "../mind/plan.ts";
import type { Streamed, StreamOptions } from "../response/stream.ts";

/** Characters of the arguments in one delta. */
const piece = 8;

export async function streamRemote(output: RemoteOutput, options: StreamOptions): Promise<Streamed> {
  const { send, responseId, itemId, outputIndex, signal, paceMs = 5, onAdded, onProposed } = options;
  const item: RealtimeMcpToolCall = {
    id: itemId,
    type: "mcp_call",
    server_label: output.server,
    name: output.tool,
    arguments: "",
  };
  const place = { response_id: responseId, item_id: itemId, output_index: outputIndex };
  const copy = structuredClone(item);
  send({
    type: "response.output_item.added",
    response_id: responseId,
    output_index: outputIndex,
    item: copy,
  });
  onAdded(item);
  for (let at = 0; at < output.arguments.length && !signal.aborted; at += piece) {
    await sleep(paceMs);
    const delta = output.arguments.slice(at, at + piece);
    item.arguments += delta;
    send({ type: "response.mcp_call_arguments.delta", ...place, delta });
  }
  send({ type: "response.mcp_call_arguments.done", ...place, arguments: item.arguments });
  if (!signal.aborted) onProposed({ item, responseId, outputIndex });
  return { item, soundMs: 0 };
}
