/** What the key, or the account behind it, may not do, in words. */
import type { AccountReason } from "../../session/failure.ts";
import type { Saying, Text } from "./saying.ts";

export function accountTexts(saying: Saying): Record<AccountReason, Text> {
  return { ...keyTexts(saying), ...rightTexts(saying), ...limitTexts(saying) };
}

function keyTexts(
  saying: Saying,
): Pick<
  Record<AccountReason, Text>,
  "noKey" | "keyRefused" | "keyOfAnother" | "keysDisabled" | "tokenRefused"
> {
  const { t, who, host, onAzure, byAccount, keysPage } = saying;
  return {
    noKey: byAccount
      ? {
          message: t("You are not signed in with Microsoft, or the sign-in has expired."),
          remedy: t("Sign in with an account that may use the resource. VS Code keeps the sign-in."),
          actions: ["setKey"],
        }
      : {
          message: t("There is no API key yet."),
          remedy: t("Set the key of your provider. It stays in this computer's secret storage."),
          actions: ["setKey", ...keysPage],
        },
    keyRefused: {
      message: onAzure
        ? t("The resource at {0} does not accept the API key.", host)
        : t("{0} does not accept the API key.", who),
      remedy: onAzure
        ? t("Copy key and endpoint from the same page, “Keys and Endpoint” of your resource.")
        : t("Set a key that is valid for this provider and endpoint."),
      actions: ["setKey", ...keysPage, "openSettings"],
    },
    keyOfAnother: {
      message: t("{0} does not accept the API key, which looks like one of another provider.", who),
      remedy: onAzure
        ? t(
            "A key that begins with “sk-” is for OpenAI. Set your resource's key, or choose another provider.",
          )
        : t("Keys of OpenAI begin with “sk-”. Set such a key, or choose another provider."),
      actions: ["setKey", "openSettings"],
    },
    keysDisabled: {
      message: t("The resource at {0} takes no keys: only sign-ins with Microsoft.", host),
      remedy: t(
        "Add a profile that signs in with Microsoft, or choose “microsoft” for “signIn” in the one that is used.",
      ),
      actions: ["addProfile", "openSettings"],
    },
    tokenRefused: {
      message: t("The resource at {0} does not accept the sign-in with Microsoft.", host),
      remedy: t(
        "Sign in with an account of the directory that the resource belongs to. Who is a guest there names it as “tenant” in the profile. The resource's key is another way.",
      ),
      actions: ["setKey", "retry", "openSettings"],
    },
  };
}

function rightTexts(
  saying: Saying,
): Pick<
  Record<AccountReason, Text>,
  | "permissionMissing"
  | "organizationWrong"
  | "addressNotAllowed"
  | "networkRules"
  | "regionUnsupported"
  | "forbidden"
> {
  const { t, who, host, onAzure, isOwn, keysPage } = saying;
  return {
    permissionMissing: {
      message: onAzure
        ? t("Your account may not use the resource at {0}.", host)
        : t("The API key lacks a permission that voice sessions need."),
      remedy: onAzure
        ? t(
            "Ask for the role “Cognitive Services OpenAI User” on the resource. It counts some minutes later.",
          )
        : t("Allow the key “Realtime” and “Models” on the provider's page of keys, or set another key."),
      actions: onAzure ? ["retry", ...keysPage] : [...keysPage, "setKey", "retry"],
    },
    organizationWrong: {
      message: t("The API key and the organization or the project do not belong together."),
      remedy: t(
        "Correct “organization” and “project” in the profile, or leave them out; or set a key that is theirs.",
      ),
      actions: ["openSettings", "setKey"],
    },
    addressNotAllowed: {
      message: t("{0} does not allow requests from this computer's network address.", who),
      remedy: t(
        "Connect from an allowed network or VPN, or have the address added to the list of allowed ones.",
      ),
      actions: ["retry"],
    },
    networkRules: {
      message: t("The network rules of the resource at {0} keep this computer out.", host),
      remedy: t("Connect from the network or VPN that it allows, or change “Networking” of the resource."),
      actions: ["retry", ...keysPage],
    },
    regionUnsupported: {
      message: t("{0} does not serve the country or region that the request comes from.", who),
      remedy: t("A VPN or a proxy may lead through another country: see where it comes out."),
      actions: ["retry"],
    },
    forbidden: {
      message: t("{0} does not allow this from here, or for this key.", who),
      remedy: isOwn
        ? t("Check the key, and what the server allows it.")
        : t("Check the key's permissions, and whether the provider serves your country."),
      actions: ["setKey", "retry"],
    },
  };
}

function limitTexts(saying: Saying): Pick<Record<AccountReason, Text>, "rateLimited" | "quotaExceeded"> {
  const { t, onAzure, billing } = saying;
  const wait = saying.failure.retryAfter;
  return {
    rateLimited: {
      message: onAzure
        ? t("Too many requests in a short time for this deployment.")
        : t("Too many requests in a short time."),
      remedy:
        wait === undefined
          ? t("Wait a moment, then try again.")
          : t("Try again in {0}.", spanOf(wait, saying)),
      actions: ["retry"],
    },
    quotaExceeded: {
      message: onAzure
        ? t("The quota of the subscription or of the deployment is used up.")
        : t("The provider account has no credit left, or has reached its limit."),
      remedy: onAzure
        ? t("Raise the quota of the deployment on Azure's pages, then try again.")
        : t("Add credit or raise the limit in the provider's billing pages, then try again."),
      actions: [...billing, "retry"],
    },
  };
}

/** @param wait in ms. */
export function spanOf(wait: number, { t }: Saying): string {
  const seconds = Math.ceil(wait / 1_000);
  if (seconds === 1) return t("1 second");
  return seconds <= 120 ? t("{0} seconds", seconds) : t("{0} minutes", Math.ceil(seconds / 60));
}
