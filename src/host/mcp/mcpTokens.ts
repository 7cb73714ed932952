/** The tokens of MCP servers, in VS Code's secret storage: each for one label and one address. */
import type { SecretStorage } from "vscode";
import type { McpServer } from "./mcpSettings.ts";

type Place = Pick<McpServer, "label" | "url">;

export interface McpTokensOptions {
  secrets: Pick<SecretStorage, "get" | "store" | "delete">;
  /** It is to be taken out of all that is logged or shown. */
  seen(token: string): void;
}

export class McpTokens {
  readonly #options: McpTokensOptions;

  constructor(options: McpTokensOptions) {
    this.#options = options;
  }

  async get(place: Place): Promise<string | undefined> {
    const token = await this.#options.secrets.get(storageName(place));
    if (token !== undefined) this.#options.seen(token);
    return token;
  }

  async set(place: Place, token: string): Promise<void> {
    this.#options.seen(token);
    await this.#options.secrets.store(storageName(place), token);
  }

  async clear(place: Place): Promise<void> {
    await this.#options.secrets.delete(storageName(place));
  }
}

/** Where the address changes, the token is not sent there. */
function storageName({ label, url }: Place): string {
  return `vivaVoce.mcpToken.${label}@${new URL(url).origin}`;
}
