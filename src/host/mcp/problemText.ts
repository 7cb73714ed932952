/** Why an MCP server is left out, in the user's words, and what to do. */
import * as vscode from "vscode";
import type { McpProblem } from "./mcpSettings.ts";

export function problemText({ label, why, detail }: McpProblem): string {
  const { t } = vscode.l10n;
  switch (why) {
    case "label":
      return t(
        "The MCP server “{0}” is left out: its name must begin with a letter and may hold 40 letters, digits, - and _.",
        label,
      );
    case "token":
      return t(
        "The MCP server “{0}” is left out: a token does not belong in the settings ({1}). Remove it there and run “Viva Voce: Set Token of an MCP Server”; it is kept in the secret storage then.",
        label,
        detail,
      );
    case "address":
      return t(
        "The MCP server “{0}” is left out: its url must begin with https://, not “{1}”.",
        label,
        detail,
      );
    case "ownMachine":
      return t(
        "The MCP server “{0}” is left out: your provider's servers call it and cannot reach {1}. Give an address on the internet; servers on this computer work when they are added to VS Code itself.",
        label,
        detail,
      );
    case "fields":
      return t("The MCP server “{0}” is left out: {1}", label, detail);
    case "noSecrets":
      return t(
        "The MCP server “{0}” is left out: it has a token, which this provider cannot be told without showing it to the panel. Clear the token, or use another provider.",
        label,
      );
  }
}
