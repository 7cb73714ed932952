/** The items of a conversation that tell of MCP servers, which the provider calls itself. */
import * as z from "zod";

/** Servers differ in how they tell of an error: as an object, or as text. */
const mcpError = z
  .union([z.string().transform((message) => ({ message })), z.object({ message: z.string().nullish() })])
  .nullish()
  .catch({ message: undefined });

const mcpCall = z.object({
  type: z.literal("mcp_call"),
  id: z.string(),
  server_label: z.string(),
  name: z.string(),
  arguments: z.string().nullish(),
  approval_request_id: z.string().nullish(),
  /** Present as soon as it has ended, like the error. */
  output: z.string().nullish(),
  error: mcpError,
});
export type McpCallItem = z.infer<typeof mcpCall>;

const mcpApprovalRequest = z.object({
  type: z.literal("mcp_approval_request"),
  id: z.string(),
  server_label: z.string(),
  name: z.string(),
  arguments: z.string(),
});
export type McpApprovalRequestItem = z.infer<typeof mcpApprovalRequest>;

const mcpListTools = z.object({
  type: z.literal("mcp_list_tools"),
  id: z.string(),
  server_label: z.string(),
  error: mcpError,
});
export type McpListToolsItem = z.infer<typeof mcpListTools>;

export const mcpItems = [mcpCall, mcpApprovalRequest, mcpListTools] as const;

export function isMcpCall(item: { type: string }): item is McpCallItem {
  return mcpCall.safeParse(item).success;
}

export function isApprovalRequest(item: { type: string }): item is McpApprovalRequestItem {
  return mcpApprovalRequest.safeParse(item).success;
}

export function isToolList(item: { type: string }): item is McpListToolsItem {
  return mcpListTools.safeParse(item).success;
}
