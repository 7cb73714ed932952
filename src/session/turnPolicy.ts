/** What follows from the talking mode: who asks for the answer to a turn, and what stops an answer. */
import type { Turns } from "../shared/state.ts";
import type { ServerTurns } from "../providers/traits.ts";
import type { TurnDetection } from "./clientEvents.ts";
import type { Detection, SessionSettings } from "./settings.ts";

export interface TurnPolicy {
  /**
   * `demand`: nobody, until the user sends the turn, or a trigger asks. `server`: the server, where it has found the
   * turn's end; `itself`: wherever it ends.
   */
  asks: "server" | "itself" | "us" | "demand";
  /** What speech of the user's does to an answer that is being spoken. */
  stops: "server" | "speech" | "words" | "nothing";
  detection: TurnDetection | null;
  /** Silent, whatever is asked: the answer of a trigger says otherwise for itself. */
  silent: boolean;
}

export type PolicySettings = Pick<
  SessionSettings,
  "detection" | "interruption" | "transcriptionModel" | "serverTurns"
>;

/** Whether the user can talk so to a server that leaves that much of turns to us. */
export function isPossible(turns: Turns, serverTurns: ServerTurns): boolean {
  if (serverTurns === "ours" || turns === "handsFree") return true;
  return serverTurns === "answered" && turns === "pushToTalk";
}

/** @param asleep only the wake phrase counts. */
export function turnPolicy(turns: Turns, asleep: boolean, settings: PolicySettings): TurnPolicy {
  const ours = { create_response: false, interrupt_response: false };
  const detection = detectionOf(settings.detection, ours);
  if (settings.serverTurns !== "ours") return answeredPolicy(turns, settings);
  if (asleep) return { asks: "demand", stops: "nothing", detection, silent: true };
  switch (turns) {
    case "pushToTalk":
      return { asks: "us", stops: "speech", detection: null, silent: false };
    case "untilSent":
      return { asks: "demand", stops: "speech", detection, silent: false };
    case "onTrigger":
      return { asks: "demand", stops: "nothing", detection, silent: true };
    case "handsFree": {
      // Only who reads the words can tell an "uh-huh" from a turn.
      if (settings.interruption === "words" && settings.transcriptionModel !== "") {
        return { asks: "us", stops: "words", detection, silent: false };
      }
      const theirs = { create_response: true, interrupt_response: true };
      return {
        asks: "server",
        stops: "server",
        detection: detectionOf(settings.detection, theirs),
        silent: false,
      };
    }
  }
}

/** Whether a phrase would wake the assistant: somebody writes down what is said, and nobody answers it. */
export function canWake({
  transcriptionModel,
  phrases,
  serverTurns,
}: Pick<SessionSettings, "transcriptionModel" | "phrases" | "serverTurns">): boolean {
  return transcriptionModel !== "" && phrases.wake.length > 0 && serverTurns === "ours";
}

/** The server answers all that it hears, and stops for it. */
function answeredPolicy(turns: Turns, { serverTurns, detection }: PolicySettings): TurnPolicy {
  if (turns === "pushToTalk" && isPossible(turns, serverTurns)) {
    return { asks: "itself", stops: "speech", detection: null, silent: false };
  }
  const theirs = { create_response: true, interrupt_response: true };
  return { asks: "itself", stops: "server", detection: detectionOf(detection, theirs), silent: false };
}

function detectionOf(
  detection: Detection,
  answering: { create_response: boolean; interrupt_response: boolean },
): TurnDetection {
  if (detection.by === "meaning") {
    return { type: "semantic_vad", eagerness: detection.eagerness, ...answering };
  }
  const { threshold, silence, padding, idleTimeout } = detection;
  return {
    type: "server_vad",
    threshold,
    silence_duration_ms: silence,
    prefix_padding_ms: padding,
    // What it brings is a response of the server's.
    ...(idleTimeout !== undefined && answering.create_response && { idle_timeout_ms: idleTimeout }),
    ...answering,
  };
}
