/** Which tone a change of the state deserves: the user is heard from now on, or no longer. */
import type { Earcon } from "../media/earcons.ts";
import type { PanelState } from "../../src/shared/state.ts";

/** @param before undefined where the panel has just come: what stands already is no news. */
export function heardCue(before: PanelState | undefined, now: PanelState): Earcon | undefined {
  if (before === undefined || isHeard(before) === isHeard(now)) return undefined;
  return isHeard(now) ? "opened" : "closed";
}

function isHeard({ session }: PanelState): boolean {
  if (session.status !== "live") return false;
  // It rests with every answer, and that it is heard again after it goes without saying.
  return ["open", "held", "resting"].includes(session.microphone);
}
