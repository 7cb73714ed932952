/** Asks for what shows a provider who the user is, and takes it away again. */
import * as vscode from "vscode";
import type { ProviderSettings } from "../providers/settings.ts";
import { doubtAbout } from "./keyDoubts.ts";
import { doubtText, lostText } from "./keyWords.ts";
import { environmentVariable, type Keys } from "./keys.ts";
import { cleanKey } from "./keyText.ts";
import { microsoftToken } from "./microsoft.ts";
import type { Profile } from "./profiles.ts";

/** Asks for the key and stores it, or has the user sign in. @returns whether there is one now. */
export async function askForKey(keys: Keys, profile: Profile): Promise<boolean> {
  if (profile.provider.signIn === "microsoft") return signIn(keys, profile);
  const entered = await vscode.window.showInputBox({
    title: titleOf(profile),
    prompt: await promptOf(keys, profile),
    placeHolder: profile.provider.kind === "openai" ? "sk-…" : "",
    password: true,
    ignoreFocusOut: true,
    validateInput: (value) => opinionOf(value, profile.provider),
  });
  const key = cleanKey(entered ?? "");
  if (key === "") return false;
  try {
    await keys.set(profile, key);
  } catch (error) {
    void vscode.window.showErrorMessage(notStored(error, profile));
    return false;
  }
  return true;
}

/** An error where it cannot be the key; a warning where it can, and is not likely to be. */
function opinionOf(value: string, settings: ProviderSettings): vscode.InputBoxValidationMessage | undefined {
  const key = cleanKey(value);
  const doubt = key === "" ? undefined : doubtAbout(key, settings);
  if (doubt === undefined) return undefined;
  const { Error, Warning } = vscode.InputBoxValidationSeverity;
  return { message: doubtText(doubt, settings), severity: doubt.sure ? Error : Warning };
}

async function promptOf(keys: Keys, profile: Profile): Promise<string> {
  const kept = vscode.l10n.t("Kept in this computer's secret storage. Sent to your provider only.");
  return (await keys.source(profile)) === "lost" ? lostText(profile.provider.kind) : kept;
}

function notStored(error: unknown, { provider }: Profile): string {
  const { t } = vscode.l10n;
  const why = error instanceof Error ? error.message : String(error);
  const variable = environmentVariable[provider.kind];
  return variable === undefined
    ? t("VS Code could not store the API key: {0}. See that this computer's keyring is unlocked.", why)
    : t(
        "VS Code could not store the API key: {0}. See that this computer's keyring is unlocked, or start VS Code with the environment variable {1}.",
        why,
        variable,
      );
}

/** Who is signed in already may take another account. */
async function signIn(keys: Keys, profile: Profile): Promise<boolean> {
  const { t } = vscode.l10n;
  const isIn = (await keys.get(profile)) !== undefined;
  try {
    return (await microsoftToken(profile.provider, isIn ? "anew" : "ask")) !== undefined;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const again = t("Sign In");
    // Not waited for: a start that asks must not hang on a notification.
    void vscode.window
      .showWarningMessage(t("You are not signed in to Microsoft: {0}", why), again)
      .then((chosen) => chosen === again && vscode.commands.executeCommand("vivaVoce.setKey"));
    return false;
  }
}

function titleOf({ name, provider }: Profile): string {
  if (name !== "") return vscode.l10n.t("API Key of {0}", name);
  if (provider.kind === "azure") return vscode.l10n.t("Azure OpenAI API Key");
  return provider.kind === "openai" ? vscode.l10n.t("OpenAI API Key") : vscode.l10n.t("API Key");
}

export async function clearKey(keys: Keys, profile: Profile): Promise<void> {
  const { t } = vscode.l10n;
  if (profile.provider.signIn === "microsoft") {
    void vscode.window.showInformationMessage(
      t("VS Code keeps the sign-in to Microsoft. Sign out under Accounts, at the foot of the activity bar."),
    );
    return;
  }
  const before = await keys.source(profile);
  await keys.clear(profile);
  const variable = keys.inEnvironment(profile);
  void vscode.window.showInformationMessage(clearedText(before === "stored", variable));
}

function clearedText(wasStored: boolean, variable: string | undefined): string {
  const { t } = vscode.l10n;
  if (variable === undefined) {
    return wasStored ? t("The API key was removed.") : t("No API key was stored.");
  }
  return wasStored
    ? t("The stored API key was removed. The one in the environment variable {0} is used now.", variable)
    : t("No API key was stored. The one in the environment variable {0} is used.", variable);
}
