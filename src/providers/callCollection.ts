/** The tool calls of responses that go on, for servers that do not list them when a response is done. */
import { arrayIn, objectIn, textIn, type WireEvent } from "./wireEvent.ts";

interface Call {
  id: string | undefined;
  name: string | undefined;
  /** Undefined while they are on their way. */
  arguments: string | undefined;
}

/** Responses that were begun and never done. */
const mostResponses = 20;

export class CallCollection {
  /** By response, and by the call's id. */
  readonly #calls = new Map<string, Map<string, Call>>();

  note(event: WireEvent, responseId: string): void {
    if (event.type === "response.function_call_arguments.done") {
      return this.#set(responseId, event, textIn(event, "item_id"), event["arguments"]);
    }
    const item = objectIn(event, "item");
    if (!event.type.startsWith("response.output_item.") || item?.["type"] !== "function_call") return;
    const isDone = event.type.endsWith(".done") && item["status"] !== "incomplete";
    this.#set(responseId, item, textIn(item, "id"), isDone ? item["arguments"] : undefined);
  }

  /** @returns a finished response, with all calls that it made. */
  into(response: Record<string, unknown>, responseId: string): Record<string, unknown> {
    const calls = this.#calls.get(responseId);
    this.#calls.delete(responseId);
    const output = arrayIn(response, "output");
    const listed = new Set(output.map(({ call_id }) => call_id));
    const missing = [...(calls ?? [])].flatMap(([call_id, { id, name, arguments: args }]) =>
      name === undefined || args === undefined || listed.has(call_id)
        ? []
        : [{ type: "function_call", id: id ?? call_id, call_id, name, arguments: args, status: "completed" }],
    );
    return { ...response, output: [...output, ...missing] };
  }

  #set(responseId: string, from: Record<string, unknown>, id: string | undefined, args: unknown): void {
    const callId = textIn(from, "call_id");
    if (callId === undefined) return;
    const calls = this.#of(responseId);
    const known = calls.get(callId);
    calls.set(callId, {
      id: id ?? known?.id,
      name: textIn(from, "name") ?? known?.name,
      arguments: typeof args === "string" ? args : known?.arguments,
    });
  }

  #of(responseId: string): Map<string, Call> {
    const calls = this.#calls.get(responseId) ?? new Map<string, Call>();
    this.#calls.set(responseId, calls);
    const [oldest] = this.#calls.keys();
    if (this.#calls.size > mostResponses && oldest !== undefined) this.#calls.delete(oldest);
    return calls;
  }
}
