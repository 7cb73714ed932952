/** The list of a provider's models that one can talk to. What is not in it can be typed, with or without a network. */
import * as vscode from "vscode";
import { looksLikeKey } from "../../providers/keyForms.ts";
import { realtimeModels } from "../../providers/models.ts";
import type { Model, Provider } from "../../providers/provider.ts";
import type { Prices } from "../../usage/prices.ts";
import { plainProfile } from "../profiles.ts";
import { modelDetail } from "./modelTexts.ts";
import { ask, pick, type Answer, type Content, type Frame, type Item } from "./stepInputs.ts";

export interface ModelOptions extends Frame {
  provider(): Provider;
  /** "" where none is yet. */
  chosen: string;
  prices: Prices;
  /** Why something failed, in a sentence. */
  explain(error: unknown): string;
}

/** In ms. */
const patience = 10_000;

/** To be typed in a box of its own. */
const other: Model = { id: "", shutdown: undefined };

export async function pickModel(options: ModelOptions): Promise<Answer<Model>> {
  const { t } = vscode.l10n;
  for (;;) {
    let problem: string | undefined;
    let listed: readonly Model[] = [];
    const content = listModels(options).then(
      (models) => {
        listed = models;
        return contentOf(options, models);
      },
      (error: unknown) => {
        problem = options.explain(error);
        return contentOf(options, []);
      },
    );
    const answer = await pick<Model>({
      ...options,
      content,
      meanwhile: t("Asking which models there are. You can type a name meanwhile."),
      typed: (text) => typedItem(text, listed, problem),
    });
    if (answer.way !== "next" || answer.value !== other) return answer;
    const typed = await askModel({ ...options, canGoBack: true });
    if (typed.way !== "back") return typed;
  }
}

/** By its name alone. */
export async function askModel(
  options: Frame & { chosen: string; prompt?: string; typed?(text: string): void },
): Promise<Answer<Model>> {
  const { t } = vscode.l10n;
  const answer = await ask({
    ...options,
    prompt: options.prompt ?? t("The model's name, as the provider writes it."),
    value: options.chosen,
    typed: (text) => options.typed?.(text),
    look: (text) => {
      const fault = modelFault(text.trim());
      return fault === undefined
        ? undefined
        : { message: fault, severity: vscode.InputBoxValidationSeverity.Error };
    },
  });
  if (answer.way !== "next") return answer;
  return { way: "next", value: { id: answer.value.trim(), shutdown: undefined } };
}

function modelFault(text: string): string | undefined {
  const { t } = vscode.l10n;
  if (text === "") return t("Type a name.");
  if (looksLikeKey(text)) return t("This is a key, which has a step of its own. Here goes the model's name.");
  return /\s/.test(text) ? t("The name has no spaces.") : undefined;
}

async function listModels({ provider }: ModelOptions): Promise<Model[]> {
  return realtimeModels(await provider().models(AbortSignal.timeout(patience)));
}

function contentOf({ chosen, prices }: ModelOptions, models: readonly Model[]): Content<Model> {
  const { t } = vscode.l10n;
  const now = Date.now();
  const isListed = chosen === "" || models.some(({ id }) => id === chosen);
  const items = models.map((model): Item<Model> => {
    const mark = model.id === chosen ? { description: t("in use") } : {};
    return { label: model.id, detail: modelDetail(model, prices, now), value: model, ...mark };
  });
  if (!isListed) {
    const detail = models.length === 0 ? "" : t("Not in the provider's list.");
    items.unshift({
      label: chosen,
      description: t("in use"),
      detail,
      value: { id: chosen, shutdown: undefined },
    });
  }
  return {
    items,
    placeholder: t("Choose the model that hears you and answers, or type its name."),
    active: items.find(({ label }) => label === (chosen || plainProfile().provider.model)),
  };
}

function typedItem(
  text: string,
  listed: readonly Model[],
  problem: string | undefined,
): Item<Model> | undefined {
  const { t } = vscode.l10n;
  const why = problem === undefined ? {} : { detail: t("The models could not be listed: {0}", problem) };
  if (modelFault(text) !== undefined) {
    return { label: t("Other…"), description: t("type its name"), ...why, alwaysShow: true, value: other };
  }
  if (listed.some(({ id }) => id === text)) return undefined;
  return { label: t("Use “{0}”", text), ...why, alwaysShow: true, value: { id: text, shutdown: undefined } };
}
