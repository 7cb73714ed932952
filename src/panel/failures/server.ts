/** What the server makes of our requests, in words. */
import type { ServerReason, SoundReason } from "../../session/failure.ts";
import { spanOf } from "./account.ts";
import type { Saying, Text } from "./saying.ts";

export function serverTexts(saying: Saying): Record<ServerReason, Text> {
  const { t, who, host, onAzure, failure } = saying;
  const isGateway = failure.place?.kind === "compatible";
  const wait = failure.retryAfter;
  const later =
    wait === undefined ? t("Try again in a moment.") : t("Try again in {0}.", spanOf(wait, saying));
  return {
    serverFailed: { message: t("{0} had an error of its own.", who), remedy: later, actions: ["retry"] },
    overloaded: {
      message: t("{0} is overloaded, or not ready yet.", who),
      remedy: later,
      actions: ["retry"],
    },
    badAnswer: {
      message: t("The endpoint answered something else than the Realtime API does."),
      remedy: t("Check the endpoint's address in the settings."),
      actions: ["openSettings", "retry"],
    },
    notThere: {
      message: onAzure
        ? t("The resource at {0} has no Realtime API.", host)
        : t("There is no Realtime API at this address of {0}.", host),
      remedy: onAzure
        ? t("Check the endpoint's address. Realtime models are offered in some of Azure's regions only.")
        : isGateway
          ? t(
              "Check the endpoint's address, which usually ends in /v1. A gateway without WebRTC needs the provider “websocket”.",
            )
          : t(
              "Check the endpoint's address, which usually ends in /v1, and that the provider is the right one.",
            ),
      actions: ["openSettings", ...(isGateway ? (["addProfile"] as const) : []), "retry"],
    },
    redirected: {
      message: t("{0} sends requests on to another address, where no key is sent.", who),
      remedy: t("Set the address that the details tell as the endpoint, if you trust it."),
      actions: ["openSettings"],
    },
  };
}

/** What happens to the sound, and to the link that carries it, in words. */
export function soundTexts({ t }: Saying): Record<SoundReason, Text> {
  return {
    noPanel: {
      message: t("What carries the sound did not open: the voice panel, or the page in your browser."),
      remedy: t("Open the panel, then try again."),
      actions: ["retry", "showLog"],
    },
    mediaFailed: {
      message: t("The sound connection could not be made: the network may block UDP."),
      remedy: t(
        "Try again. If it stays so, allow UDP in the firewall or the VPN, or try another network. Where vivaVoce.transport is “webrtc”, “auto” goes over a WebSocket when UDP is blocked.",
      ),
      actions: ["retry", "openSettings", "showLog"],
    },
    endedEarly: {
      message: t("The connection ended before the conversation had begun."),
      remedy: t(
        "Try again. If it stays so, check that the server has the model, and what the details say; a proxy that cuts WebSockets off does the same.",
      ),
      actions: ["retry", "openSettings", "showLog"],
    },
    connectionLost: {
      message: t("The connection was lost and did not come back."),
      remedy: t("Check the network, then try again. The conversation is kept."),
      actions: ["retry", "showLog"],
    },
  };
}
