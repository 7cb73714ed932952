/** Does anybody answer at the endpoint's address? */
import { endpointOf, placeOf, type ProviderSettings } from "../../providers/settings.ts";
import { findingOf, type Check, type Finding, type Words } from "./check.ts";
import { reach } from "./reach.ts";
import { within } from "../../session/deadline.ts";

export interface EndpointOptions {
  settings: ProviderSettings;
  /** The proxy's host, where one is set. */
  proxy: string | undefined;
  /** In ms. */
  patience: number;
  words: Words;
}

export function endpointCheck({ settings, proxy, patience, words }: EndpointOptions): Check {
  const { t } = words;
  return {
    id: "endpoint",
    title: t("Endpoint"),
    needs: ["settings"],
    async run(signal): Promise<Finding> {
      const { root } = endpointOf(settings);
      const { host } = new URL(root);
      const found = await reach(root, within(patience, signal));
      signal.throwIfAborted();
      if (found.reached)
        return { state: "ok", found: t("{0} answers, in {1} ms.", host, found.milliseconds) };
      const finding = findingOf(found.failure.with({ place: placeOf(settings) }), words);
      if (proxy === undefined) return finding;
      const through = t("Requests go through the proxy {0}.", proxy);
      return { ...finding, advice: `${finding.advice ?? ""} ${through}` };
    },
  };
}
