/** The first steps: which provider, and where it is. */
import * as vscode from "vscode";
import { mendAddress, type AddressProblem } from "../../providers/address.ts";
import { providerKinds, type ProviderKind } from "../../providers/traits.ts";
import { moveTo, typedAddress } from "./draft.ts";
import { hosted, providerText } from "./providerTexts.ts";
import { frameOf, type Setup } from "./setup.ts";
import { ask, pick, type Item } from "./stepInputs.ts";
import type { Way } from "./walk.ts";

export async function askProvider({ draft }: Setup): Promise<Way<"address">> {
  const { t } = vscode.l10n;
  const items = [
    separator(t("in the cloud")),
    ...hosted.map(kindItem),
    separator(t("on your computer or network")),
    ...providerKinds.filter((kind) => !hosted.includes(kind)).map(kindItem),
  ];
  const answer = await pick({
    ...frameOf("provider"),
    content: {
      items,
      placeholder: t("Who hears you and answers?"),
      active: items.find(({ value }) => value === draft.kind),
    },
  });
  if (answer.way === "next") {
    const baseUrl = answer.value === draft.kind ? draft.baseUrl : "";
    moveTo(draft, { kind: answer.value, baseUrl });
  }
  return answer.way;
}

function kindItem(kind: ProviderKind): Item<ProviderKind> {
  const { name, needs } = providerText(kind);
  return { label: name, detail: needs, value: kind };
}

function separator(label: string): Item<ProviderKind> {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

export async function askAddress({ draft }: Setup): Promise<Way<"signIn">> {
  const { t } = vscode.l10n;
  const { kind } = draft;
  const answer = await ask({
    ...frameOf("address"),
    prompt: providerText(kind).address,
    value: typedAddress(draft),
    placeholder: kind === "azure" ? "https://….openai.azure.com" : "https://…/v1",
    typed: (text) => (draft.address[kind] = text),
    look(text) {
      const mended = mendAddress(kind, text);
      if ("problem" in mended) {
        return {
          message: problemText(mended.problem),
          severity: vscode.InputBoxValidationSeverity.Error,
        };
      }
      if (mended.baseUrl === text.trim()) return undefined;
      const message =
        mended.model === undefined
          ? t("Taken as {0}", mended.baseUrl)
          : t("Taken as {0}, with {1}", mended.baseUrl, mended.model);
      return { message, severity: vscode.InputBoxValidationSeverity.Info };
    },
  });
  if (answer.way !== "next") return answer.way;
  const mended = mendAddress(kind, answer.value);
  if ("problem" in mended) throw new Error(`an address with a fault was taken: ${mended.problem}`);
  moveTo(draft, { kind, baseUrl: mended.baseUrl });
  if (draft.model === "" && mended.model !== undefined) draft.model = mended.model;
  return "next";
}

function problemText(problem: AddressProblem): string {
  const { t } = vscode.l10n;
  switch (problem) {
    case "empty":
      return t("Type the address.");
    case "key":
      return t("This is a key, or holds one. It is asked for in the next step; here goes the address alone.");
    case "portal":
      return t("This page does not name the resource. Copy “Endpoint” from its page “Keys and Endpoint”.");
    case "azure":
      return t("This is an address of Azure's. Go back, and choose Azure.");
    case "noAddress":
      return t("This is not an address.");
    case "password":
      return t(
        "A name or a password stands in this address. The key is asked for in the next step; here goes the address alone.",
      );
    case "unsafe":
      return t(
        "This address does not start with https://, so that anybody on the way could read what is sent there.",
      );
    case "notAzure":
      return t("This is OpenAI's address. Go back, and choose OpenAI; or enter that of your Azure resource.");
  }
}
