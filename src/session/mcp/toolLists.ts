/** Tells of the MCP servers whose tools the provider could not list. */
import type { ServerEvent } from "../serverEvents.ts";
import { isToolList } from "./items.ts";

export class ToolLists {
  readonly #tell: (server: string, why: string) => void;
  /** By the list's item: whose it is, and what is wrong with it. */
  readonly #lists = new Map<string, { server: string; why: string }>();
  readonly #told = new Set<string>();

  /** @param tell `server` and `why` are "" where nobody says. */
  constructor(tell: (server: string, why: string) => void) {
    this.#tell = tell;
  }

  handle(event: ServerEvent): void {
    if (event.type === "session.created") {
      this.#lists.clear();
      this.#told.clear();
    }
    if (event.type === "mcp_list_tools.failed") this.#failed(event.item_id);
    if (event.type !== "conversation.item.added" && event.type !== "conversation.item.done") return;
    const { item } = event;
    if (!isToolList(item)) return;
    this.#lists.set(item.id, { server: item.server_label, why: item.error?.message ?? "" });
    if (item.error !== null && item.error !== undefined) this.#failed(item.id);
  }

  #failed(itemId: string): void {
    if (this.#told.has(itemId)) return;
    this.#told.add(itemId);
    const { server, why } = this.#lists.get(itemId) ?? { server: "", why: "" };
    this.#tell(server, why);
  }
}
