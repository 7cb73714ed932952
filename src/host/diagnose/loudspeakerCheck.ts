/** Is the chosen loudspeaker there, and may the page play on it? */
import type { LinkReport } from "../../shared/media.ts";
import type { ShownSession, SourceKind } from "../../shared/state.ts";
import type { Check, Finding, Words } from "./check.ts";

export interface LoudspeakerFacts {
  source: SourceKind;
  /** By its name; "" is the system's default. */
  chosen: string;
  /** Empty where the names are not known. */
  outputs: readonly string[];
}

export interface LoudspeakerOptions {
  session(): ShownSession;
  facts(): LoudspeakerFacts;
  /** Of the session's own link; undefined where there is none. */
  report(signal: AbortSignal): Promise<Pick<LinkReport, "blocked"> | undefined>;
  /** Whether the panel would be heard without a click into it. */
  mayPlay(signal: AbortSignal): Promise<boolean>;
  words: Words;
}

/** Whether the page is held back until the user clicks there: `now`, or as soon as a session begins. */
type Held = "now" | "then" | "no";

export function loudspeakerCheck(options: LoudspeakerOptions): Check {
  const { facts, words } = options;
  const { t } = words;
  return {
    id: "loudspeaker",
    title: t("Loudspeaker"),
    needs: ["panel"],
    async run(signal): Promise<Finding> {
      const held = await heldBack(options, signal);
      if (held !== undefined) return finding(facts(), held, words);
      const found = t("Not checked here: the page in your browser plays the sound.");
      return { state: "skipped", found, advice: t("Connect, and type a message: the answer is spoken.") };
    },
  };
}

/** @returns undefined where there is no page yet that could tell. */
async function heldBack(
  { session, facts, report, mayPlay }: LoudspeakerOptions,
  signal: AbortSignal,
): Promise<Held | undefined> {
  const live = session().status === "live" ? await report(signal) : undefined;
  if (live !== undefined) return live.blocked ? "now" : "no";
  if (facts().source === "browser") return undefined;
  return (await mayPlay(signal)) ? "no" : "then";
}

function finding({ source, chosen, outputs }: LoudspeakerFacts, held: Held, { t }: Words): Finding {
  if (chosen !== "" && outputs.length > 0 && !outputs.includes(chosen)) {
    return {
      state: "warning",
      found: t("The chosen loudspeaker, {0}, is not there; the system's default plays in its place.", chosen),
      advice: t("Connect it, or choose another one."),
      mend: "openSettings",
    };
  }
  if (held === "now") {
    const page = source === "browser" ? t("the page in your browser") : t("the voice panel");
    const found = t("The sound is held back until you click or type in {0}.", page);
    return { state: "warning", found, advice: t("Click there once.") };
  }
  const name = chosen === "" ? t("the system's default loudspeaker") : chosen;
  const plays =
    chosen !== "" && outputs.length === 0
      ? t("The sound plays on {0}, if that is there: the names are known once the microphone was open.", name)
      : t("The sound plays on {0}.", name);
  if (held === "no") return { state: "ok", found: plays };
  return {
    state: "ok",
    found: plays,
    advice: t(
      "Connect by the panel's own button, or click into the panel: without a click there, this editor lets nothing be heard.",
    ),
  };
}
