/** The state of a session, and how it moves. Pure: effects live elsewhere. */
import type { ConnectingStep, MicrophoneState, Phase } from "../shared/state.ts";
import type { SessionFailure } from "./failure.ts";

export interface Live {
  status: "live";
  microphone: MicrophoneState;
  /** The user is speaking, as the server's voice detection or the held key tells. */
  userSpeaking: boolean;
  /** A turn was committed, or an answer asked for, and nothing has come of it yet. */
  awaitingResponse: boolean;
  responseActive: boolean;
  assistantAudible: boolean;
  /** Tool calls that run now. */
  runningCalls: number;
}

export type SessionState =
  | { status: "idle" }
  /** `again`: the conversation goes on over a new link. */
  | { status: "connecting"; step: ConnectingStep; again: boolean }
  | Live
  | { status: "failed"; failure: SessionFailure };

export type SessionEvent =
  | { type: "connecting"; step: ConnectingStep; again: boolean }
  | { type: "opened"; microphone: MicrophoneState }
  | { type: "failed"; failure: SessionFailure }
  | { type: "stopped" }
  | { type: "microphone"; microphone: MicrophoneState }
  | { type: "userSpeaking"; speaking: boolean }
  | { type: "committed" }
  | { type: "asked" }
  | { type: "responseStarted" }
  | { type: "responseEnded" }
  | { type: "audible"; audible: boolean }
  | { type: "callStarted" }
  | { type: "callEnded" };

export const idle: SessionState = { status: "idle" };

/** The state after `event`. An event that means nothing in `state` leaves it as it is, the same object. */
export function next(state: SessionState, event: SessionEvent): SessionState {
  switch (event.type) {
    case "connecting":
      return { status: "connecting", step: event.step, again: event.again };
    case "failed":
      return { status: "failed", failure: event.failure };
    case "stopped":
      return state.status === "idle" ? state : idle;
    case "opened":
      if (state.status !== "connecting") return state;
      return {
        status: "live",
        microphone: event.microphone,
        userSpeaking: false,
        awaitingResponse: false,
        responseActive: false,
        assistantAudible: false,
        runningCalls: 0,
      };
    case "microphone":
    case "userSpeaking":
    case "committed":
    case "asked":
    case "responseStarted":
    case "responseEnded":
    case "audible":
    case "callStarted":
    case "callEnded":
      return state.status === "live" ? nextLive(state, event) : state;
  }
}

type LiveEvent = Exclude<SessionEvent, { type: "connecting" | "failed" | "stopped" | "opened" }>;

function nextLive(live: Live, event: LiveEvent): Live {
  switch (event.type) {
    case "microphone": {
      // What a closed microphone had begun to hear goes no further.
      const heard = event.microphone === "open" || event.microphone === "held";
      const userSpeaking = live.userSpeaking && heard;
      return { ...live, microphone: event.microphone, userSpeaking };
    }
    case "userSpeaking":
      return { ...live, userSpeaking: event.speaking };
    case "committed":
      return { ...live, userSpeaking: false, awaitingResponse: true };
    case "asked":
      return live.awaitingResponse ? live : { ...live, awaitingResponse: true };
    case "responseStarted":
      return { ...live, awaitingResponse: false, responseActive: true };
    case "responseEnded":
      return { ...live, awaitingResponse: false, responseActive: false };
    case "audible":
      return { ...live, assistantAudible: event.audible };
    case "callStarted":
      return { ...live, runningCalls: live.runningCalls + 1 };
    case "callEnded":
      return { ...live, runningCalls: Math.max(0, live.runningCalls - 1) };
  }
}

/** What the user is shown of a live session. The user's own voice comes before all else. */
export function phaseOf(live: Live): Phase {
  if (live.userSpeaking) return "hearing";
  if (live.runningCalls > 0) return "acting";
  if (live.assistantAudible) return "speaking";
  if (live.responseActive || live.awaitingResponse) return "thinking";
  return "listening";
}
