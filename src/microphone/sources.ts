/** Which of the three sources of the microphone to try, and in which order. */
import type { SourceKind } from "../shared/state.ts";

export interface SourceFacts {
  setting: "auto" | SourceKind;
  /** The editor lets its panels ask for the microphone. */
  panelAllowed: boolean;
  /** The extension runs where the user sits, so that what it captures is their voice. */
  atUser: boolean;
  /** This package holds the native capture for this machine. */
  captureShipped: boolean;
  /** What worked here the last time, in this version. */
  remembered: SourceKind | undefined;
}

/**
 * @returns the sources in the order to try; the first that gives a microphone is it. Never empty.
 *
 * The panel comes first whenever it may: it needs no second process and no second page, and has the browser's own
 * echo cancellation. A page in the browser always works, and comes last because it takes the user there.
 */
export function sourcesToTry(facts: SourceFacts): SourceKind[] {
  if (facts.setting !== "auto") return [facts.setting];
  if (facts.panelAllowed) return ["panel"];
  if (!facts.atUser || !facts.captureShipped || facts.remembered === "browser") return ["browser"];
  return ["native", "browser"];
}
