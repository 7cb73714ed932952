/** What is said of keys. */
import * as vscode from "vscode";
import type { ProviderSettings } from "../providers/settings.ts";
import { traits, type ProviderKind } from "../providers/traits.ts";
import type { KeyDoubt } from "./keyDoubts.ts";
import { environmentVariable, type KeySource } from "./keys.ts";

/** What speaks against the key, and what to enter instead. */
export function doubtText({ what, whose = "" }: KeyDoubt, { kind }: ProviderSettings): string {
  const { t } = vscode.l10n;
  switch (what) {
    case "blanks":
      return t("A key has no spaces and no letters with accents. Copy it once more.");
    case "masked":
      return t(
        "This is a key with its middle left out. Copy the whole key, which most pages show only once.",
      );
    case "address":
      return t("This is an address. It belongs into the setting vivaVoce.baseUrl; the key is entered here.");
    case "ephemeral":
      return t("This is a secret for a single call, which expires within minutes. Enter the API key itself.");
    case "admin":
      return t(
        "This is an admin key, which manages an organization and opens no calls. Enter a project's key.",
      );
    case "otherProvider":
      return t("This is a key of {0}. Choose that provider, or enter a key of this one.", whose);
    case "azureKey":
      return t("This looks like a key of Azure. For it, set vivaVoce.provider to azure, or add a profile.");
    case "openaiKey":
      return t("This is a key of OpenAI. On Azure it is on the resource's page, under Keys and Endpoint.");
    case "unusual":
      return t("The keys of OpenAI begin with “sk-”, and this one does not.");
    case "short":
      return kind === "azure"
        ? t("The keys of Azure are longer. Copy it once more.")
        : t("The keys of OpenAI are longer. Copy it once more.");
  }
}

/** Why a key is gone, and what keeps the next one. */
export function lostText(kind: ProviderKind): string {
  const { t } = vscode.l10n;
  const variable = environmentVariable[kind];
  if (vscode.env.uiKind === vscode.UIKind.Web) {
    return variable === undefined
      ? t("The key is gone: VS Code in a browser keeps it in that browser only, if at all. Set it once more.")
      : t(
          "The key is gone: VS Code in a browser keeps it in that browser only, if at all. Set it once more, or set the environment variable {0} where VS Code's server starts.",
          variable,
        );
  }
  return variable === undefined
    ? t(
        "The key is gone: VS Code found no keyring to keep it in, and forgot it when it closed. Set it once more; unlock or install a keyring, such as GNOME Keyring or KWallet, to keep it.",
      )
    : t(
        "The key is gone: VS Code found no keyring to keep it in, and forgot it when it closed. Set it once more; to keep it, unlock or install a keyring, such as GNOME Keyring or KWallet, or start VS Code with the environment variable {0}.",
        variable,
      );
}

/** Where the key comes from, for the panel. */
export function sourceText(source: KeySource, { kind }: ProviderSettings): string {
  const { t } = vscode.l10n;
  switch (source) {
    case "stored":
      return t("The API key is in this computer's secret storage.");
    case "environment":
      return t("The API key comes from the environment variable {0}.", environmentVariable[kind] ?? "");
    case "account":
      return t("You are signed in with your Microsoft account.");
    case "lost":
      return lostText(kind);
    case "none":
      return traits[kind].needsKey
        ? t("No API key is set.")
        : t("No API key is set. This server may want none.");
  }
}
