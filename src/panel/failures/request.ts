/** What is wrong with what was asked for, or with the settings behind it, in words. */
import type { RequestReason } from "../../session/failure.ts";
import type { Saying, Text } from "./saying.ts";

export function requestTexts(saying: Saying): Record<RequestReason, Text> {
  return { ...modelTexts(saying), ...sessionTexts(saying), ...settingsTexts(saying) };
}

function modelTexts({
  t,
  failure,
  who,
  host,
  onAzure,
}: Saying): Pick<Record<RequestReason, Text>, "modelUnknown" | "modelRetired" | "modelUnfit"> {
  const model = failure.place?.model ?? "";
  const quoted = model === "" ? "" : ` “${model}”`;
  return {
    modelUnknown: {
      message: onAzure
        ? t("The resource at {0} has no deployment{1}.", host, quoted)
        : t("{0} does not know this model{1}, or this key may not use it.", who, quoted),
      remedy: onAzure
        ? t(
            "Set the name that the deployment was given, which may differ from the model's. A new one takes minutes.",
          )
        : t("Choose another model."),
      actions: ["chooseModel", "openSettings", "retry"],
    },
    modelRetired: {
      message: t("The model{0} was shut down.", quoted),
      remedy: onAzure
        ? t("Deploy a newer realtime model, and set the deployment's name in the settings.")
        : t("Choose a newer realtime model."),
      actions: ["chooseModel", "openSettings", "retry"],
    },
    modelUnfit: {
      message: onAzure
        ? t("The deployment{0} is of a model that cannot talk.", quoted)
        : t("The model{0} cannot talk: it is no realtime model.", quoted),
      remedy: onAzure
        ? t("Deploy a realtime model, and set the deployment's name in the settings.")
        : t("Choose a realtime model."),
      actions: ["chooseModel", "openSettings", "retry"],
    },
  };
}

function sessionTexts({
  t,
  failure,
  who,
}: Saying): Pick<Record<RequestReason, Text>, "requestRejected" | "secretRefused"> {
  const { field } = failure;
  return {
    requestRejected: {
      message:
        field === undefined
          ? t("{0} refused the session as it was asked for.", who)
          : t("{0} refused the session for its field “{1}”.", who, field),
      remedy: t("A setting may not fit the model: check voice, model and endpoint."),
      actions: ["openSettings", "retry"],
    },
    secretRefused: {
      message: t("{0} does not accept the secret that it gave out for this call: it may have expired.", who),
      remedy: t(
        "Try again. If it stays so, check this computer's clock, and any gateway before the provider.",
      ),
      actions: ["retry", "showLog"],
    },
  };
}

function settingsTexts({
  t,
  onAzure,
}: Saying): Pick<Record<RequestReason, Text>, "badSettings" | "badProfile" | "noProfile"> {
  return {
    badSettings: {
      message: t("The endpoint's address cannot be used with this provider."),
      remedy: onAzure
        ? t("On Azure it is your resource's own, such as https://NAME.openai.azure.com.")
        : t("It must start with https:// (http:// only on this computer), and hold no name or password."),
      actions: ["openSettings"],
    },
    badProfile: {
      message: t("The profile cannot be used as it stands in the settings."),
      remedy: t("Correct it in the settings: the details tell what is wrong."),
      actions: ["openSettings"],
    },
    noProfile: {
      message: t("The chosen profile does not exist."),
      remedy: t("Choose another profile, or add one with this name to the settings."),
      actions: ["chooseProfile", "openSettings"],
    },
  };
}
