/** What the panel and the status bar show, derived from the session and nothing else. */
import { phaseOf, type SessionState } from "../session/state.ts";
import type { ShownSession } from "../shared/state.ts";
import { failureText } from "./failureText.ts";

/**
 * @param rests hands-free listening rests while the assistant speaks.
 * @param clean takes credentials out of a server's or a library's own words.
 */
export function shownSession(
  state: SessionState,
  rests: boolean,
  clean: (text: string) => string,
): ShownSession {
  switch (state.status) {
    case "idle":
    case "connecting":
      return state;
    case "live":
      return { status: "live", phase: phaseOf(state), microphone: rests ? "resting" : state.microphone };
    case "failed":
      return { status: "failed", failure: failureText(state.failure, clean) };
  }
}
