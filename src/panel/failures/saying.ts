/** What the sentences on failures have in common. */
import { isOpenAi } from "../../providers/openaiHost.ts";
import { pagesOf } from "../../providers/pages.ts";
import { traits } from "../../providers/traits.ts";
import type { SessionFailure } from "../../session/failure.ts";
import type { Action } from "../../shared/state.ts";

/** Translates; `{0}` and so on stand for the values. */
export type Translate = (text: string, ...values: (string | number)[]) => string;

export interface Text {
  /** What happened, and why. */
  message: string;
  /** What to do next. */
  remedy: string;
  /** The buttons that do it, the best one first. */
  actions: Action[];
}

export interface Saying {
  t: Translate;
  failure: SessionFailure;
  /** Begins a sentence: "OpenAI", or whoever it is. */
  who: string;
  /** Within a sentence: the server's address, or "the provider". */
  host: string;
  onAzure: boolean;
  /** The sign-in with Microsoft stands in for a key. */
  byAccount: boolean;
  /** A server of the user's own, or of their company. */
  isOwn: boolean;
  /** The button of the page where keys are made, where that page is known. */
  keysPage: Action[];
  billing: Action[];
}

export function sayingOf(failure: SessionFailure, t: Translate): Saying {
  const { place } = failure;
  const pages = place === undefined ? undefined : pagesOf(place);
  return {
    t,
    failure,
    who: place === undefined ? t("The provider") : nameOf(place.kind, place.host, t),
    host: place?.host || t("the provider"),
    onAzure: place?.kind === "azure",
    byAccount: place?.signIn === "microsoft",
    isOwn: place !== undefined && !traits[place.kind].needsKey,
    keysPage: pages === undefined ? [] : ["openKeysPage"],
    billing: pages === undefined ? [] : ["openBilling"],
  };
}

function nameOf(kind: string, host: string, t: Translate): string {
  if (kind === "azure") return "Azure";
  if (isOpenAi(host)) return "OpenAI";
  return kind === "openai" ? t("The provider") : t("The server at {0}", host);
}
