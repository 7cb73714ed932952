/** A live session with an MCP server, over a link that a test plays and the router that asks. */
import type { ClientEvent, McpTool } from "../../../src/session/clientEvents.ts";
import type { Entry } from "../../../src/shared/state.ts";
import { createSafetyRig, type SafetyRig, type SafetyRigOptions } from "../tools/safetyRig.ts";
import { scripted, typesOf, until, type Scripted, type ScriptedLink } from "./scripted.ts";

export const weather: McpTool = {
  type: "mcp",
  server_label: "weather",
  server_url: "https://weather.example.com/mcp",
  require_approval: "always",
};
export const args = '{"city":"Oslo"}';
export const request = (id: string) => ({
  type: "mcp_approval_request",
  id,
  server_label: "weather",
  name: "get_forecast",
  arguments: args,
});
export const mcpCall = (id: string, more: Record<string, unknown> = {}) => ({
  type: "mcp_call",
  id,
  server_label: "weather",
  name: "get_forecast",
  arguments: args,
  output: null,
  error: null,
  ...more,
});
export const itemDone = (link: ScriptedLink, item: unknown, type = "conversation.item.done"): void =>
  link.receive({ type, item });
export const created = (link: ScriptedLink, id: string): void =>
  link.receive({ type: "response.created", response: { id, status: "in_progress", output: [] } });
export const done = (link: ScriptedLink, id: string, output: unknown[], status = "completed"): void =>
  link.receive({ type: "response.done", response: { id, status, output } });

export interface Stage extends Scripted {
  link(): ScriptedLink;
  rig: SafetyRig;
  entry(id: string): Extract<Entry, { kind: "tool" }> | undefined;
  answers(): (ClientEvent & { type: "conversation.item.create" })["item"][];
  creates(): number;
}

export async function live(rules: SafetyRigOptions = {}): Promise<Stage> {
  const rig = createSafetyRig(rules);
  const parts = scripted({ mcpTools: () => [weather], guard: () => rig.router });
  await parts.goLive();
  const items = () =>
    parts.link().sent.flatMap((event) => (event.type === "conversation.item.create" ? [event.item] : []));
  return {
    ...parts,
    rig,
    entry: (id) =>
      parts.session.entries.find(
        (entry): entry is Extract<Entry, { kind: "tool" }> => entry.kind === "tool" && entry.id === id,
      ),
    answers: () => items().filter(({ type }) => type === "mcp_approval_response"),
    creates: () => typesOf(parts.link().sent).filter((type) => type === "response.create").length,
  };
}

/** A response that asks, whole. */
export async function asked(stage: Stage, id = "mcpr_1"): Promise<void> {
  const link = stage.link();
  created(link, "resp_1");
  itemDone(link, request(id));
  done(link, "resp_1", [request(id)]);
  await until(() => stage.entry(id)?.status !== "running" && stage.entry(id) !== undefined);
}
