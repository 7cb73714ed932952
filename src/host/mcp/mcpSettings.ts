/** The user's MCP servers, each parsed by itself: one that is wrong keeps no other from working. */
import * as z from "zod";
import { isLoopback, isOwnNetwork } from "../../providers/ownNetwork.ts";
import type { McpTool } from "../../session/clientEvents.ts";

export interface McpServer {
  label: string;
  url: string;
  /** The tools that may be used; all of them where it is absent. */
  tools?: string[] | undefined;
  approval: "always" | "never";
  description?: string | undefined;
}

/**
 * Why a server is left out. `token`: one stands in the settings. `ownMachine`: the provider's servers cannot reach it.
 * `noSecrets`: it has a token, and this provider has no way to be told of it that does not pass the panel.
 */
export interface McpProblem {
  label: string;
  why: "label" | "token" | "address" | "ownMachine" | "fields" | "noSecrets";
  detail: string;
}

export interface ParsedServers {
  servers: McpServer[];
  problems: McpProblem[];
}

/** What the API takes. */
const label = /^[a-z][\w-]{0,39}$/i;

const stored = z.strictObject({
  url: z.string().trim(),
  tools: z.array(z.string().trim().min(1)).optional(),
  approval: z.enum(["always", "never"]).default("always"),
  description: z.string().trim().optional(),
});

/** Under such names people write what gives access. */
const secretName = /auth|token|secret|passw|api[-_]?key|^key$|bearer|headers|credential|cookie/i;

/** For the provider's servers. */
function isOutOfReach(hostname: string): boolean {
  const isOwn = isLoopback(hostname) || isOwnNetwork(hostname);
  return isOwn || /^(?:0\.0\.0\.0|\[::\])$|\.(?:localhost|internal)$/.test(hostname);
}

/** @param hosted whether the provider's servers are not the user's own, so that they reach public addresses only. */
export function parseServers(setting: Readonly<Record<string, unknown>>, hosted: boolean): ParsedServers {
  const servers: McpServer[] = [];
  const problems: McpProblem[] = [];
  for (const [name, value] of Object.entries(setting)) {
    const parsed = parseServer(name, value, hosted);
    if ("why" in parsed) problems.push(parsed);
    else servers.push(parsed);
  }
  return { servers, problems };
}

function parseServer(name: string, value: unknown, hosted: boolean): McpServer | McpProblem {
  const wrong = (why: McpProblem["why"], detail = ""): McpProblem => ({ label: name, why, detail });
  if (!label.test(name)) return wrong("label");
  const fields = typeof value === "object" && value !== null ? Object.keys(value) : [];
  const secret = fields.find((field) => secretName.test(field));
  if (secret !== undefined) return wrong("token", secret);
  const parsed = stored.safeParse(value);
  if (!parsed.success) return wrong("fields", z.prettifyError(parsed.error));
  const { url: address, ...rest } = parsed.data;
  const url = URL.parse(address);
  if (url?.protocol !== "https:") return wrong("address", address);
  if (url.username !== "" || url.password !== "") return wrong("token", "url");
  const parameter = [...url.searchParams.keys()].find((key) => secretName.test(key));
  if (parameter !== undefined) return wrong("token", parameter);
  if (hosted && isOutOfReach(url.hostname)) {
    return wrong("ownMachine", url.hostname);
  }
  return { label: name, url: url.href, ...rest };
}

/**
 * @param denies whether a rule of the user's may forbid a tool of this server: then it is never called unasked, and
 * the rules are held against each call.
 */
export function toolOf({ label, url, tools, approval, description }: McpServer, denies: boolean): McpTool {
  return {
    type: "mcp",
    server_label: label,
    server_url: url,
    ...(description !== undefined && description !== "" && { server_description: description }),
    ...(tools !== undefined && { allowed_tools: tools }),
    require_approval: denies ? "always" : approval,
  };
}

/** Whether a pattern of vivaVoce.confirm.deny may be meant for a tool of this server. */
export function mayDeny(rule: string, { label }: Pick<McpServer, "label">): boolean {
  const name = `mcp:${label}/`.toLowerCase();
  const [fixed = ""] = rule.trim().toLowerCase().split("*", 1);
  return name.startsWith(fixed) || fixed.startsWith(name);
}
