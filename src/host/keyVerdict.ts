/** What comes of showing the key to the provider, in one request that costs nothing. */
import { listsNone, realtimeModels } from "../providers/models.ts";
import type { Model, Provider } from "../providers/provider.ts";
import type { ProviderSettings } from "../providers/settings.ts";
import { isNear, shutdownOf } from "../providers/shutdown.ts";
import { traits } from "../providers/traits.ts";
import { asFailure, type SessionFailure } from "../session/failure.ts";
import type { Action } from "../shared/state.ts";
import type { Words } from "./diagnose/check.ts";
import type { KeySource } from "./keys.ts";
import { shutdownText } from "./shutdownText.ts";
import { within } from "../session/deadline.ts";

export type KeyVerdict =
  /** `chosen`: what the server says of the model that is set; undefined where it lists other names than ours. */
  | { found: "works"; realtime: number; chosen: "listed" | "missing" | undefined; shutdown?: string }
  /** It answers, and lists no models. */
  | { found: "untold" }
  | { found: "failed"; failure: SessionFailure };

/** In words. `good`: there is nothing to do. */
export interface VerdictText {
  good: boolean;
  message: string;
  remedy: string;
  actions: Action[];
  detail?: string;
}

/** In ms. */
const patience = 15_000;

/** @throws the signal's reason where the caller aborts. */
export async function verdictOn(
  provider: () => Provider,
  { kind, model }: ProviderSettings,
  signal: AbortSignal,
): Promise<KeyVerdict> {
  try {
    const models = await provider().models(within(patience, signal));
    const realtime = realtimeModels(models).filter(({ id }) => /realtime/i.test(id)).length;
    // Azure lists what could be deployed, and is asked for deployments. Servers of one's own have names of their own.
    if (kind !== "openai") return { found: "works", realtime, chosen: undefined };
    return { found: "works", realtime, ...chosenOf(models, model) };
  } catch (error) {
    signal.throwIfAborted();
    const failure = asFailure(error, "unreachable");
    if (!traits[kind].needsKey && listsNone(failure)) return { found: "untold" };
    return { found: "failed", failure };
  }
}

function chosenOf(
  models: readonly Model[],
  model: string,
): { chosen: "listed" | "missing"; shutdown?: string } {
  const found = models.find(({ id }) => id === model);
  if (found === undefined) return { chosen: "missing" };
  return { chosen: "listed", ...(found.shutdown !== undefined && { shutdown: found.shutdown }) };
}

export interface VerdictFacts {
  settings: ProviderSettings;
  source: KeySource;
  /** Of the environment, where the key comes from it. */
  variable: string | undefined;
  /** The user's, for dates. */
  language: string;
  /** In ms since 1970. */
  now: number;
}

export function verdictText(verdict: KeyVerdict, facts: VerdictFacts, words: Words): VerdictText {
  const said = saidOf(verdict, facts, words);
  if (facts.source !== "environment" || facts.variable === undefined) return said;
  const from = words.t("The key comes from the environment variable {0}.", facts.variable);
  return { ...said, message: `${said.message} ${from}` };
}

function saidOf(verdict: KeyVerdict, facts: VerdictFacts, words: Words): VerdictText {
  const { t } = words;
  const { settings, source } = facts;
  if (verdict.found === "failed") return failed(verdict.failure, words);
  if (verdict.found === "untold") {
    return good(
      t("The server answers, but nothing there tells whether it takes the key: that shows at the start."),
    );
  }
  const { realtime, chosen } = verdict;
  if (chosen !== undefined) {
    if (realtime === 0) return noneOpen(words);
    return chosen === "missing" ? missing(settings, realtime, words) : listed(facts, verdict, words);
  }
  if (source !== "none" && source !== "lost") {
    return good(
      settings.kind === "azure"
        ? t("Azure takes it. Whether there is a deployment {0} shows at the start.", settings.model)
        : t("The server takes the key."),
    );
  }
  return good(t("The server answers, and wants no key."));
}

function good(message: string): VerdictText {
  return { good: true, message, remedy: "", actions: [] };
}

function failed(failure: SessionFailure, { t, explain }: Words): VerdictText {
  const { message, remedy, actions, detail } = explain(failure);
  // Keys can be limited to some requests, and this one need not be among them.
  const limited =
    failure.reason === "forbidden"
      ? ` ${t("A restricted key must be allowed to read models for this check, and to request from models for talking.")}`
      : "";
  return {
    good: false,
    message,
    remedy: remedy + limited,
    actions: actions.map((action) => (action === "retry" ? "checkKey" : action)),
    ...(detail !== undefined && { detail }),
  };
}

function noneOpen({ t }: Words): VerdictText {
  return {
    good: false,
    message: t("The key works, but opens no realtime model."),
    remedy: t("Take a key of a project that may use one, or ask who manages the provider's account."),
    actions: ["setKey", "checkKey"],
  };
}

function missing({ model }: ProviderSettings, realtime: number, { t }: Words): VerdictText {
  return {
    good: false,
    message: t(
      "The key works, but the model {0} is not among the {1} realtime models that it opens.",
      model,
      realtime,
    ),
    remedy: t("Choose one of those."),
    actions: ["chooseModel", "openSettings"],
  };
}

function listed(
  { settings: { model }, language, now }: VerdictFacts,
  { realtime, shutdown }: Extract<KeyVerdict, { found: "works" }>,
  { t }: Words,
): VerdictText {
  const off = shutdownOf(shutdown, now);
  if (off !== undefined && isNear(off)) {
    return {
      good: false,
      message: t("The key works. {0}: {1}", model, shutdownText(off, t, language)),
      remedy: off.daysLeft <= 0 ? t("Choose another model.") : t("Choose another model before that."),
      actions: ["chooseModel"],
    };
  }
  return good(
    realtime === 1
      ? t("The key works. It opens one realtime model, {0}.", model)
      : t("The key works. It opens {0} realtime models, {1} among them.", realtime, model),
  );
}
