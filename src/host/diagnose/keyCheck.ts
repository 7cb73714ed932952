/** Is there a key, and does it look like one? Its value is never part of a finding. */
import type { ProviderSettings } from "../../providers/settings.ts";
import { SessionFailure } from "../../session/failure.ts";
import { findingOf, type Check, type Finding, type Words } from "./check.ts";

export interface KeyFacts {
  /** What is used, if anything can be. */
  key: string | undefined;
  /** The environment variable that stands in for a stored key, where it is set. */
  variable: { name: string; value: string } | undefined;
}

export function keyCheck(settings: ProviderSettings, facts: () => Promise<KeyFacts>, words: Words): Check {
  const { t } = words;
  return {
    id: "key",
    title: t("API key"),
    needs: [],
    run: async () => finding(settings, await facts(), words),
  };
}

function finding({ baseUrl }: ProviderSettings, { key, variable }: KeyFacts, words: Words): Finding {
  const { t } = words;
  const advice = t("Copy the key once more from your provider's page, and set it.");
  const mend = "setKey";
  if (key === undefined && variable !== undefined) {
    const found = t("The environment variable {0} is set, but no key can look like that.", variable.name);
    return { state: "failed", found, advice, mend };
  }
  if (key === undefined) return findingOf(new SessionFailure("noKey"), words);
  if (/["'`\s]/.test(key)) {
    return { state: "warning", found: t("The API key holds a space or a quotation mark."), advice, mend };
  }
  if (key.startsWith("ek_")) {
    const found = t(
      "What is set as the API key is a secret for a single call, which expires within minutes.",
    );
    return { state: "warning", found, advice, mend };
  }
  if (URL.parse(baseUrl)?.hostname === "api.openai.com" && !key.startsWith("sk-")) {
    const found = t("The API key does not begin with “sk-”, as those of OpenAI do.");
    return { state: "warning", found, advice, mend };
  }
  const found =
    variable?.value === key
      ? t("The key is taken from the environment variable {0}.", variable.name)
      : t("A key is stored in this computer's secret storage.");
  return { state: "ok", found };
}
