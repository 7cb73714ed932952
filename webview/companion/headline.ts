/** What the page says of itself, derived from where it stands. */
import type { CompanionState } from "../../src/shared/companion.ts";
import type { CompanionTextKey } from "../../src/shared/companionTexts.ts";
import type { MicrophoneAnswer } from "../../src/shared/media.ts";
import type { Over } from "./hostSocket.ts";

export interface PageState {
  at: "connecting" | "serving" | "lost" | Over;
  /** What the host shows. Absent until it has said so. */
  shown: CompanionState | undefined;
  /** The browser asks the user for the microphone. */
  asking: boolean;
  /** What came of asking last. */
  answer: MicrophoneAnswer | undefined;
  /** The browser holds the sound back until the user has clicked or typed here. */
  blocked: boolean;
}

/** `on`: the microphone is heard. `ready`: its device is open. */
export type Tone = "on" | "ready" | "busy" | "off" | "bad";

/** A text of the page, or one that came translated; with what stands for `{0}`. */
export type Words = readonly [CompanionTextKey, detail?: string] | string;

export interface Headline {
  tone: Tone;
  title: CompanionTextKey;
  advice: readonly Words[];
}

export function headline(state: PageState): Headline {
  if (state.at !== "serving") return elsewhere(state.at);
  if (state.asking) return { tone: "busy", title: "state.asking", advice: [["advice.asking"]] };
  return serving(state.shown?.session ?? { status: "idle" }, state.answer);
}

function elsewhere(at: Exclude<PageState["at"], "serving">): Headline {
  switch (at) {
    case "connecting":
      return { tone: "busy", title: "state.connecting", advice: [] };
    case "lost":
      return { tone: "bad", title: "state.lost", advice: [["advice.lost"]] };
    case "refused":
      return { tone: "bad", title: "state.refused", advice: [["advice.refused"]] };
    case "unreachable":
    case "moved":
    case "ended":
      return { tone: "off", title: `state.${at}`, advice: [[`advice.${at}`]] };
  }
}

function serving(session: CompanionState["session"], answer: MicrophoneAnswer | undefined): Headline {
  switch (session.status) {
    case "idle":
      return { tone: "off", title: "state.waiting", advice: [["advice.waiting"]] };
    case "connecting":
      return { tone: "busy", title: "state.starting", advice: [] };
    case "failed": {
      const { message, remedy } = session.failure;
      return { tone: "bad", title: "state.failed", advice: [message, remedy] };
    }
    case "live":
      return live(session.microphone, answer);
  }
}

type Microphone = Extract<CompanionState["session"], { status: "live" }>["microphone"];

function live(microphone: Microphone, answer: MicrophoneAnswer | undefined): Headline {
  const title = `state.${microphone}` as const;
  switch (microphone) {
    case "open":
    case "held":
      return { tone: "on", title, advice: [["advice.background"]] };
    case "resting":
      return { tone: "ready", title, advice: [["advice.background"]] };
    case "gated":
      return { tone: "ready", title, advice: [["advice.gated"], ["advice.background"]] };
    case "asleep":
      return { tone: "ready", title, advice: [["advice.asleep"], ["advice.background"]] };
    case "muted":
      return { tone: "off", title, advice: [["advice.muted"], ["advice.background"]] };
    case "unavailable":
      return { tone: "bad", title, advice: [refusal(answer)] };
  }
}

function refusal(answer: MicrophoneAnswer | undefined): Words {
  switch (answer?.reason) {
    case "blocked":
    case "denied":
      return ["advice.denied"];
    case "missing":
      return ["advice.missing"];
    case "failed":
    case undefined:
      return ["advice.unopened", answer?.detail ?? ""];
  }
}
