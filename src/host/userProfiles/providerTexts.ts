/** The kinds of providers in the user's words: what each is, what it needs, and where that is found. */
import * as vscode from "vscode";
import type { ProviderKind } from "../../providers/traits.ts";

export interface ProviderText {
  name: string;
  /** What has to be there. */
  needs: string;
  /** What to enter as its address. */
  address: string;
}

/** Those that run elsewhere; the others run on the user's own computer or network. */
export const hosted: readonly ProviderKind[] = ["openai", "azure", "compatible"];

export function providerText(kind: ProviderKind): ProviderText {
  return { ...hostedTexts(), ...ownTexts() }[kind];
}

function hostedTexts(): Record<"openai" | "azure" | "compatible", ProviderText> {
  const { t } = vscode.l10n;
  return {
    openai: {
      name: t("OpenAI"),
      needs: t("Needs an API key from platform.openai.com/api-keys."),
      address: t("OpenAI's address. Change it only for a regional address or a proxy of your company's."),
    },
    azure: {
      name: t("Azure OpenAI or AI Foundry"),
      needs: t("Needs a realtime deployment, and its key or your Microsoft account."),
      address: t("The resource's endpoint or name, or a page of it in the Azure portal or in AI Foundry."),
    },
    compatible: {
      name: t("A gateway that speaks like OpenAI"),
      needs: t("LiteLLM, Bifrost and the like. Needs its address, and mostly a key of its own."),
      address: t("The gateway's address. It mostly ends in /v1."),
    },
  };
}

function ownTexts(): Record<Exclude<ProviderKind, keyof ReturnType<typeof hostedTexts>>, ProviderText> {
  const { t } = vscode.l10n;
  const address = t("Where the server listens. On another computer, put its name or number in.");
  return {
    localai: {
      name: "LocalAI",
      needs: t("Needs LocalAI running with a realtime model; a key only if you have set one there."),
      address,
    },
    speaches: {
      name: "Speaches",
      needs: t("Needs Speaches running; a key only if you have set one there."),
      address,
    },
    speechToSpeech: {
      name: t("Hugging Face speech-to-speech"),
      needs: t("Needs its realtime server running. No key."),
      address,
    },
    websocket: {
      name: t("Another server, over a WebSocket"),
      needs: t("For servers that have no WebRTC. Needs its address; a key only if it wants one."),
      address,
    },
  };
}
