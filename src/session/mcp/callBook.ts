/** The calls of one session to MCP servers. A server may name a call before it asks for it, or after it, or both. */
import type { McpApprovalRequestItem, McpCallItem } from "./items.ts";

export interface Call {
  /** The entry's. */
  id: string;
  server: string;
  tool: string;
  arguments: string;
  itemId?: string;
  requestId?: string;
  /** The response that made it, where that is known. */
  response: string | undefined;
  /** `held`: the request came, and whether its response is whole is open. */
  stage: "proposed" | "held" | "asking" | "running" | "ended";
  link: unknown;
  /** The user has stopped it all: nothing is said of its end. */
  quiet: boolean;
  timer?: NodeJS.Timeout;
}

/** Where a call comes from. */
export type Origin = Pick<Call, "response" | "link">;

export class CallBook {
  #calls: Call[] = [];

  all(): readonly Call[] {
    return this.#calls;
  }

  ofItem(itemId: string): Call | undefined {
    return this.#calls.find((call) => call.itemId === itemId);
  }

  ofResponse(id: string | undefined): Call[] {
    return this.#calls.filter(({ response }) => response === id);
  }

  /** @returns the call that the item tells of. */
  propose(item: McpCallItem, origin: Origin): Call {
    const { approval_request_id: request } = item;
    const call = this.ofItem(item.id) ?? this.#ofRequest(request) ?? this.#add(item, origin);
    call.itemId = item.id;
    // Once it is asked for, what was asked is what counts.
    if (call.stage === "proposed") call.arguments = item.arguments ?? call.arguments;
    return call;
  }

  /** @returns the call that the request asks for; undefined where it asks again. */
  request(item: McpApprovalRequestItem, origin: Origin): Call | undefined {
    if (this.#ofRequest(item.id) !== undefined) return undefined;
    const call = this.#calls.find((each) => isFor(item, each)) ?? this.#add(item, origin);
    call.requestId = item.id;
    call.arguments = item.arguments;
    call.stage = "held";
    return call;
  }

  /** @returns what was in it and has not ended. */
  clear(): Call[] {
    const open = this.#calls.filter(({ stage }) => stage !== "ended");
    this.#calls = [];
    return open;
  }

  #ofRequest(id: string | null | undefined): Call | undefined {
    return this.#calls.find(({ requestId }) => requestId !== undefined && requestId === id);
  }

  #add(item: McpCallItem | McpApprovalRequestItem, origin: Origin): Call {
    const { id, server_label: server, name: tool } = item;
    const call: Call = {
      id,
      server,
      tool,
      arguments: item.arguments ?? "",
      stage: "proposed",
      quiet: false,
      ...origin,
    };
    this.#calls.push(call);
    return call;
  }
}

function isFor(request: McpApprovalRequestItem, call: Call): boolean {
  if (call.stage !== "proposed" || call.requestId !== undefined) return false;
  if (call.server !== request.server_label || call.tool !== request.name) return false;
  return call.arguments === "" || call.arguments === request.arguments;
}
