/** The MCP servers that the provider may call, from the user's settings; their tokens; and what is wrong with them. */
import * as vscode from "vscode";
import * as z from "zod";
import { traits } from "../../providers/traits.ts";
import type { McpTool } from "../../session/clientEvents.ts";
import type { CommandHandlers } from "../commands.ts";
import type { Keys } from "../keys.ts";
import { cleanKey, isKey } from "../keyText.ts";
import { activeProfile } from "../profiles.ts";
import { read, section } from "../readSetting.ts";
import { confirmRules } from "../settings.ts";
import {
  mayDeny,
  parseServers,
  toolOf,
  type McpProblem,
  type McpServer,
  type ParsedServers,
} from "./mcpSettings.ts";
import { McpTokens } from "./mcpTokens.ts";
import { problemText } from "./problemText.ts";

type McpCommands = Pick<CommandHandlers, "vivaVoce.setMcpToken" | "vivaVoce.clearMcpToken">;

export class McpServers implements vscode.Disposable {
  readonly #tokens: McpTokens;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;
  /** The labels of those that have a token. */
  #withToken: ReadonlySet<string> = new Set();
  #revision = 0;
  #told = "";
  #reading: Promise<void>;
  /** The servers are others now, or their tokens. */
  readonly onDidChange = this.#changed.event;

  constructor(secrets: vscode.SecretStorage, keys: Keys) {
    this.#tokens = new McpTokens({ secrets, seen: (token) => keys.note(token) });
    this.#reading = this.#readTokens();
    this.#subscription = vscode.Disposable.from(
      this.#changed,
      secrets.onDidChange(({ key }) => {
        if (key.startsWith("vivaVoce.mcpToken.")) this.#follow();
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(section)) this.#follow();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#changed.fire()),
    );
  }

  /** To be awaited before a session starts. Tells the user of servers that are left out, once. */
  async ready(): Promise<void> {
    await this.#reading;
    this.#tell(this.#parsed().problems);
  }

  /** For a session with the provider of now. A workspace that is not trusted has none. */
  tools(): McpTool[] {
    if (!vscode.workspace.isTrusted) return [];
    const denied = confirmRules("deny");
    return this.#parsed().servers.map((server) =>
      toolOf(
        server,
        denied.some((rule) => mayDeny(rule, server)),
      ),
    );
  }

  readonly tokenOf = ({ server_label: label, server_url: url }: McpTool): Promise<string | undefined> =>
    this.#tokens.get({ label, url });

  /** Another one is another session: a token cannot be told to one that is open. */
  get revision(): number {
    return this.#revision;
  }

  get commands(): McpCommands {
    return {
      "vivaVoce.setMcpToken": () => this.#setToken(),
      "vivaVoce.clearMcpToken": () => this.#clearToken(),
    };
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #stored(): ParsedServers {
    const { kind } = activeProfile().provider;
    return parseServers(read("mcpServers", z.record(z.string(), z.unknown())), traits[kind].secrets);
  }

  #parsed(): ParsedServers {
    const { servers, problems } = this.#stored();
    if (traits[activeProfile().provider.kind].secrets) return { servers, problems };
    const cannot = servers.filter(({ label }) => this.#withToken.has(label));
    return {
      servers: servers.filter((server) => !cannot.includes(server)),
      problems: [
        ...problems,
        ...cannot.map(({ label }): McpProblem => ({ label, why: "noSecrets", detail: "" })),
      ],
    };
  }

  #follow(): void {
    this.#reading = this.#readTokens().then(() => {
      this.#tell(this.#parsed().problems);
      this.#changed.fire();
    });
  }

  async #readTokens(): Promise<void> {
    const withToken = new Set<string>();
    for (const server of this.#stored().servers) {
      if ((await this.#tokens.get(server)) !== undefined) withToken.add(server.label);
    }
    this.#withToken = withToken;
  }

  #tell(problems: readonly McpProblem[]): void {
    const text = problems.map(problemText).join(" ");
    if (text === this.#told) return;
    this.#told = text;
    if (text !== "") void this.#offer(text, problems);
  }

  async #offer(text: string, problems: readonly McpProblem[]): Promise<void> {
    const { t } = vscode.l10n;
    const open = t("Open Settings");
    const set = t("Set Token");
    const hasToken = problems.some(({ why }) => why === "token");
    const chosen = await vscode.window.showWarningMessage(text, open, ...(hasToken ? [set] : []));
    if (chosen === open) await openSetting();
    if (chosen === set) await this.#setToken();
  }

  async #setToken(): Promise<void> {
    const { t } = vscode.l10n;
    const server = await this.#choose(t("Set Token of an MCP Server"));
    if (server === undefined) return;
    const entered = await vscode.window.showInputBox({
      title: t("Token of the MCP Server {0}", server.label),
      prompt: t(
        "Kept in this computer's secret storage. Sent to your provider, which shows it to {0} only.",
        new URL(server.url).host,
      ),
      password: true,
      ignoreFocusOut: true,
      validateInput: (value) =>
        value.trim() === "" || isKey(tokenIn(value))
          ? undefined
          : t("A token has no spaces and no letters with accents. Copy it once more."),
    });
    const token = tokenIn(entered ?? "");
    if (token === "") return;
    await this.#tokens.set(server, token);
    this.#revision++;
    this.#follow();
  }

  async #clearToken(): Promise<void> {
    const { t } = vscode.l10n;
    const server = await this.#choose(t("Clear Token of an MCP Server"));
    if (server === undefined) return;
    await this.#tokens.clear(server);
    this.#revision++;
    this.#follow();
    void vscode.window.showInformationMessage(
      t("The token of the MCP server {0} was removed.", server.label),
    );
  }

  async #choose(title: string): Promise<McpServer | undefined> {
    const { t } = vscode.l10n;
    const { servers } = this.#stored();
    if (servers.length === 0) {
      const open = t("Open Settings");
      const text = t(
        "There is no MCP server yet. Add one to the setting {0} first.",
        `${section}.mcpServers`,
      );
      if ((await vscode.window.showInformationMessage(text, open)) === open) await openSetting();
      return undefined;
    }
    const items = servers.map((server) => ({
      label: server.label,
      description: server.url,
      detail: this.#withToken.has(server.label) ? t("It has a token.") : t("It has no token."),
      server,
    }));
    return (await vscode.window.showQuickPick(items, { title }))?.server;
  }
}

/** Copied from a header, it has a word before it that the API adds itself. */
function tokenIn(pasted: string): string {
  return cleanKey(cleanKey(pasted).replace(/^bearer\s+/i, ""));
}

async function openSetting(): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.openSettings", `${section}.mcpServers`);
}
