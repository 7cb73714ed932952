/** Asks for what shows a provider who the user is, and takes it away again. */
import * as vscode from "vscode";
import type { Keys } from "./keys.ts";
import { cleanKey, isKey } from "./keyText.ts";
import { microsoftToken } from "./microsoft.ts";
import type { Profile } from "./profiles.ts";

/** Asks for the key and stores it, or has the user sign in. @returns whether there is one now. */
export async function askForKey(keys: Keys, profile: Profile): Promise<boolean> {
  if (profile.provider.signIn === "microsoft") {
    // Refused by the user, it is none.
    return microsoftToken({ ask: true }).then(
      (token) => token !== undefined,
      () => false,
    );
  }
  const entered = await vscode.window.showInputBox({
    title: titleOf(profile),
    prompt: vscode.l10n.t("Kept in this computer's secret storage. Sent to your provider only."),
    placeHolder: profile.provider.kind === "openai" ? "sk-…" : "",
    password: true,
    ignoreFocusOut: true,
    validateInput: (value) => {
      const key = cleanKey(value);
      if (key === "") return undefined;
      return isKey(key)
        ? undefined
        : vscode.l10n.t("A key has no spaces and no letters with accents. Copy it once more.");
    },
  });
  const key = cleanKey(entered ?? "");
  if (key === "") return false;
  await keys.set(profile, key);
  return true;
}

function titleOf({ name, provider }: Profile): string {
  if (name !== "") return vscode.l10n.t("API Key of {0}", name);
  if (provider.kind === "azure") return vscode.l10n.t("Azure OpenAI API Key");
  return provider.kind === "openai" ? vscode.l10n.t("OpenAI API Key") : vscode.l10n.t("API Key");
}

export async function clearKey(keys: Keys, profile: Profile): Promise<void> {
  await keys.clear(profile);
  const variable = keys.inEnvironment(profile);
  void vscode.window.showInformationMessage(
    variable === undefined
      ? vscode.l10n.t("The API key was removed.")
      : vscode.l10n.t(
          "The stored API key was removed. The one in the environment variable {0} is used now.",
          variable,
        ),
  );
}
