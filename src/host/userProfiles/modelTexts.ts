/** What a model costs, and when it is switched off, in the user's words. */
import * as vscode from "vscode";
import type { Model } from "../../providers/provider.ts";
import { shutdownOf } from "../../providers/shutdown.ts";
import { usdText } from "../../shared/usage.ts";
import type { Prices } from "../../usage/prices.ts";
import { shutdownText } from "../shutdownText.ts";

/** Tokens of an hour of sound: the user's has one for 100 ms, the model's one for 50 ms, as the guide to costs says. */
const heardTokens = 36_000;
const spokenTokens = 72_000;

/** @param now in ms since 1970. */
export function modelDetail({ id, shutdown }: Model, prices: Prices, now: number): string {
  const day = shutdownOf(shutdown, now);
  return [day && `$(warning) ${shutdownText(day, vscode.l10n.t, vscode.env.language)}`, priceText(id, prices)]
    .filter((text) => text !== undefined)
    .join(" ");
}

function priceText(model: string, prices: Prices): string | undefined {
  const hour = { use: "conversation", model, reported: model } as const;
  const heard = prices.usdOf({ ...hour, amounts: { audioIn: heardTokens } });
  const spoken = prices.usdOf({ ...hour, amounts: { audioOut: spokenTokens } });
  if (heard === undefined || spoken === undefined) return undefined;
  const { language } = vscode.env;
  return vscode.l10n.t(
    "An hour costs about {0} for your voice, {1} for its own.",
    usdText(heard, language),
    usdText(spoken, language),
  );
}
