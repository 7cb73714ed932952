/** Does the provider take the key, the model and the session as it is set up? A secret for a call tells, and is free. */
import type { Provider } from "../../providers/provider.ts";
import type { SessionConfiguration } from "../../session/clientEvents.ts";
import { SessionFailure } from "../../session/failure.ts";
import { findingOf, since, type Check, type Finding, type Words } from "./check.ts";
import { within } from "../../session/deadline.ts";

export interface AcceptanceOptions {
  provider(): Provider;
  configuration(): SessionConfiguration;
  /** In ms. */
  patience: number;
  words: Words;
}

export function acceptanceCheck({ provider, configuration, patience, words }: AcceptanceOptions): Check {
  const { t } = words;
  return {
    id: "acceptance",
    title: t("Key and model"),
    needs: ["settings", "key", "endpoint"],
    async run(signal): Promise<Finding> {
      const start = performance.now();
      try {
        const timely = within(patience, signal);
        const asked = provider();
        if (!asked.traits.secrets) {
          return { state: "skipped", found: t("Only a call can tell: this server knows no ephemeral keys.") };
        }
        // Not used, it expires.
        await asked.mintSecret(configuration(), timely);
      } catch (error) {
        if (signal.aborted || !(error instanceof SessionFailure)) throw error;
        return findingOf(error, words);
      }
      const found = t(
        "The provider takes the key, the model and the session's settings, in {0} ms.",
        since(start),
      );
      return { state: "ok", found };
    },
  };
}
