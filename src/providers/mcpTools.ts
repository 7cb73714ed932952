/** The MCP servers of a session, as the server that mints its secret is told of them. */
import type { FunctionTool, McpTool, SessionConfiguration } from "../session/clientEvents.ts";

/** The token that a server wants; undefined where none is set. */
export type TokenOf = (tool: McpTool) => Promise<string | undefined>;

/** With the servers' tokens. Goes from the host to the provider and nowhere else. */
export interface Authorized extends Omit<SessionConfiguration, "tools"> {
  tools?: (FunctionTool | (McpTool & { authorization?: string }))[];
}

export async function authorized(configuration: SessionConfiguration, tokenOf: TokenOf): Promise<Authorized> {
  const { tools } = configuration;
  if (tools === undefined) return configuration;
  return {
    ...configuration,
    tools: await Promise.all(
      tools.map(async (tool) => {
        if (tool.type === "function") return tool;
        const authorization = await tokenOf(tool);
        return authorization === undefined ? tool : { ...tool, authorization };
      }),
    ),
  };
}

/** The same session, without the tools of MCP servers. */
export function withoutServers<Session extends { tools?: { type: string }[] }>(session: Session): Session {
  if (session.tools === undefined) return session;
  return { ...session, tools: session.tools.filter(({ type }) => type !== "mcp") };
}

/** Whether a refusal is about an MCP server. @param field its path, such as "tools[3].server_url". */
export function isAboutServer(field: string, { tools = [] }: SessionConfiguration): boolean {
  if (!/^tools\b/.test(field)) return false;
  const index = /^tools[[.](\d+)/.exec(field)?.[1];
  const blamed = index === undefined ? undefined : tools[Number(index)];
  return blamed === undefined ? tools.some(({ type }) => type === "mcp") : blamed.type === "mcp";
}
