/** Another model, of the profile that is used. */
import * as vscode from "vscode";
import { createPrices } from "../../usage/prices.ts";
import { activeProfile } from "../profiles.ts";
import { ownPrices } from "../usageSettings.ts";
import { askModel, pickModel, type ModelOptions } from "./pickModel.ts";
import { explained, providerFor, type ProfileAccess } from "./profileAccess.ts";
import { profileLabel } from "./profileTexts.ts";
import { saveModel } from "./profileStore.ts";
import type { ShutdownWatch } from "./shutdownWatch.ts";

export async function chooseModel(access: ProfileAccess, shutdowns: ShutdownWatch): Promise<void> {
  const { t } = vscode.l10n;
  const profile = activeProfile();
  const { name, provider } = profile;
  if (provider.problem !== undefined) {
    void vscode.window.showErrorMessage(
      t("{0} cannot be used: {1}. Choose another profile first.", profileLabel(name), provider.problem),
    );
    return;
  }
  const options: ModelOptions = {
    title: name === "" ? t("Choose Model") : t("Choose Model of {0}", name),
    canGoBack: false,
    chosen: provider.model,
    provider: () => providerFor(profile, access),
    prices: createPrices(ownPrices()),
    explain: (error) => explained(error, access).message,
  };
  // Azure lists what could be deployed, and not what is.
  const answer = await (provider.kind === "azure"
    ? askModel({ ...options, prompt: t("The name of the deployment, as it stands in the portal.") })
    : pickModel(options));
  if (answer.way !== "next" || !(await saveModel(answer.value.id))) return;
  await shutdowns.tellIfNear(answer.value);
}
