/** Every failure in the user's words: what happened and why, what to do, and the buttons that do it. */
import * as vscode from "vscode";
import type { FailureReason, SessionFailure } from "../session/failure.ts";
import type { Action, Failure } from "../shared/state.ts";

interface Text {
  message: string;
  remedy: string;
  actions: Action[];
}

/** @param clean takes credentials out of the detail, which is in somebody else's words. */
export function failureText(failure: SessionFailure, clean: (text: string) => string): Failure {
  const texts = { ...accountTexts(), ...serverTexts(), ...connectionTexts() } satisfies Record<
    FailureReason,
    Text
  >;
  const text: Text = texts[failure.reason];
  return { ...text, ...(failure.detail !== undefined && { detail: clean(failure.detail) }) };
}

/** What the key, or the account behind it, may not do. */
function accountTexts(): Record<
  "noKey" | "keyRefused" | "forbidden" | "modelUnknown" | "rateLimited" | "quotaExceeded",
  Text
> {
  const { t } = vscode.l10n;
  return {
    noKey: {
      message: t("There is no API key yet."),
      remedy: t("Set the key of your provider. It stays in this computer's secret storage."),
      actions: ["setKey"],
    },
    keyRefused: {
      message: t("The provider does not accept the API key."),
      remedy: t("Set a key that is valid for this provider and endpoint."),
      actions: ["setKey", "openSettings"],
    },
    forbidden: {
      message: t("The provider does not allow this from here, or for this key."),
      remedy: t("Check the key's permissions, and whether the provider serves your country."),
      actions: ["setKey", "retry"],
    },
    modelUnknown: {
      message: t("The provider does not know this model, or this key may not use it."),
      remedy: t("Choose another model in the settings. On Azure it is the deployment's name."),
      actions: ["openSettings", "retry"],
    },
    rateLimited: {
      message: t("Too many requests in a short time."),
      remedy: t("Wait a moment, then try again."),
      actions: ["retry"],
    },
    quotaExceeded: {
      message: t("The provider account has no credit left, or has reached its limit."),
      remedy: t("Add credit or raise the limit in the provider's billing pages, then try again."),
      actions: ["retry"],
    },
  };
}

/** What the server, or its address, makes of our requests. */
function serverTexts(): Record<"requestRejected" | "serverFailed" | "badAnswer" | "badSettings", Text> {
  const { t } = vscode.l10n;
  return {
    requestRejected: {
      message: t("The provider refused the session as it was asked for."),
      remedy: t("A setting may not fit the model: check voice, model and endpoint."),
      actions: ["openSettings", "retry"],
    },
    serverFailed: {
      message: t("The provider had an error of its own."),
      remedy: t("Try again in a moment."),
      actions: ["retry"],
    },
    badAnswer: {
      message: t("The endpoint answered something else than the Realtime API does."),
      remedy: t("Check the endpoint's address in the settings."),
      actions: ["openSettings", "retry"],
    },
    badSettings: {
      message: t("The endpoint's address cannot be used with this provider."),
      remedy: t(
        "It must start with https:// (http:// only on this computer), and on Azure be your resource's own.",
      ),
      actions: ["openSettings"],
    },
  };
}

/** What happens on the way. */
function connectionTexts(): Record<
  "unreachable" | "timedOut" | "noPanel" | "mediaFailed" | "connectionLost",
  Text
> {
  const { t } = vscode.l10n;
  return {
    unreachable: {
      message: t("The provider cannot be reached."),
      remedy: t("Check the network, the proxy and the endpoint's address."),
      actions: ["retry", "openSettings"],
    },
    timedOut: {
      message: t("The connection took too long."),
      remedy: t("Check the network. A firewall may block UDP, which the sound needs."),
      actions: ["retry"],
    },
    noPanel: {
      message: t("What carries the sound did not open: the voice panel, or the page in your browser."),
      remedy: t("Open the panel, then try again."),
      actions: ["retry", "showLog"],
    },
    mediaFailed: {
      message: t("The sound connection could not be made."),
      remedy: t("Try again. If it stays so, a firewall may block UDP."),
      actions: ["retry", "showLog"],
    },
    connectionLost: {
      message: t("The connection was lost and did not come back."),
      remedy: t("Check the network, then try again. The conversation is kept."),
      actions: ["retry", "showLog"],
    },
  };
}
