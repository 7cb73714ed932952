/** Is there a key, or a sign-in, and does it look right? Its value is never part of a finding. */
import { placeOf, type ProviderSettings } from "../../providers/settings.ts";
import { traits } from "../../providers/traits.ts";
import { SessionFailure } from "../../session/failure.ts";
import { doubtAbout, type KeyDoubt } from "../keyDoubts.ts";
import { findingOf, type Check, type Finding, type Words } from "./check.ts";

export interface KeyFacts {
  /** What is used, if anything can be: the key, or the token in its place. */
  key: string | undefined;
  /** The environment variable that stands in for a stored key, where it is set. */
  variable: { name: string; value: string } | undefined;
}

export interface KeyOptions {
  settings: ProviderSettings;
  facts(): Promise<KeyFacts>;
  /** What speaks against the key, in words. */
  doubtText(doubt: KeyDoubt): string;
  words: Words;
}

export function keyCheck(options: KeyOptions): Check {
  const { settings, facts, words } = options;
  const byAccount = settings.signIn === "microsoft";
  return {
    id: "key",
    title: byAccount ? words.t("Sign-in") : words.t("API key"),
    needs: [],
    async run(): Promise<Finding> {
      const known = await facts();
      return byAccount ? accountFinding(known, options) : keyFinding(known, options);
    },
  };
}

function accountFinding({ key }: KeyFacts, { settings, words }: KeyOptions): Finding {
  if (key === undefined) return findingOf(new SessionFailure("noKey", { place: placeOf(settings) }), words);
  return { state: "ok", found: words.t("You are signed in with your Microsoft account.") };
}

function keyFinding({ key, variable }: KeyFacts, options: KeyOptions): Finding {
  const { settings, words, doubtText } = options;
  const { t } = words;
  const advice = t("Copy the key once more from your provider's page, and set it.");
  const mend = "setKey";
  if (key === undefined && variable !== undefined) {
    const found = t("The environment variable {0} is set, but no key can look like that.", variable.name);
    return { state: "failed", found, advice, mend };
  }
  if (key === undefined && traits[settings.kind].needsKey) {
    return findingOf(new SessionFailure("noKey", { place: placeOf(settings) }), words);
  }
  // Not "skipped": what needs the key goes on without one.
  if (key === undefined) return { state: "ok", found: t("No API key is set. This server may want none.") };
  const doubt = doubtAbout(key, settings);
  if (doubt !== undefined) return { state: "warning", found: doubtText(doubt), advice, mend };
  const found =
    variable?.value === key
      ? t("The key is taken from the environment variable {0}.", variable.name)
      : t("A key is stored in this computer's secret storage.");
  return { state: "ok", found };
}
