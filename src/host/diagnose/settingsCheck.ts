/** Can the settings be right? */
import { endpointOf, type ProviderSettings } from "../../providers/settings.ts";
import { asFailure } from "../../session/failure.ts";
import { findingOf, type Check, type Finding, type Words } from "./check.ts";

export function settingsCheck(settings: ProviderSettings, words: Words): Check {
  const { t } = words;
  const run = (): Finding => {
    try {
      const { host } = new URL(endpointOf(settings).root);
      if (settings.model !== "") {
        return { state: "ok", found: t("The model is {0}, at {1}.", settings.model, host) };
      }
    } catch (error) {
      return findingOf(asFailure(error, "badSettings"), words);
    }
    return {
      state: "failed",
      found: t("No model is set."),
      advice: t("Set the name of a realtime model in the settings; on Azure it is the deployment's name."),
      mend: "openSettings",
    };
  };
  return { id: "settings", title: t("Settings"), needs: [], run: () => Promise.resolve(run()) };
}
