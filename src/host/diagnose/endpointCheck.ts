/** Does anybody answer at the endpoint's address? */
import { endpointOf, type ProviderSettings } from "../../providers/settings.ts";
import type { Check, Finding, Words } from "./check.ts";
import { reach, type Obstacle } from "./reach.ts";

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
      const found = await reach(root, AbortSignal.any([signal, AbortSignal.timeout(patience)]));
      signal.throwIfAborted();
      if (found.reached)
        return { state: "ok", found: t("{0} answers, in {1} ms.", host, found.milliseconds) };
      const { detail, obstacle } = found;
      const { what, advice } = text(obstacle, host, words);
      const through = proxy === undefined ? "" : ` ${t("Requests go through the proxy {0}.", proxy)}`;
      return { state: "failed", found: what, advice: advice + through, detail, mend: "openSettings" };
    },
  };
}

function text(obstacle: Obstacle, host: string, { t }: Words): { what: string; advice: string } {
  switch (obstacle) {
    case "name":
      return {
        what: t("The name of {0} is not known to this network.", host),
        advice: t("Look for a slip in the endpoint's address, and see that this computer is online."),
      };
    case "refused":
      return {
        what: t("{0} refuses the connection: nothing listens there.", host),
        advice: t("Check the port in the endpoint's address, and that the server runs."),
      };
    case "route":
      return {
        what: t("No network leads from here to {0}.", host),
        advice: t("See that this computer is online, and that its VPN or firewall lets it through."),
      };
    case "certificate":
      return {
        what: t("This computer does not trust the certificate that {0} shows.", host),
        advice: t(
          "Where a company's proxy replaces certificates, its authority has to be among those of the system; otherwise check the endpoint's address and this computer's clock.",
        ),
      };
    case "timeout":
      return {
        what: t("{0} does not answer.", host),
        advice: t("Check the network, the VPN and the firewall, which may swallow the requests."),
      };
    case "proxy":
      return {
        what: t("The proxy on the way to {0} does not let the request through.", host),
        advice: t("Check the setting http.proxy, and the name and password that the proxy wants."),
      };
    case "broken":
      return {
        what: t("The connection to {0} broke off before there was an answer.", host),
        advice: t("Check the endpoint's address: https:// needs a server that speaks it."),
      };
  }
}
