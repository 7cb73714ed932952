/** The part of a session that calls MCP servers: lists their tools, waits for approval, and tells what came of it. */
import { setTimeout as sleep } from "node:timers/promises";
import type { RealtimeMcpApprovalRequest, RealtimeMcpToolCall } from "openai/resources/realtime/realtime";
import type { Conversation } from "../conversation/conversation.ts";
import { textOf } from "../conversation/items.ts";
import type { NewId } from "../identifiers.ts";
import { remoteWishIn } from "../mind/mcpRules.ts";
import type { Plan, Turn } from "../mind/plan.ts";
import { ProtocolError, type Send, type Session } from "../protocol.ts";
import type { PretendServer, PretendServers } from "./pretendServers.ts";

export interface McpPlayOptions {
  newId: NewId;
  send: Send;
  conversation: Conversation;
  session(): Session;
  servers: PretendServers;
}

/** A call that a response has made. */
export interface ProposedCall {
  item: RealtimeMcpToolCall;
  responseId: string;
  outputIndex: number;
}

type McpTool = Extract<NonNullable<Session["tools"]>[number], { type: "mcp" }>;

/** Milliseconds. */
const listingMs = 20;

export class McpPlay {
  readonly #options: McpPlayOptions;
  readonly #listed = new Set<string>();
  /** By their requests. */
  readonly #waiting = new Map<string, ProposedCall>();
  /** What the assistant has yet to speak of. */
  #ended: RealtimeMcpToolCall[] = [];

  constructor(options: McpPlayOptions) {
    this.#options = options;
  }

  /** Lists the tools of the servers that are new. */
  list(): void {
    for (const tool of this.#tools()) {
      if (this.#listed.has(tool.server_label)) continue;
      this.#listed.add(tool.server_label);
      void this.#list(tool);
    }
  }

  /** A response has made a call. */
  propose(call: ProposedCall): void {
    const { item } = call;
    const tool = this.#tools().find(({ server_label }) => server_label === item.server_label);
    if (tool?.require_approval === "never") return void this.#run(call);
    const { newId, conversation } = this.#options;
    const request: RealtimeMcpApprovalRequest = {
      id: newId("mcpr_"),
      type: "mcp_approval_request",
      server_label: item.server_label,
      name: item.name,
      arguments: item.arguments,
    };
    this.#waiting.set(request.id, call);
    conversation.add(request);
    conversation.done(request);
  }

  /** @throws {ProtocolError} where nothing waits for this answer. */
  answer({ approval_request_id: id, approve }: { approval_request_id: string; approve: boolean }): void {
    const call = this.#waiting.get(id);
    if (call === undefined) {
      const message = `Approval request with id '${id}' not found.`;
      throw new ProtocolError(message, "invalid_value", "item.approval_request_id");
    }
    this.#waiting.delete(id);
    call.item.approval_request_id = id;
    if (approve) void this.#run(call);
  }

  /** What there is to be said and done about these servers; undefined where there is nothing. */
  plan({ words, items }: Turn): Plan | undefined {
    const [ended] = this.#ended.splice(0);
    if (ended !== undefined) {
      return { outputs: [{ say: ended.error?.type ? "That did not work." : (ended.output ?? "") }] };
    }
    const wish = words === undefined ? undefined : remoteWishIn(words);
    if (wish !== undefined) return this.#call(wish);
    if (words !== undefined) return undefined;
    const last = items.findLastIndex((item) => item.type === "message" && item.role === "assistant");
    const question = items
      .slice(last + 1)
      .map((item) => /"question":"((?:[^"\\]|\\.)*)"/.exec(textOf(item))?.[1])
      .findLast((found) => found !== undefined);
    return question === undefined ? undefined : { outputs: [{ say: "May I ask the server?" }] };
  }

  #call({ server, about }: { server: string; about: string }): Plan | undefined {
    const tool = this.#tools().find(({ server_label }) => server_label === server);
    const name = Object.keys(this.#serverOf(tool)?.tools ?? {}).find((each) => each.endsWith(about));
    if (tool === undefined || name === undefined) return { outputs: [{ say: "I cannot do that here." }] };
    return { outputs: [{ server, tool: name, arguments: JSON.stringify({ about }) }] };
  }

  #tools(): McpTool[] {
    return (this.#options.session().tools ?? []).filter((tool) => tool.type === "mcp");
  }

  #serverOf(tool: McpTool | undefined): PretendServer | undefined {
    const found = this.#options.servers[URL.parse(tool?.server_url ?? "")?.host ?? ""];
    return found?.token === undefined || found.token === tool?.authorization ? found : undefined;
  }

  async #list(tool: McpTool): Promise<void> {
    const { newId, send, conversation } = this.#options;
    const id = newId("mcpl_");
    const item = {
      id,
      type: "mcp_list_tools" as const,
      server_label: tool.server_label,
      tools: [] as object[],
    };
    conversation.add(item as never);
    send({ type: "mcp_list_tools.in_progress", item_id: id });
    await sleep(listingMs);
    const server = this.#serverOf(tool);
    for (const [name, { description }] of Object.entries(server?.tools ?? {})) {
      if (Array.isArray(tool.allowed_tools) && !tool.allowed_tools.includes(name)) continue;
      item.tools.push({ name, description, input_schema: { type: "object" } });
    }
    send({ type: server === undefined ? "mcp_list_tools.failed" : "mcp_list_tools.completed", item_id: id });
    conversation.done(item as never);
  }

  async #run({ item, responseId, outputIndex }: ProposedCall): Promise<void> {
    const { send, conversation } = this.#options;
    const place = { item_id: item.id, output_index: outputIndex };
    const tool = this.#tools().find(({ server_label }) => server_label === item.server_label);
    const pretended = this.#serverOf(tool)?.tools[item.name];
    send({ type: "response.mcp_call.in_progress", ...place });
    await sleep(pretended?.delayMs ?? listingMs);
    try {
      if (pretended === undefined) throw new Error(`Unknown tool: ${item.name}`);
      item.output = pretended.answer(item.arguments);
      send({ type: "response.mcp_call.completed", ...place });
    } catch (error) {
      item.error = {
        type: "tool_execution_error",
        message: error instanceof Error ? error.message : String(error),
      };
      send({ type: "response.mcp_call.failed", ...place });
    }
    this.#ended.push(item);
    const copy = structuredClone(item);
    send({
      type: "response.output_item.done",
      response_id: responseId,
      output_index: outputIndex,
      item: copy,
    });
    conversation.done(item);
  }
}

/** As a session is told to its client: who has it told the server, and nobody reads it back. */
export function withoutTokens(session: Session): Session {
  const tools = session.tools?.map((tool) => {
    if (tool.type !== "mcp") return tool;
    const { authorization: _, ...shown } = tool;
    return shown;
  });
  return { ...session, ...(tools !== undefined && { tools }) };
}
