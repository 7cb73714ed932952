/** What keeps a request from the server, in words. */
import type { WayReason } from "../../session/failure.ts";
import type { Saying, Text } from "./saying.ts";

export function wayTexts(saying: Saying): Record<WayReason, Text> {
  return { ...connectionTexts(saying), ...proxyTexts(saying) };
}

type ProxyReason = "proxyPassword" | "proxyRefused" | "proxyFailed";

function connectionTexts({ t, host }: Saying): Omit<Record<WayReason, Text>, ProxyReason> {
  return {
    nameUnknown: {
      message: t("The name of {0} is not known to this network.", host),
      remedy: t("Look for a slip in the endpoint's address, and see that this computer is online."),
      actions: ["retry", "openSettings"],
    },
    connectionRefused: {
      message: t("{0} refuses the connection: nothing listens there.", host),
      remedy: t("Check the port in the endpoint's address, and that the server runs."),
      actions: ["retry", "openSettings"],
    },
    noRoute: {
      message: t("No network leads from here to {0}.", host),
      remedy: t("See that this computer is online, and that its VPN or firewall lets it through."),
      actions: ["retry", "openSettings"],
    },
    certificateRefused: {
      message: t("This computer does not trust the certificate that {0} shows.", host),
      remedy: t(
        "Where a company's proxy replaces certificates, its authority has to be among those of the system; otherwise check the endpoint's address and this computer's clock.",
      ),
      actions: ["openSettings", "retry"],
    },
    timedOut: {
      message: t("{0} does not answer.", host),
      remedy: t("Check the network, the VPN and the firewall, which may swallow the requests."),
      actions: ["retry", "openSettings"],
    },
    unreachable: {
      message: t("The connection to {0} broke off before there was an answer.", host),
      remedy: t("Check the endpoint's address: https:// needs a server that speaks it."),
      actions: ["retry", "openSettings"],
    },
  };
}

function proxyTexts({ t, host }: Saying): Pick<Record<WayReason, Text>, ProxyReason> {
  return {
    proxyPassword: {
      message: t(
        "The proxy on the way to {0} wants a name and a password, or others than it was given.",
        host,
      ),
      remedy: t("Set them in the address of the setting http.proxy: http://NAME:PASSWORD@HOST:PORT."),
      actions: ["openProxySettings", "retry"],
    },
    proxyRefused: {
      message: t("The proxy on the way to {0} does not let the request through.", host),
      remedy: t("Ask its administrator to allow {0}, or set another proxy in the setting http.proxy.", host),
      actions: ["openProxySettings", "retry"],
    },
    proxyFailed: {
      message: t("The proxy on the way to {0} cannot be reached, or does not reach it.", host),
      remedy: t("Check the setting http.proxy, and that this computer is in the proxy's network."),
      actions: ["retry", "openProxySettings"],
    },
  };
}
