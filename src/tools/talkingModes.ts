/** How one talks, in the model's words: the names of modes and microphone, and what the user must know of them. */
import type { MicrophoneState, Turns } from "../shared/state.ts";
import type { Talking, TalkingPhrases } from "./sessionControls.ts";

export const turnsNames = ["hands_free", "until_sent", "on_trigger", "push_to_talk"] as const;
export type TurnsName = (typeof turnsNames)[number];

const named: Record<TurnsName, Turns> = {
  hands_free: "handsFree",
  until_sent: "untilSent",
  on_trigger: "onTrigger",
  push_to_talk: "pushToTalk",
};

export function turnsOf(name: TurnsName): Turns {
  return named[name];
}

/** The manifest's keybindings, which the user may have changed: what is bound cannot be asked for. */
export const keys = {
  mute: "Ctrl+Alt+Shift+M",
  talk: { others: "Ctrl+Alt+Space", mac: "Ctrl+Alt+V" },
} as const;

const talkKey = `${keys.talk.others} (Mac: ${keys.talk.mac})`;

const microphoneNames: Record<MicrophoneState, string> = {
  open: "open",
  muted: "muted",
  asleep: "asleep",
  gated: "heard only while the talk key is held",
  held: "open while the talk key is held",
  resting: "resting while you speak",
  unavailable: "unavailable",
};

/** What the model is told of how one talks. */
export function described({ turns, microphone, answers, voice, speed }: Talking): Record<string, unknown> {
  return {
    turns: turnsNames.find((name) => named[name] === turns),
    microphone: microphone === undefined ? "off" : microphoneNames[microphone],
    answers,
    voice,
    speed,
  };
}

/** How the user, who can perhaps no longer say so, is heard again after the microphone was closed. */
export function wayBack(microphone: "muted" | "asleep", { wake }: TalkingPhrases): string {
  if (microphone === "asleep" && wake !== undefined) return `Asleep. To go on, say "${wake}".`;
  return `Muted. To be heard again, press ${keys.mute} or the microphone button in the voice panel.`;
}

/** What the user has to do in a mode in order to be answered. */
export function wayToTalk(turns: TurnsName, { send, trigger }: TalkingPhrases): string {
  switch (turns) {
    case "hands_free":
      return "";
    case "push_to_talk":
      return `Hold ${talkKey} or the talk button to speak.`;
    case "until_sent":
      return `When you are done, ${send === undefined ? "press Send in the voice panel" : `say "${send}"`}.`;
    case "on_trigger":
      return `I am silent until you ${trigger === undefined ? "press a hint's button" : `say "${trigger}"`}. To change back, choose the mode in the voice panel.`;
  }
}
