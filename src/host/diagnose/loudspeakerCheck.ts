/** Is the chosen loudspeaker there, and may the page play on it? */
import type { SourceKind } from "../../shared/state.ts";
import type { Check, Finding, Words } from "./check.ts";

export interface LoudspeakerFacts {
  source: SourceKind;
  /** By its name; "" is the system's default. */
  chosen: string;
  /** Empty where the names are not known. */
  outputs: readonly string[];
}

export interface LoudspeakerOptions {
  facts(): LoudspeakerFacts;
  /** Whether the page that carries the sound may play now; undefined where there is no such page yet. */
  mayPlay(signal: AbortSignal): Promise<boolean | undefined>;
  words: Words;
}

export function loudspeakerCheck({ facts, mayPlay, words }: LoudspeakerOptions): Check {
  const { t } = words;
  return {
    id: "loudspeaker",
    title: t("Loudspeaker"),
    needs: ["panel"],
    async run(signal): Promise<Finding> {
      const allowed = await mayPlay(signal);
      return finding(facts(), allowed, words);
    },
  };
}

function finding(
  { source, chosen, outputs }: LoudspeakerFacts,
  allowed: boolean | undefined,
  { t }: Words,
): Finding {
  if (allowed === undefined) {
    const found = t("Not checked here: the page in your browser plays the sound.");
    return { state: "skipped", found, advice: t("Connect, and type a message: the answer is spoken.") };
  }
  if (chosen !== "" && outputs.length > 0 && !outputs.includes(chosen)) {
    return {
      state: "warning",
      found: t("The chosen loudspeaker, {0}, is not there; the system's default plays in its place.", chosen),
      advice: t("Connect it, or choose another one."),
      mend: "openSettings",
    };
  }
  if (!allowed) {
    const page = source === "browser" ? t("the page in your browser") : t("the voice panel");
    return {
      state: "warning",
      found: t("The sound is held back until you have clicked or typed in {0}.", page),
      advice: t("Click there once. Connecting by the panel's own button is such a click."),
    };
  }
  if (chosen !== "" && outputs.length === 0) {
    const found = t("The page may play. Whether {0} is there is known once the microphone was open.", chosen);
    return { state: "ok", found };
  }
  const name = chosen === "" ? t("the system's default loudspeaker") : chosen;
  return { state: "ok", found: t("The page may play, on {0}.", name) };
}
